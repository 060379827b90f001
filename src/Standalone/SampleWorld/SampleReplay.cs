using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Mash.AgencyClient;
using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>What a replay did.</summary>
/// <param name="Accepted">Contacts that the hub holds.</param>
/// <param name="Refused">Records that the hub or the agency's client refused.</param>
/// <param name="Repeated">Records that repeat an accepted one.</param>
/// <param name="Decided">Children with a decision.</param>
internal sealed record ReplayCounts(int Accepted, int Refused, int Repeated, int Decided);

/// <summary>
/// Does the acts of a plan through the agencies' SDK and the hub's rpcs. An act that was done before an interruption is recognised by the
/// contact's state and not done again.
/// </summary>
internal sealed class SampleReplay(HubCalls hub, SampleAgencyClients agencies, IReadOnlySet<string> frontDesks)
{
    private readonly ConcurrentDictionary<string, Work> contacts = new(StringComparer.Ordinal);
    private int refused;
    private int repeated;
    private int decided;

    public ReplayCounts Counts => new(contacts.Count, refused, repeated, decided);

    /// <summary>The hub's id of a contact; null where the hub took none under that reference.</summary>
    public string? IdOf(SampleContact contact) => contacts.GetValueOrDefault(contact.Reference)?.ContactId;

    /// <summary>Does acts of one time and kind, side by side.</summary>
    public async Task DoAsync(IReadOnlyList<SampleAct> acts, CancellationToken cancellation)
    {
        if (acts[0].Kind == SampleActKind.Submit)
        {
            foreach (var group in acts.GroupBy(act => act.Contact.Agency))
                await SubmitAsync(group.Key, [.. group.Select(act => act.Contact)], cancellation);
            return;
        }
        await Parallel.ForEachAsync(acts, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (act, token) =>
        {
            if (!contacts.TryGetValue(act.Contact.Reference, out var work))
                return;
            await (act.Kind switch
            {
                SampleActKind.Screen => ScreenAsync(act, work, token),
                SampleActKind.Rate => RateAsync(act, work, token),
                SampleActKind.Decide => DecideAsync(act, work, token),
                _ => TellAsync(act, work, token),
            });
        });
    }

    private async Task SubmitAsync(string agency, IReadOnlyList<SampleContact> batch, CancellationToken cancellation)
    {
        if (frontDesks.Contains(agency))
        {
            foreach (var contact in batch)
                await RecordAsync(contact, cancellation);
            return;
        }
        var results = await agencies.Of(agency).EnqueueManyAsync(batch.Select(contact => new Submission(contact.Details)), cancellation);
        for (var index = 0; index < batch.Count; index++)
        {
            if (results[index].Handle is not { } handle)
            {
                Interlocked.Increment(ref refused);
                continue;
            }
            Take(batch[index].Reference, await handle.Completion.WaitAsync(cancellation));
        }
    }

    private void Take(string reference, SubmissionOutcome outcome)
    {
        if (outcome is not AcceptedSubmission accepted)
            Interlocked.Increment(ref refused);
        else if (!contacts.TryAdd(reference, new Work(accepted.ContactId)))
            Interlocked.Increment(ref repeated);
    }

    /// <summary>Reports of the public come by telephone, letter or form; a contact officer records them.</summary>
    private async Task RecordAsync(SampleContact contact, CancellationToken cancellation)
    {
        var request = new SubmitContactRequest
        {
            RequestId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("sample|" + contact.Reference)).AsSpan(0, 16)).ToString(),
            Contact = contact.Details,
        };
        try
        {
            var answer = await hub.Contacts(SamplePeople.ContactOfficer).SubmitContactAsync(request, cancellationToken: cancellation);
            contacts.TryAdd(contact.Reference, new Work(answer.ContactId));
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.InvalidArgument)
        {
            Interlocked.Increment(ref refused);
        }
    }

    private async Task ScreenAsync(SampleAct act, Work work, CancellationToken cancellation)
    {
        var contact = await ReadAsync(act, work, cancellation);
        if (contact.State != ContactState.Received)
            return;
        var answer = await hub.Screening(act.By!).StartScreeningAsync(
            new StartScreeningRequest { ContactId = work.ContactId, RequestId = NewId(), Etag = contact.Etag }, cancellationToken: cancellation);
        work.Etag = answer.Etag;
    }

    private async Task RateAsync(SampleAct act, Work work, CancellationToken cancellation)
    {
        if (work.Etag is null)
        {
            var contact = await ReadAsync(act, work, cancellation);
            if (contact.Ratings.Count > 0 || contact.State == ContactState.Received)
                return;
        }
        var rag = Enum.Parse<Rag>(act.Contact.Level!.Rag);
        var answer = await hub.Screening(act.By!).RateContactAsync(
            new RateContactRequest { ContactId = work.ContactId, RequestId = NewId(), Etag = work.Etag, Rag = rag, Rationale = Texts.Rating(act.Contact, rag) },
            cancellationToken: cancellation);
        work.Etag = answer.Etag;
    }

    private async Task DecideAsync(SampleAct act, Work work, CancellationToken cancellation)
    {
        var contact = await ReadAsync(act, work, cancellation);
        foreach (var child in contact.Children)
        {
            if (child.State != ChildState.AwaitingDecision)
                continue;
            var (level, outcome) = Outcomes.Of(act.Contact, child.Ordinal, child.SignOffReasons);
            // Out of hours the duty team decides one thing only.
            if (act.By == SamplePeople.OutOfHours)
                outcome = Outcome.StrategyDiscussion;
            var request = new DecideChildRequest
            {
                ContactId = work.ContactId,
                ContactChildId = child.ContactChildId,
                RequestId = NewId(),
                Etag = work.Etag,
                Level = level,
                Outcome = outcome,
                Rationale = Texts.Rationale(act.Contact, child.Ordinal, level, outcome),
                Scale = new Chance(act.Contact.Reference + child.Ordinal).Between("scale", (4 - level) * 2, ((4 - level) * 2) + 4),
            };
            request.IndicatorIds.Add(Outcomes.Indicators(level, contact.Details.Concern.Categories, contact.Details.Children[child.Ordinal].Unborn));
            var answer = await hub.Decisions(act.By!).DecideChildAsync(request, cancellationToken: cancellation);
            work.Etag = answer.Etag;
            work.Outcome = outcome > work.Outcome && outcome <= Outcome.StrategyDiscussion ? outcome : work.Outcome == Outcome.Unspecified ? outcome : work.Outcome;
            Interlocked.Increment(ref decided);
        }
    }

    private async Task TellAsync(SampleAct act, Work work, CancellationToken cancellation)
    {
        var contact = await ReadAsync(act, work, cancellation);
        if (!contact.AllowedActions.Any(allowed => allowed is { Action: ContactAction.SendFeedback, Allowed: true }))
            return;
        var outcome = work.Outcome != Outcome.Unspecified ? work.Outcome : contact.Children.Max(child => child.Decision?.Outcome ?? Outcome.Unspecified);
        var answer = await hub.Decisions(act.By!).SendFeedbackAsync(
            new SendFeedbackRequest { ContactId = work.ContactId, RequestId = NewId(), Etag = work.Etag, Text = Texts.Feedback(act.Contact, outcome) },
            cancellationToken: cancellation);
        work.Etag = answer.Etag;
    }

    private async Task<Contact> ReadAsync(SampleAct act, Work work, CancellationToken cancellation)
    {
        var contact = (await hub.Contacts(act.By!).GetContactAsync(new GetContactRequest { ContactId = work.ContactId }, cancellationToken: cancellation)).Contact;
        work.Etag = contact.Etag;
        return contact;
    }

    private static string NewId() => Guid.CreateVersion7().ToString();

    /// <summary>A contact under way.</summary>
    private sealed class Work(string contactId)
    {
        public string ContactId => contactId;

        /// <summary>The version seen last; null where none was.</summary>
        public string? Etag { get; set; }

        /// <summary>What the referrer is told about: the most that was decided.</summary>
        public Outcome Outcome { get; set; }
    }
}
