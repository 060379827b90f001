using Mash.FrontDoor.Components;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>What was typed about a new agency.</summary>
internal sealed class AgencyAnswers
{
    public string? Name { get; set; }

    public AgencyKind? Kind { get; set; }

    public string? Telephone { get; set; }

    public string? Email { get; set; }

    public string? OrganisationCode { get; set; }

    public List<string> Scopes { get; set; } = [];

    public List<string> SourceCodes { get; set; } = [];

    public string? PublicKey { get; set; }

    public DateAnswer AgreementFrom { get; set; } = new();

    public DateAnswer AgreementTo { get; set; } = new();

    /// <summary>Makes the request, and says in the model state what is missing.</summary>
    public RegisterAgencyRequest ToRequest(ModelStateDictionary state, string requestId)
    {
        Need(state, nameof(Name), !string.IsNullOrWhiteSpace(Name), "Enter the agency’s name");
        Need(state, nameof(Kind), Kind is not null, "Choose what kind of organisation it is");
        Need(state, nameof(Telephone), !string.IsNullOrWhiteSpace(Telephone), "Enter the number to ring about a contact");
        Need(state, nameof(Scopes), Scopes.Count > 0, "Choose what its system may do");
        Need(state, nameof(SourceCodes), SourceCodes.Count > 0, "Choose at least one source for its contacts");
        var request = new RegisterAgencyRequest
        {
            RequestId = requestId,
            Name = Name ?? "",
            Kind = Kind ?? AgencyKind.Unspecified,
            Telephone = Telephone ?? "",
            Email = Email ?? "",
            OrganisationCode = OrganisationCode ?? "",
            PublicKey = PublicKey ?? "",
            AgreementFromDate = ToDate(AgreementFrom.Read(state, nameof(AgreementFrom), "Start of the agreement")),
            AgreementToDate = ToDate(AgreementTo.Read(state, nameof(AgreementTo), "End of the agreement")),
        };
        request.Scopes.AddRange(Scopes);
        request.SourceCodes.AddRange(SourceCodes);
        return request;
    }

    private static void Need(ModelStateDictionary state, string field, bool given, string words)
    {
        if (!given)
            state.AddModelError(field, words);
    }

    private static Date? ToDate(DateOnly? date) => date is { } day ? new Date { Year = day.Year, Month = day.Month, Day = day.Day } : null;
}
