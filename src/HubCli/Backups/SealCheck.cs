using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.HubCli.Backups;

/// <summary>Opens everything that a hub has sealed and counts it. What is opened is dropped at once.</summary>
internal static class SealCheck
{
    private static readonly SqlStatement Records = new("SELECT kind, record_id, version, key_id, sealed FROM records", 0);
    private static readonly SqlStatement Contacts = new("SELECT contact_id, key_id, summary FROM contacts", 0);
    private static readonly SqlStatement Events = new("SELECT event_id, key_id, sealed FROM events", 0);
    private static readonly SqlStatement Messages = new("SELECT message_id, key_id, sealed FROM messages", 0);
    private static readonly SqlStatement Findings = new("SELECT finding_id, version, key_id, sealed FROM access_findings", 0);
    private static readonly SqlStatement Agencies = new("SELECT agency_id, contacts_version, key_id, contacts FROM agencies WHERE contacts IS NOT NULL", 0);
    private static readonly SqlStatement AgencyChanges = new("SELECT change_id, key_id, sealed FROM agency_changes", 0);
    private static readonly SqlStatement Children = new("SELECT contact_child_id, key_id, summary FROM contact_children", 0);

    /// <summary>How many seals were opened.</summary>
    /// <exception cref="InvalidOperationException">One does not open: its key is not there, or it was changed.</exception>
    public static long Run(HubDatabase database, KeyStore keys)
    {
        long opened = 0;
        using var lease = database.Read();
        using (var row = lease.Execute(Records))
        {
            while (row.Read())
                Open((RecordKind)row.GetInt32(0), row.ReadGuid(1), row.GetInt32(2), row.ReadGuid(3), row.ReadBytes(4));
        }
        using (var row = lease.Execute(Findings))
        {
            while (row.Read())
                Open(RecordKind.Finding, row.ReadGuid(0), row.GetInt32(1), row.ReadGuid(2), row.ReadBytes(3));
        }
        using (var row = lease.Execute(Agencies))
        {
            while (row.Read())
                Open(RecordKind.AgencyContacts, row.ReadGuid(0), row.GetInt32(1), row.ReadGuid(2), row.ReadBytes(3));
        }
        OpenAll(AgencyChanges, RecordKind.AgencyChange);
        OpenAll(Contacts, RecordKind.ContactSummary);
        OpenAll(Children, RecordKind.ChildSummary);
        OpenAll(Events, RecordKind.Event);
        OpenAll(Messages, RecordKind.Message);
        return opened;

        void OpenAll(SqlStatement statement, RecordKind kind)
        {
            using var row = lease.Execute(statement);
            while (row.Read())
                Open(kind, row.ReadGuid(0), 1, row.ReadGuid(1), row.ReadBytes(2));
        }

        void Open(RecordKind kind, Guid id, int version, Guid keyId, byte[] bytes)
        {
            try
            {
                // Whatever the message, its fields are unknown to this one, and the seal is what counts.
                Sealer.Open(keys.Get(keyId), kind, id, version, bytes, Empty.Parser);
            }
            catch (System.Security.Cryptography.CryptographicException)
            {
                throw new InvalidOperationException($"A sealed record ({kind} {id}, version {version}) does not open.");
            }
            opened++;
        }
    }
}
