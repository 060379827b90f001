using System.Text.Encodings.Web;
using System.Text.Json;
using Mash.FrontDoor.HubClients;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>What the people who look after an agency's system need to know. Shown when a registration is complete, and later.</summary>
[OpensArea(Area.Agencies, Area.OurAgency)]
internal sealed class ConnectModel(AgencyService.AgencyServiceClient agencies, FrontDoorOptions options) : HubPage
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Agency Agency { get; private set; } = new();

    public string Issuer { get; private set; } = "";

    public string HubAddress { get; private set; } = "";

    /// <summary>Contents of mash-agency.json. The telephone is empty where the hub does not say who runs it.</summary>
    public string Configuration => JsonSerializer.Serialize(
        new Dictionary<string, string> { ["hub"] = HubAddress, ["authority"] = Issuer, ["agencyId"] = Agency.AgencyId, ["keyFile"] = "agency-key.pem", ["outbox"] = "outbox", ["hubTelephone"] = options.Operator?.Telephone ?? "" },
        Json);

    public async Task OnGetAsync(Guid id)
    {
        var answer = await agencies.GetAgencyAsync(new GetAgencyRequest { AgencyId = id.ToString() }, cancellationToken: Cancellation);
        Agency = answer.Agency;
        Issuer = answer.Issuer;
        HubAddress = answer.HubAddress;
    }
}
