using System.Text.Json.Nodes;
using Google.Protobuf;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>Reads lines that are contacts already: <c>mash.v1.ContactDetails</c> in protobuf's JSON.</summary>
internal sealed class ContractMapping : IContactMapping
{
    private const string SenderReference = "sender_reference";

    private static readonly Dictionary<string, List<string>> s_noBlame = [];

    public string Name => "contact";

    public string Title => "Contacts in the JSON of mash.v1.ContactDetails, NDJSON, as 'generate --out' writes them";

    public SourceFormat Format => SourceFormat.Ndjson;

    public string ReferenceSource => SenderReference;

    public bool Fits(SourceFormat format, IReadOnlyCollection<string> names) =>
        format == Format && names.Contains(SenderReference) && names.Contains("source_code");

    public IReadOnlyList<string> Missing(IReadOnlyCollection<string> columns) => [];

    public IReadOnlyList<string> Unread(JsonObject record) => [];

    public MappedContact Map(JsonObject record)
    {
        try
        {
            return Of(JsonParser.Default.Parse<ContactDetails>(record.ToJsonString()));
        }
        catch (Exception e) when (e is InvalidProtocolBufferException or InvalidJsonException)
        {
            return Of(new ContactDetails()) with
            {
                IsContact = false,
                Faults = [new SourceNote("", "the line is not mash.v1.ContactDetails in JSON: a field is unknown or has the wrong type")],
            };
        }
    }

    /// <summary>A contact that needs no mapping.</summary>
    public static MappedContact Of(ContactDetails contact) => new()
    {
        Reference = OddSpace.Trim(contact.SenderReference),
        Contact = contact,
        Faults = contact.SenderReference.Length == 0 ? [new SourceNote(SenderReference, "is missing")] : [],
        Warnings = [],
        Trace = new SourceTrace(s_noBlame),
    };
}
