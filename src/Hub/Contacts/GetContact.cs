using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.UnusualAccess.Recording;
using Mash.V1;

namespace Mash.Hub.Contacts;

/// <summary>Reads one contact. The read is on the record before the answer leaves.</summary>
internal sealed class GetContact(
    ContactReader reader, ContactVisibility visibility, ContactHistory history, WriteQueue writes, AccessDirectory directory, DomainClock clock, AuditReader audit,
    AccessRecorder access, RestrictionDirectory restrictions, TimeProvider real)
{
    public async Task<Result<GetContactResponse>> HandleAsync(GetContactRequest request, Caller caller)
    {
        var found = await visibility.FindAsync(request.ContactId, caller, "contact.view");
        if (!found.IsSuccess)
            return found.Problem;
        var row = found.Value;
        var opened = reader.Open(row);
        List<EarlierContact> earlier = caller.IsStaff ? [.. history.Earlier(opened, caller)] : [];
        List<EarlierContact> sameIncident = caller.IsStaff ? [.. history.SameIncident(row, caller)] : [];
        // New information counts as read when somebody has read it who works the queue.
        var readsForTheHub = CaseRelationships.WorksTheQueue(caller);
        // What the history shows of other contacts has been seen too.
        Guid[] seen = [row.ContactId, .. earlier.Concat(sameIncident).Select(other => Guid.Parse(other.ContactId)).Distinct()];
        var view = access.OfView(opened, caller);
        var recorded = writes.WriteAsync(session =>
        {
            var leaf = session.Audit(new AuditEntry { Act = "contact.view", Actor = caller.ToActor(), Subjects = seen });
            view?.Write(session, leaf);
            if (readsForTheHub && row.NewInformation)
                session.Execute(MarkRead, row.ContactId);
            return true;
        });
        var contact = Compose(opened, caller);
        if (caller.IsStaff)
        {
            AddForStaff(contact, opened);
            AddRestriction(contact, row.ContactId, caller);
        }
        ProtectedAddresses.HoldBack(contact.Details);
        contact.History.Add(earlier);
        contact.SameIncident.Add(sameIncident);
        await recorded;
        // Counted after the leaf, so that the reader is among those who have seen it.
        if (caller.IsStaff)
            contact.SeenByCount = audit.CountActors(row.ContactId);
        return new GetContactResponse { Contact = contact };
    }

    private static readonly SqlStatement MarkRead = new("UPDATE contacts SET new_information = (1 = 0) WHERE contact_id = $1", 1);

    private Contact Compose(OpenedContact opened, Caller caller)
    {
        var row = opened.Row;
        var now = clock.GetUtcNow();
        var state = caller.IsStaff ? row.State : AgencyView.StateOf(row);
        var children = caller.IsStaff ? opened.Children : AgencyView.ChildrenOf(row, opened.Children);
        var contact = new Contact
        {
            ContactId = row.ContactId.ToString(),
            Reference = row.Reference,
            Etag = Etags.Of(row.Version),
            State = state.ToProto(),
            Details = opened.Details,
            AgencyId = row.AgencyId.ToString(),
            AgencyName = directory.Agency(row.AgencyId)?.Name ?? "",
            ReceivedTime = row.ReceivedTime.ToTimestamp(),
            AcknowledgedTime = row.AcknowledgedTime?.ToTimestamp(),
            Rag = row.Rag.ToProto(),
            CouncilArea = row.CouncilArea.ToProto(),
            Withdrawal = opened.Withdrawal,
            RequestId = caller.IsStaff ? "" : row.SubmissionId.ToString(),
        };
        contact.Clocks.Add(ContactClockBook.ReadAll(row, children, now));
        contact.Information.Add(opened.Information);
        contact.Feedback.Add(opened.Feedback);
        foreach (var child in children)
            contact.Children.Add(ComposeChild(opened, child, now));
        var snapshot = ContactRules.SnapshotOf(row, children) with { State = state, NewInformationUnread = row.NewInformation && !CaseRelationships.WorksTheQueue(caller) };
        contact.AllowedActions.Add(AllowedActions.ForContact(snapshot, ContactRules.ActorOf(row, caller))
            .Where(verdict => EnumNames<States.ContactAction, V1.ContactAction>.TryOf(verdict.Action, out _) && (verdict.Allowed || verdict.ForThisRole)
                && RpcPolicies.AllowsAction(verdict.Action, caller))
            .Select(verdict => new AllowedAction
            {
                Action = EnumNames<States.ContactAction, V1.ContactAction>.Of(verdict.Action),
                Allowed = verdict.Allowed,
                Reason = verdict.Reason,
            }));
        if (!caller.IsStaff)
            KeepForAgency(contact);
        return contact;
    }

    private static ContactChild ComposeChild(OpenedContact opened, ContactChildRow child, DateTimeOffset now)
    {
        var earliest = ContactClockBook.Of(opened.Row, child).Earliest;
        var result = new ContactChild
        {
            ContactChildId = child.ContactChildId.ToString(),
            Ordinal = child.Ordinal,
            State = child.State.ToProto(),
            AgeBand = child.AgeBand,
            ContactsIn12Months = child.ContactsIn12Months,
            CouncilArea = child.CouncilArea.ToProto(),
            Decision = opened.Decisions.GetValueOrDefault(child.ContactChildId),
            EarliestClock = earliest is null ? null : ContactClockBook.Read(earliest, opened.Row.ReceivedTime, now),
        };
        if (result.Decision is { } decision)
        {
            decision.AwaitingSecondSignOff = child.State == States.ChildState.AwaitingSecondSignOff;
            decision.FeedbackTime = child.FeedbackTime?.ToTimestamp();
        }
        return result;
    }

    private void AddForStaff(Contact contact, OpenedContact opened)
    {
        contact.Ratings.Add(opened.Ratings);
        contact.ScreenerName = directory.NameOf(opened.Row.ScreenerAccountId);
        for (var index = 0; index < contact.Children.Count; index++)
        {
            contact.Children[index].SignOffReasons.Add(
                ContactRules.SignOffReasons(opened.Row, opened.Children[index], States.Outcome.NoFurtherAction, clock.GetUtcNow(), directory));
        }
    }

    /// <summary>Why it is restricted, until when the caller's emergency access lasts, and what the caller may do about both.</summary>
    private void AddRestriction(Contact contact, Guid contactId, Caller caller)
    {
        contact.MayShowAddresses = RpcPolicies.Allows(RpcPolicies.All["/mash.v1.ContactService/GetProtectedAddress"], caller);
        contact.MayRestrict = !restrictions.IsRestricted(contactId) && RpcPolicies.Allows(RpcPolicies.All["/mash.v1.RestrictionService/RequestRestriction"], caller);
        if (restrictions.Of(contactId) is { } restriction)
        {
            contact.RestrictionLabel = EnumNames<Restrictions.RestrictionLabel, V1.RestrictionLabel>.Of(restriction.Label);
            contact.RestrictionId = restriction.RestrictionId.ToString();
        }
        if (restrictions.OpenBreakGlass(caller.Account!.AccountId, contactId) is { } open)
        {
            contact.BreakGlassId = open.BreakGlassId.ToString();
            contact.BreakGlassSecondsLeft = (int)(open.ExpireTime - real.GetUtcNow()).TotalSeconds;
        }
    }

    /// <summary>An agency sees what it sent and what came of it: no reasons, no names of staff, nothing that waits for a second manager.</summary>
    private static void KeepForAgency(Contact contact)
    {
        foreach (var feedback in contact.Feedback)
            feedback.SentBy = "";
        foreach (var child in contact.Children)
        {
            child.ContactsIn12Months = 0;
            if (child.Decision is not { } decision)
                continue;
            child.Decision = decision.FeedbackTime is null
                ? null
                : new Decision { Level = decision.Level, Outcome = decision.Outcome, DecidedTime = decision.DecidedTime, FeedbackTime = decision.FeedbackTime };
        }
        foreach (var information in contact.Information.Where(information => information.AddedBy != contact.AgencyName).ToList())
            contact.Information.Remove(information);
    }
}
