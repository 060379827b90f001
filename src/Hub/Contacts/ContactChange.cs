using System.Security.Cryptography;
using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Audit;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.Events;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.Hub.UnusualAccess.Recording;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Contacts;

/// <summary>A request that changes a stored contact: who, which, and what makes it the same request again.</summary>
internal sealed record ContactChangeRequest
{
    public required string Act { get; init; }
    public required Caller Caller { get; init; }
    public required Guid ContactId { get; init; }

    /// <summary>UUID made by the caller.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Version that the caller saw; null where a change cannot be stale (information only adds).</summary>
    public string? Etag { get; init; }

    /// <summary>The request's own message: with another one the same id is refused.</summary>
    public required IMessage Message { get; init; }
}

/// <summary>
/// The one way to change a contact: in the writer, in one transaction, after looking for the same request, the row, the right to see
/// it and its version. Then the rule of the act runs on tracked rows; what it seals, tells and records is committed with them.
/// </summary>
internal sealed class ContactChange(WriteQueue writes, KeyStore keys, KeyRing ring, CaseAccess access, ConflictAlarm conflicts)
{
    /// <summary>Runs a change and answers its message, or the same answer as the first time.</summary>
    public Task<Result<T>> RunAsync<T>(ContactChangeRequest request, MessageParser<T> parser, Func<ContactEdit, Result<T>> rule)
        where T : class, IMessage<T>
    {
        var once = new RequestOnce(ring, request.Caller, request.Act, request.RequestId, request.Message);
        return writes.WriteAsync(session => Apply(session, request, once, parser, rule));
    }

    private Result<T> Apply<T>(
        WriteSession session, ContactChangeRequest request, RequestOnce once, MessageParser<T> parser, Func<ContactEdit, Result<T>> rule)
        where T : class, IMessage<T>
    {
        using var db = session.OpenContext();
        if (once.TryFind(db, parser, out var answer))
            return answer.Value.IsSuccess ? answer.Value : Refuse<T>(session, request, answer.Value.Problem);
        var row = db.Contacts.AsTracking().FirstOrDefault(contact => contact.ContactId == request.ContactId);
        if (row is null || !access.MaySee(row, request.Caller))
        {
            conflicts.Sound(session, row, request.Caller);
            return Refuse<T>(session, request, Problem.NotFound("contact"));
        }
        if (request.Etag is { } etag && etag != Etags.Of(row.Version))
            return Refuse<T>(session, request, Problem.Stale());
        var children = db.ContactChildren.AsTracking().Where(child => child.ContactId == row.ContactId).OrderBy(child => child.Ordinal).ToList();
        var edit = new ContactEdit(session, request, row, children, keys.Get(row.KeyId));

        var result = rule(edit);
        if (!result.IsSuccess)
        {
            db.ChangeTracker.Clear();
            return Refuse<T>(session, request, result.Problem);
        }
        edit.Settle();
        row.Version++;
        db.Records.AddRange(edit.NewRecords);
        once.Remember(db, result.Value, session.RealTime);
        db.SaveChanges();
        edit.Publish();
        var leaf = session.Audit(Entry(request) with { Records = edit.RecordVersions });
        AccessRecorder.OfWork(request.Caller, row.ContactId)?.Write(session, leaf);
        return result;
    }

    private static Result<T> Refuse<T>(WriteSession session, ContactChangeRequest request, Problem problem)
        where T : class, IMessage<T>
    {
        session.Audit(Entry(request) with { Allowed = false, Refusal = problem.Reason });
        return problem;
    }

    private static AuditEntry Entry(ContactChangeRequest request) => new()
    {
        Act = request.Act,
        Actor = request.Caller.ToActor(),
        RequestId = request.RequestId.ToString(),
        Subjects = [request.ContactId],
    };
}

/// <summary>A contact under change: its tracked rows, and what the change seals and tells.</summary>
internal sealed class ContactEdit(
    WriteSession session, ContactChangeRequest request, ContactRow row, IReadOnlyList<ContactChildRow> children, DataKey key)
{
    private readonly List<V1.Event> events = [];
    private readonly List<MessageDraft> messages = [];

    public ContactRow Row => row;

    public IReadOnlyList<ContactChildRow> Children => children;

    public Caller Caller => request.Caller;

    public WriteSession Session => session;

    /// <summary>The contact's own key; children's sections have theirs.</summary>
    public DataKey Key => key;

    /// <summary>Domain time of the change.</summary>
    public DateTimeOffset Now => session.DomainTime;

    /// <summary>The version that the contact will have.</summary>
    public string NextEtag => Etags.Of(row.Version + 1);

    public List<RecordRow> NewRecords { get; } = [];

    public List<RecordVersion> RecordVersions { get; } = [];

    /// <summary>Seals a record of this change.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="recordId">Its id; a contact child's id for decisions, else a new one.</param>
    /// <param name="version">Its version, from 1.</param>
    /// <param name="sealingKey">Key of the section it belongs to.</param>
    /// <param name="message">The content.</param>
    public void Seal(RecordKind kind, Guid recordId, int version, DataKey sealingKey, IMessage message)
    {
        var bytes = Sealer.Seal(sealingKey, kind, recordId, version, message);
        NewRecords.Add(new RecordRow
        {
            ContactId = row.ContactId,
            Kind = (int)kind,
            RecordId = recordId,
            Version = version,
            KeyId = sealingKey.Id,
            Sealed = bytes,
            CreatedTime = session.DomainTime,
        });
        RecordVersions.Add(new RecordVersion(recordId, version, SHA256.HashData(bytes)));
    }

    /// <summary>Tells the submitting agency, in the same transaction.</summary>
    public void Tell(V1.Event item) => events.Add(item);

    /// <summary>Puts a message to a person into the outbox, in the same transaction.</summary>
    public void Send(MessageDraft message) => messages.Add(message);

    /// <summary>Who asks, as the pure rules see them.</summary>
    public ContactActor Actor => ContactRules.ActorOf(row, request.Caller);

    /// <summary>
    /// Derives what follows from the children: the contact's state, when it ended, where it was routed, the queue, the earliest clock. Every change ends with it; a rule that
    /// answers the derived state calls it itself before.
    /// </summary>
    public void Settle()
    {
        row.State = ContactProgress.Derive(row.State, children.Select(child => child.State));
        row.EndedTime = ContactProgress.IsOpen(row.State) ? null : row.EndedTime ?? Now;
        row.FeedbackDue = row.FeedbackOwed && row.EndedTime is null && children.Any(child =>
            child.DecidedTime is not null && child.State != ChildState.AwaitingSecondSignOff && child.FeedbackTime is null);
        row.RoutedToEarlyHelp = children.Any(child => IsRouted(child, Outcome.EarlyHelp));
        row.RoutedToAssessment = children.Any(child => IsRouted(child, Outcome.Referral, Outcome.StrategyDiscussion, Outcome.RoutedOpenCase));
        row.InQueue = row.FeedbackDue || (ContactProgress.IsOpen(row.State) && children.Any(child => child.State is ChildState.AwaitingDecision or ChildState.AwaitingSecondSignOff));
        row.EarliestDueTime = ContactClockBook.EarliestDue(row, children);
    }

    /// <summary>A decision that waits for a second manager routes nothing yet.</summary>
    private static bool IsRouted(ContactChildRow child, params ReadOnlySpan<Outcome> outcomes) =>
        child.State > ChildState.AwaitingSecondSignOff && child.Outcome is { } outcome && outcomes.Contains(outcome);

    /// <summary>Appends events and messages once the rows are saved.</summary>
    public void Publish()
    {
        foreach (var message in messages)
            MessageOutbox.AppendForContact(session, message, row, key, request.Caller.ToActor());
        if (events.Count == 0)
            return;
        var headline = Sealer.Open(key, RecordKind.ContactSummary, row.ContactId, 1, row.Summary, Content.ContactHeadline.Parser);
        var subject = new EventSubject(row, key, headline.SenderReference);
        foreach (var item in events)
            EventLog.Append(session, subject, item);
    }
}
