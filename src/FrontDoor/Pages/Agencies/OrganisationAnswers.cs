using Mash.V1;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>What was typed about the organisation.</summary>
internal sealed class OrganisationAnswers
{
    public string? Name { get; set; }

    public AgencyKind? Kind { get; set; }

    public string? OrganisationCode { get; set; }

    public static OrganisationAnswers Of(Agency agency) => new() { Name = agency.Name, Kind = agency.Kind, OrganisationCode = agency.OrganisationCode };

    /// <summary>Says in the model state what is missing.</summary>
    public void Check(ModelStateDictionary state)
    {
        if (string.IsNullOrWhiteSpace(Name))
            state.AddModelError(nameof(Name), "Enter the agency’s name");
        if (Kind is null)
            state.AddModelError(nameof(Kind), "Choose what kind of organisation it is");
    }
}
