using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Contacts;

/// <summary>A stored contact with its sealed parts opened.</summary>
internal sealed class OpenedContact
{
    public required ContactRow Row { get; init; }
    public required IReadOnlyList<ContactChildRow> Children { get; init; }
    public ContactDetails Details { get; set; } = new();
    public List<Rating> Ratings { get; } = [];
    public Dictionary<Guid, Decision> Decisions { get; } = [];
    public List<AddedInformation> Information { get; } = [];
    public List<Feedback> Feedback { get; } = [];
    public Withdrawal? Withdrawal { get; set; }
}

/// <summary>Reads contacts and opens their seals.</summary>
internal sealed class ContactReader(HubDatabase database, KeyStore keys)
{
    /// <summary>The clear columns only; null where there is no such contact.</summary>
    public ContactRow? FindRow(Guid contactId)
    {
        using var lease = database.Read();
        using var row = lease.Execute(ContactStatements.SelectContact, contactId);
        return row.Read() ? ContactStatements.ReadContact(row) : null;
    }

    /// <summary>The clear columns of a contact's children, in their order.</summary>
    public IReadOnlyList<ContactChildRow> ReadChildren(Guid contactId)
    {
        using var lease = database.Read();
        using var rows = lease.Execute(ContactStatements.SelectChildren, contactId);
        var children = new List<ContactChildRow>();
        while (rows.Read())
            children.Add(ContactStatements.ReadChild(rows));
        return children;
    }

    /// <summary>Opens everything of a contact.</summary>
    public OpenedContact Open(ContactRow row)
    {
        var opened = new OpenedContact { Row = row, Children = ReadChildren(row.ContactId) };
        var children = new Child?[opened.Children.Count];
        using var lease = database.Read();
        using var records = lease.Execute(ContactStatements.SelectRecords, row.ContactId);
        while (records.Read())
        {
            var kind = (RecordKind)records.GetInt32(0);
            var id = records.ReadGuid(1);
            var version = records.GetInt32(2);
            var key = keys.Get(records.ReadGuid(3));
            var bytes = records.ReadBytes(4);
            switch (kind)
            {
                case RecordKind.Contact:
                    opened.Details = Sealer.Open(key, kind, id, version, bytes, ContactDetails.Parser);
                    break;
                case RecordKind.People:
                    opened.Details.People.Add(Sealer.Open(key, kind, id, version, bytes, ContactDetails.Parser).People);
                    break;
                case RecordKind.Child:
                    children[opened.Children.Single(child => child.ContactChildId == id).Ordinal] = Sealer.Open(key, kind, id, version, bytes, Child.Parser);
                    break;
                case RecordKind.Rating:
                    opened.Ratings.Add(Sealer.Open(key, kind, id, version, bytes, Rating.Parser));
                    break;
                case RecordKind.Decision:
                    opened.Decisions[id] = Sealer.Open(key, kind, id, version, bytes, Decision.Parser);
                    break;
                case RecordKind.Information:
                    opened.Information.Add(Sealer.Open(key, kind, id, version, bytes, AddedInformation.Parser));
                    break;
                case RecordKind.Feedback:
                    opened.Feedback.Add(Sealer.Open(key, kind, id, version, bytes, V1.Feedback.Parser));
                    break;
                case RecordKind.Withdrawal:
                    opened.Withdrawal = Sealer.Open(key, kind, id, version, bytes, V1.Withdrawal.Parser);
                    break;
                default:
                    throw new InvalidOperationException($"A contact holds a record of kind {kind}.");
            }
        }
        opened.Details.Children.Add(children.Select(child => child ?? new Child()));
        return opened;
    }

    /// <summary>Opens the list facts of a contact.</summary>
    public Content.ContactHeadline OpenHeadline(ContactRow row) =>
        Sealer.Open(keys.Get(row.KeyId), RecordKind.ContactSummary, row.ContactId, 1, row.Summary, Content.ContactHeadline.Parser);

    /// <summary>Opens the list facts of a child and adds what stands in clear.</summary>
    public ChildSummary OpenSummary(ContactChildRow row)
    {
        var summary = Sealer.Open(keys.Get(row.KeyId), RecordKind.ChildSummary, row.ContactChildId, 1, row.Summary, ChildSummary.Parser);
        summary.ContactChildId = row.ContactChildId.ToString();
        summary.ContactsIn12Months = row.ContactsIn12Months;
        summary.AgeBand = row.AgeBand;
        summary.State = row.State.ToProto();
        summary.Level = row.Level ?? 0;
        summary.Outcome = row.Outcome?.ToProto() ?? Outcome.Unspecified;
        return summary;
    }
}
