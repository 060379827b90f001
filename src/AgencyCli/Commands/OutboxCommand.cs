using System.CommandLine;
using System.Globalization;
using Mash.AgencyClient;

namespace Mash.AgencyCli.Commands;

/// <summary><c>outbox list</c>, <c>retry</c> and <c>discard</c>: what waits here and what a person may do about it.</summary>
internal static class OutboxCommand
{
    public static Command Create() => new("outbox", "What waits on this machine, and what was refused.") { List(), Retry(), Discard() };

    private static Command List()
    {
        var all = new Option<bool>("--all") { Description = "Also what was accepted or discarded and is still remembered." };
        var command = new Command("list", "Lists what waits and what was refused. Also possible while another command sends.") { all };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var outbox = await OutboxReader.OpenAsync(Connection.Options(parsed), cancellationToken);
            var rows = new List<string[]>();
            await foreach (var entry in outbox.ListAsync(cancellationToken: cancellationToken))
            {
                if (parsed.GetValue(all) || entry.Status is SubmissionStatus.Queued or SubmissionStatus.Sending or SubmissionStatus.Parked)
                    rows.Add(Row(entry));
            }
            Screen.Show(["Submission", "Sender's reference", "State", "Since", "What"], rows);
            var counts = await outbox.CountAsync(cancellationToken);
            Screen.Say($"{counts.Queued} waiting, {counts.Parked} refused, {counts.Accepted} accepted, {counts.Discarded} discarded.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Retry()
    {
        var id = new Argument<string?>("ID|REFERENCE") { Description = "Submission id or sender's reference.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Everything that was refused." };
        var command = new Command("retry", "Sends again what was refused, as it is: for example after the agency's rights were corrected.") { id, all };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(id) is not null)) result.AddError("Name one submission, or give --all.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var handles = new List<SubmissionHandle>();
            if (parsed.GetValue(id) is { } text)
            {
                if (await client.Outbox.RetryAsync(IdOf(client, text), cancellationToken) is not { } handle) return NotParked();
                handles.Add(handle);
            }
            else
            {
                await foreach (var entry in client.Outbox.ListAsync(SubmissionStatus.Parked, cancellationToken))
                {
                    if (await client.Outbox.RetryAsync(entry.SubmissionId, cancellationToken) is { } handle) handles.Add(handle);
                }
            }
            var outcomes = await Task.WhenAll(handles.Select(h => h.Completion)).WaitAsync(cancellationToken);
            var refused = outcomes.OfType<ParkedSubmission>().ToList();
            Screen.Show(["Submission", "Why it was refused again"], [.. refused.Select(p => new[] { p.SubmissionId.ToString(), Why(p.Failure) })]);
            Screen.Say($"{outcomes.Length - refused.Count} accepted, {refused.Count} refused again.");
            return refused.Count > 0 ? ExitCodes.Refused : ExitCodes.Done;
        });
        return command;
    }

    private static Command Discard()
    {
        var id = new Argument<string>("ID|REFERENCE") { Description = "Submission id or sender's reference." };
        var reason = new Option<string>("--reason") { Description = "Why, kept in the outbox.", Required = true };
        var command = new Command("discard", "Gives up a refused submission and erases its content. Ring the hub first where a child may be at risk.")
        {
            id, reason,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            var submission = IdOf(client, parsed.GetValue(id)!);
            if (!await client.Outbox.DiscardAsync(submission, parsed.GetValue(reason)!, cancellationToken)) return NotParked();
            Screen.Say($"Discarded {submission}.");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The submission that a person names: by id, or by the sender's reference.</summary>
    public static Guid IdOf(MashAgencyClient client, string text) =>
        Guid.TryParseExact(text, "D", out var id) ? id : client.SubmissionIdOf(text);

    /// <summary>A failure in one line: the fields at fault, or the hub's words.</summary>
    public static string Why(HubFailure failure) => failure.Violations.Count == 0
        ? failure.Message
        : string.Join(" ", failure.Violations.Select(v => $"{v.Field}: {v.Description}"));

    private static string[] Row(OutboxEntry entry) =>
    [
        entry.SubmissionId.ToString(),
        entry.Contact?.SenderReference ?? "",
        entry.Status.ToString().ToLower(CultureInfo.InvariantCulture),
        Words.Of(entry.SettledTime ?? entry.EnqueuedTime),
        entry.Outcome switch
        {
            ParkedSubmission parked => Why(parked.Failure),
            AcceptedSubmission accepted => accepted.Reference,
            DiscardedSubmission discarded => discarded.Reason,
            _ => "",
        },
    ];

    private static int NotParked()
    {
        Screen.Warn($"There is no refused submission with this id or reference in the outbox.");
        return ExitCodes.NotFound;
    }
}
