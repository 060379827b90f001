using System.Text.Json.Nodes;
using Google.Protobuf;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>Reads lines that are contacts already: <c>mash.v1.ContactDetails</c> in protobuf's JSON.</summary>
internal sealed class ContractMapping : IContactMapping
{
    private static readonly Dictionary<string, List<string>> s_noBlame = [];

    public string Name => "contact";

    public string Title => "Contacts in the JSON of mash.v1.ContactDetails, NDJSON, as 'generate --out' writes them";

    public SourceFormat Format => SourceFormat.Ndjson;

    public string ReferenceSource => "sender_reference";

    public bool Fits(SourceFormat format, IReadOnlyCollection<string> names) =>
        format == Format && names.Contains("sender_reference") && names.Contains("source_code");

    public IReadOnlyList<string> Missing(IReadOnlyCollection<string> columns) => [];

    public IReadOnlyList<string> Unread(JsonObject record) => [];

    public MappedContact Map(JsonObject record)
    {
        var contact = new ContactDetails();
        var faults = new List<SourceNote>();
        try
        {
            contact = JsonParser.Default.Parse<ContactDetails>(record.ToJsonString());
            if (contact.SenderReference.Length == 0)
                faults.Add(new SourceNote(ReferenceSource, "is missing"));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException)
        {
            faults.Add(new SourceNote("", "the line is not mash.v1.ContactDetails in JSON: a field is unknown or has the wrong type"));
        }
        return new MappedContact
        {
            Reference = OddSpace.Trim(contact.SenderReference),
            Contact = contact,
            Faults = faults,
            Warnings = [],
            Trace = new SourceTrace(s_noBlame),
        };
    }
}
