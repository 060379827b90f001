using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Errors;
using Mash.Hub.Events;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.V1;
using RestrictionLabel = Mash.Hub.Restrictions.RestrictionLabel;

namespace Mash.Hub.Contacts;

/// <summary>The writer's part of a submission: exactly once by (agency, submission id), for the life of the contact.</summary>
internal sealed class SubmissionWrite(
    SubmissionDraft draft, Caller caller, string requestId, string? assertedPractitioner, ConflictMatches conflicts,
    RestrictionFollow restrictions)
{
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromDays(365);

    /// <summary>Stores the contact, or finds that it is stored already.</summary>
    public Result<SubmitContactResponse> Apply(WriteSession session)
    {
        var contact = draft.Contact;
        using (var earlier = session.Query(ContactStatements.SelectSubmission, contact.AgencyId, contact.SubmissionId))
        {
            if (earlier.Read())
            {
                var hash = earlier.ReadBytes(0);
                var contactId = earlier.ReadGuid(1);
                var answer = earlier.ReadBytes(2);
                earlier.Dispose();
                return Repeat(session, hash, contactId, answer);
            }
        }

        var follows = new HashSet<(Guid RestrictionId, RestrictionLabel Label)>();
        foreach (var child in draft.Children)
            child.Row.ContactsIn12Months = 1 + CountEarlier(session, child, follows);
        contact.ContactsIn12Months = draft.Children.Max(child => child.Row.ContactsIn12Months);
        contact.Restricted = follows.Count > 0;

        session.Execute(ContactStatements.InsertContact, ContactStatements.Values(contact));
        foreach (var child in draft.Children)
            session.Execute(ContactStatements.InsertChild, ContactStatements.Values(child.Row));
        session.Execute(ContactStatements.InsertIdentities, [.. draft.Children.SelectMany(child => child.Identities.Select(token =>
            new object?[] { token, contact.ReceivedTime, child.Row.ContactChildId, contact.ContactId, child.NhsToken }))]);
        session.Execute(ContactStatements.InsertRecords, [.. draft.Records.Select(record =>
            new object?[] { record.ContactId, record.Kind, record.RecordId, record.Version, record.KeyId, record.Sealed, record.CreatedTime })]);
        session.Execute(ContactStatements.InsertPeople, [.. draft.People.Select(person =>
            new object?[] { person.PersonId, contact.ContactId, person.ContactChildId, person.Ordinal })]);
        session.Execute(ContactStatements.InsertTokens, [.. draft.People.SelectMany(person => person.Tokens.Select(token =>
            new object?[] { token, person.PersonId }))]);
        if (follows.Count > 0)
            restrictions.Attach(session, contact, follows);

        conflicts.Meet(session, draft);

        var response = Answer();
        session.Execute(ContactStatements.InsertSubmission,
            contact.AgencyId, contact.SubmissionId, draft.ContentHash, contact.ContactId, response.ToByteArray());
        AppendEvents(session, response);
        session.Audit(Entry("contact.submit") with { Records = draft.RecordVersions, AssertedPractitioner = assertedPractitioner });
        return WithReferences(response);
    }

    private Result<SubmitContactResponse> Repeat(WriteSession session, byte[] hash, Guid contactId, byte[] answer)
    {
        if (!CryptographicOperations.FixedTimeEquals(hash, draft.ContentHash))
        {
            session.Audit(Entry("contact.submit") with { Subjects = [contactId], Allowed = false, Refusal = ProblemReasons.RequestIdReused });
            return Problem.RequestIdReused();
        }
        session.Audit(Entry("contact.resubmit") with { Subjects = [contactId] });
        var response = SubmitContactResponse.Parser.ParseFrom(answer);
        response.Replayed = true;
        return WithReferences(response);
    }

    /// <summary>
    /// Contacts of the last 12 months about the same child, by exact identity. Two different NHS numbers veto. People confirm matches
    /// later; until then this count says "may be", and never hides anything. Contacts under an adoption do not count: nothing links them.
    /// </summary>
    /// <param name="session">The write.</param>
    /// <param name="child">The child.</param>
    /// <param name="follows">Takes the restrictions of contacts about the same child, whenever they came.</param>
    private int CountEarlier(WriteSession session, DraftChild child, HashSet<(Guid RestrictionId, RestrictionLabel Label)> follows)
    {
        var counted = new HashSet<Guid>();
        var restricted = new HashSet<Guid>();
        foreach (var tokens in child.Identities.Chunk(ContactStatements.MaxIdentities))
        {
            using var rows = session.Query(ContactStatements.SelectIdentities(tokens.Length), [draft.Contact.ReceivedTime, .. tokens]);
            while (rows.Read())
            {
                var nhsToken = rows.IsDBNull(1) ? null : rows.ReadBytes(1);
                if (nhsToken is not null && child.NhsToken is not null && !nhsToken.AsSpan().SequenceEqual(child.NhsToken))
                    continue;
                var contactId = rows.ReadGuid(0);
                if (rows.ReadInstant(2) > draft.Contact.ReceivedTime - RepeatWindow)
                    counted.Add(contactId);
                if (rows.ReadBool(3))
                    restricted.Add(contactId);
            }
        }
        foreach (var contactId in restricted)
        {
            if (RestrictionFollow.LiveOf(session, contactId) is not { } live)
                continue;
            follows.Add(live);
            if (live.Label == RestrictionLabel.Adoption)
                counted.Remove(contactId);
        }
        return counted.Count;
    }

    private SubmitContactResponse Answer()
    {
        var contact = draft.Contact;
        var decisionDue = ContactClockBook.Of(contact, draft.Children[0].Row).Find(Calendar.ClockKind.Decision)!.DueTime;
        var response = new SubmitContactResponse
        {
            ContactId = contact.ContactId.ToString(),
            Reference = contact.Reference,
            ReceivedTime = contact.ReceivedTime.ToTimestamp(),
            DecisionDueTime = decisionDue.ToTimestamp(),
            WhatHappensNext = $"A social worker screens this contact, and next steps are decided by {UkWords.DayAndTime(decisionDue)}. If a child is in danger now, call 999.",
        };
        response.Children.Add(draft.Children.Select(child => new SubmittedChild { ContactChildId = child.Row.ContactChildId.ToString() }));
        return response;
    }

    /// <summary>The sender's own identifiers are not kept with the answer; they are in this request, which is equal.</summary>
    private SubmitContactResponse WithReferences(SubmitContactResponse response)
    {
        for (var index = 0; index < response.Children.Count; index++)
            response.Children[index].SenderChildReference = draft.Children[index].SenderChildReference;
        return response;
    }

    private void AppendEvents(WriteSession session, SubmitContactResponse response)
    {
        var about = new EventSubject(draft.Contact, draft.ContactKey, draft.SenderReference);
        EventLog.Append(session, about, new Event { Kind = EventKind.Received, Message = "The hub has this contact." });
        EventLog.Append(session, about, new Event
        {
            Kind = EventKind.Acknowledged,
            Message = response.WhatHappensNext,
            DecisionDueTime = response.DecisionDueTime,
        });
    }

    private AuditEntry Entry(string act) => new()
    {
        Act = act,
        Actor = caller.ToActor(),
        RequestId = requestId,
        Subjects = [draft.Contact.ContactId],
    };
}
