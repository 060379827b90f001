using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Registers a partner agency: one legal organisation, such as one school.</summary>
[OpensArea(Area.Agencies)]
internal sealed class RegisterModel(AgencyService.AgencyServiceClient agencies) : HubPage
{
    private static readonly FieldMap Fields = new(
        ("name", nameof(AgencyAnswers.Name)), ("kind", nameof(AgencyAnswers.Kind)), ("telephone", nameof(AgencyAnswers.Telephone)),
        ("email", nameof(AgencyAnswers.Email)), ("organisation_code", nameof(AgencyAnswers.OrganisationCode)), ("scopes", nameof(AgencyAnswers.Scopes)),
        ("source_codes", nameof(AgencyAnswers.SourceCodes)), ("public_key", nameof(AgencyAnswers.PublicKey)),
        ("agreement_from_date", nameof(AgencyAnswers.AgreementFrom)), ("agreement_to_date", nameof(AgencyAnswers.AgreementTo)));

    [BindProperty]
    public AgencyAnswers Answers { get; set; } = new();

    public void OnGet() => Answers.Scopes = [.. AgencyWords.Scopes.Select(scope => scope.Scope)];

    public async Task<IActionResult> OnPostAsync()
    {
        var request = Answers.ToRequest(ModelState, RequestId);
        if (!ModelState.IsValid)
            return Page();
        var registered = "";
        var attempt = await AttemptAsync(
            async () => registered = (await agencies.RegisterAgencyAsync(request, cancellationToken: Cancellation)).Agency.AgencyId,
            Fields);
        if (attempt != Attempt.Done)
            return Page();
        Leave(AgencyNotices.Registered);
        return LocalRedirect(AgencyLinks.Agency(registered));
    }
}
