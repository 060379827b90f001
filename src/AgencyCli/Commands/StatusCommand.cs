using System.CommandLine;
using System.Globalization;
using Mash.AgencyClient;
using Mash.V1;

namespace Mash.AgencyCli.Commands;

/// <summary><c>status ID|REFERENCE</c>: where one concern stands, here and at the hub.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var id = new Argument<string>("ID|REFERENCE") { Description = "Sender's reference, submission id, contact id, or the hub's reference (C-...)." };
        var command = new Command("status", "Where one concern stands. Reading it is on the hub's record.") { id };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var text = parsed.GetValue(id)!;
            var entry = await FindHereAsync(client, Connection.Options(parsed), text, cancellationToken);
            if (entry is not null and { Outcome: not AcceptedSubmission })
            {
                Show(entry);
                return entry.Status == SubmissionStatus.Parked ? ExitCodes.Refused : ExitCodes.Done;
            }
            if (await FindAtHubAsync(client, entry, text, cancellationToken) is { } contact)
            {
                Show(contact);
                return ExitCodes.Done;
            }
            Screen.Warn($"Neither the outbox nor the hub knows this id or reference as one of this agency's.");
            return ExitCodes.NotFound;
        });
        return command;
    }

    private static async Task<OutboxEntry?> FindHereAsync(
        MashAgencyClient client, MashAgencyClientOptions options, string text, CancellationToken cancellationToken)
    {
        try
        {
            await using var outbox = await OutboxReader.OpenAsync(options, cancellationToken);
            return await outbox.FindAsync(OutboxCommand.IdOf(client, text), cancellationToken);
        }
        catch (OutboxException e) when (e is not OutboxKeyException)
        {
            // No outbox on this machine: the hub may still know the concern.
            return null;
        }
    }

    private static async Task<Contact?> FindAtHubAsync(
        MashAgencyClient client, OutboxEntry? entry, string text, CancellationToken cancellationToken)
    {
        var contactId = (entry?.Outcome as AcceptedSubmission)?.ContactId
            ?? (Guid.TryParseExact(text, "D", out _) ? text : await ContactIdOfAsync(client, text, cancellationToken));
        if (contactId is null) return null;
        try
        {
            return await client.GetContactAsync(contactId, cancellationToken: cancellationToken);
        }
        catch (MashNotFoundException)
        {
            return null;
        }
    }

    private static async Task<string?> ContactIdOfAsync(MashAgencyClient client, string text, CancellationToken cancellationToken)
    {
        await foreach (var contact in client.ListContactsAsync(new ListContactsRequest { Reference = text }, cancellationToken: cancellationToken))
            return contact.ContactId;
        // The hub has no filter by the sender's reference: without an outbox the agency's own list is read, newest first.
        await foreach (var contact in client.ListContactsAsync(new ListContactsRequest { PageSize = 200 }, cancellationToken: cancellationToken))
        {
            if (contact.SenderReference == text) return contact.ContactId;
        }
        return null;
    }

    private static void Show(OutboxEntry entry)
    {
        Screen.Say($"Submission {entry.SubmissionId}: {entry.Status.ToString().ToLower(CultureInfo.InvariantCulture)} here since {Words.Of(entry.SettledTime ?? entry.EnqueuedTime)}.");
        if (entry.Outcome is ParkedSubmission parked)
            Screen.Say($"The hub refused it: {OutboxCommand.Why(parked.Failure)} If a child may be at risk now, ring {parked.HubTelephone}.");
        else if (entry.Outcome is null)
            Screen.Say($"The hub does not have it yet.");
    }

    private static void Show(Contact contact)
    {
        Screen.Say($"{contact.Reference}: {Words.Of(contact.State)}. Received {Words.Of(contact.ReceivedTime?.ToDateTimeOffset())}.");
        foreach (var clock in contact.Clocks.Where(c => c.Kind == ClockKind.Decision && c.StoppedTime is null))
            Screen.Say($"A decision is due {Words.Of(clock.DueTime?.ToDateTimeOffset())}.");
        Screen.Show(["Child", "State", "Level", "Outcome"], [.. contact.Children.Select(child => new[]
        {
            (child.Ordinal + 1).ToString(CultureInfo.InvariantCulture),
            Words.Of(child.State),
            child.Decision is null ? "" : child.Decision.Level.ToString(CultureInfo.InvariantCulture),
            child.Decision is null ? "" : Words.Of(child.Decision.Outcome),
        })]);
        foreach (var feedback in contact.Feedback)
            Screen.Say($"{Words.Of(feedback.SentTime?.ToDateTimeOffset())}: {feedback.Text}");
    }
}
