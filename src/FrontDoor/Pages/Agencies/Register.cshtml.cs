using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Begins the registration of a partner agency: one legal organisation, such as one school.</summary>
[OpensArea(Area.Agencies)]
[StepUp]
internal sealed class RegisterModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    internal static readonly FieldMap Fields = new(
        ("name", nameof(OrganisationAnswers.Name)), ("kind", nameof(OrganisationAnswers.Kind)), ("organisation_code", nameof(OrganisationAnswers.OrganisationCode)));

    [BindProperty]
    public OrganisationAnswers Answers { get; set; } = new();

    public async Task<IActionResult> OnPostAsync()
    {
        Answers.Check(ModelState);
        if (!ModelState.IsValid)
            return Page();
        var request = new RegisterAgencyRequest
        {
            RequestId = RequestId,
            Draft = true,
            Name = Answers.Name ?? "",
            Kind = Answers.Kind ?? AgencyKind.Unspecified,
            OrganisationCode = Answers.OrganisationCode ?? "",
        };
        var begun = "";
        var attempt = await AttemptAsync(
            async () => begun = (await agencies.RegisterAgencyAsync(request, cancellationToken: Cancellation)).Agency.AgencyId,
            Fields);
        if (attempt != Attempt.Done)
            return Page();
        Leave(AgencyNotices.Begun);
        return LocalRedirect(AgencyLinks.Registration(begun));
    }
}
