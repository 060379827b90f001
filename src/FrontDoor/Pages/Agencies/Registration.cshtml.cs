using Mash.FrontDoor.Display;
using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>A registration that was begun: what is done, and what is missing.</summary>
[OpensArea(Area.Agencies)]
internal sealed class RegistrationModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    public Agency Agency { get; private set; } = new();

    public IReadOnlyList<RegistrationTask> Tasks { get; private set; } = [];

    /// <summary>True where everything that must be there is.</summary>
    public bool IsReady => Tasks.All(task => task.IsDone || task.IsOptional);

    public string Progress => $"{Tasks.Count(task => task.IsDone)} of {Counted.Of(Tasks.Count, "part")} done.";

    public async Task<IActionResult> OnGetAsync(Guid id)
    {
        Agency = await agencies.ReadAsync(id, Cancellation);
        if (!Agency.Registering)
            return LocalRedirect(AgencyLinks.Agency(Agency.AgencyId));
        Tasks = RegistrationTask.Of(Agency);
        return Page();
    }
}

/// <summary>One part of a registration.</summary>
internal sealed record RegistrationTask(string Name, string Path, string Hint, bool IsDone, bool IsOptional = false)
{
    public string Status => IsDone ? "Completed" : IsOptional ? "Can follow later" : "Not yet done";

    /// <summary>Colour of the tag; none where it is done.</summary>
    public string? Colour => IsDone ? null : IsOptional ? "grey" : "blue";

    public static IReadOnlyList<RegistrationTask> Of(Agency agency) =>
    [
        new("The organisation", AgencyLinks.Organisation(agency.AgencyId), "Name, kind and its own code", IsDone: true),
        new("People to turn to", AgencyLinks.Contacts(agency.AgencyId), "Telephone, and who the safeguarding lead is", AgencyWords.Lead(agency) is not null && agency.Telephone.Length > 0),
        new("Data-sharing agreement", AgencyLinks.Agreement(agency.AgencyId), "Reference, first and last day",
            agency is { AgreementFromDate: not null, AgreementToDate: not null, AgreementReference.Length: > 0 }, IsOptional: agency.Kind == AgencyKind.Hub),
        new("What its system may do", AgencyLinks.Access(agency.AgencyId), "Send, read, withdraw, hear of outcomes", agency.Scopes.Count > 0 && agency.SourceCodes.Count > 0),
        new("Key", AgencyLinks.AddKey(agency.AgencyId), "With which its system signs in",
            agency.JwksAddress.Length > 0 || agency.Keys.Any(key => key.RevokedTime is null), IsOptional: true),
    ];
}
