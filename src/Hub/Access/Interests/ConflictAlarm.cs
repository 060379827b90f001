using Mash.Hub.Alerts;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access.Interests;

/// <summary>Tells the duty manager that somebody tried to open a contact in which they have an interest of their own. The person sees only absence.</summary>
internal sealed class ConflictAlarm(ConflictDirectory directory, AlertOutbox alerts)
{
    private static readonly TimeSpan OnceWithin = TimeSpan.FromHours(24);

    /// <summary>Raises the alert inside the write that records the refusal; once a day for each person and contact.</summary>
    public void Sound(WriteSession session, ContactRow? row, Caller caller)
    {
        if (row is null || !directory.HiddenFrom(caller).Contains(row.ContactId) || !CaseAccess.IsRelated(row, caller))
            return;
        var account = caller.Account!;
        var since = session.DomainTime - OnceWithin;
        using (var db = session.OpenContext())
        {
            if (db.Alerts.Any(alert => alert.Kind == AlertKind.ConflictOfInterest && alert.ContactId == row.ContactId
                && alert.AboutAccountId == account.AccountId && alert.CreatedTime > since))
                return;
        }
        alerts.Raise(session, new AlertDraft
        {
            Kind = AlertKind.ConflictOfInterest,
            Addressee = AlertAddressee.DutyManager,
            Title = $"{account.Name} tried to open a contact in which they have an interest",
            Text = $"{account.Name} has declared an interest that this contact meets: themselves, a relative or a home. The contact is hidden from them, and they were told that "
                + "there is no such contact. Talk with them about how they came to look for it, and see that somebody else works on it.",
            AboutAccountId = account.AccountId,
            ContactId = row.ContactId,
        }, caller.ToActor());
    }
}
