using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Access.Rota;
using Mash.Hub.Contacts;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Alerts;

/// <summary>Which alerts a caller may read, and their words.</summary>
internal sealed class AlertReader(KeyStore keys, DutyRota rota, AccessDirectory directory, CaseAccess access)
{
    /// <summary>The alerts to this caller, none about themselves.</summary>
    public IQueryable<AlertRow> To(HubDb db, Caller caller, DateTimeOffset now)
    {
        var me = caller.Account!.AccountId;
        var addressees = new List<AlertAddressee>();
        if (caller.HasRole(Roles.Manager) && rota.DutyManagers(db, now).Any(manager => manager.AccountId == me))
            addressees.Add(AlertAddressee.DutyManager);
        if (caller.HasRole(Roles.PrivacyLead))
            addressees.Add(AlertAddressee.PrivacyLead);
        if (caller.HasRole(Roles.Administrator))
            addressees.Add(AlertAddressee.Administrator);
        return db.Alerts.Where(row => addressees.Contains(row.Addressee) && (row.AboutAccountId == null || row.AboutAccountId != me));
    }

    /// <summary>Opens an alert for a caller. The contact stays away where they may not see it.</summary>
    public Alert Open(HubDb db, AlertRow row, Caller caller)
    {
        var alert = keys.Find(row.KeyId) is { } key ? Sealer.Open(key, RecordKind.Alert, row.AlertId, 1, row.Sealed, Alert.Parser) : new Alert();
        alert.AlertId = row.AlertId.ToString();
        alert.Kind = EnumNames<AlertKind, V1.AlertKind>.Of(row.Kind);
        alert.Addressee = EnumNames<AlertAddressee, V1.AlertAddressee>.Of(row.Addressee);
        alert.AboutName = directory.NameOf(row.AboutAccountId);
        alert.CreatedTime = row.CreatedTime.ToTimestamp();
        alert.AcknowledgedTime = row.AcknowledgedTime?.ToTimestamp();
        alert.AcknowledgedBy = directory.NameOf(row.AcknowledgedBy);
        if (row.ContactId is { } id && !caller.HasRole(Roles.Administrator) && db.Contacts.FirstOrDefault(contact => contact.ContactId == id) is { } contact
            && access.MaySee(contact, caller))
        {
            alert.ContactId = contact.ContactId.ToString();
            alert.ContactReference = contact.Reference;
        }
        return alert;
    }
}
