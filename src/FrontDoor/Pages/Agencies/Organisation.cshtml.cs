using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Changes what the organisation is.</summary>
[OpensArea(Area.Agencies)]
internal sealed class OrganisationModel(AgencyService.AgencyServiceClient agencies) : AgencyEditPage(agencies)
{
    [BindProperty]
    public OrganisationAnswers Answers { get; set; } = new();

    public async Task OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        Answers = OrganisationAnswers.Of(Agency);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        Answers.Check(ModelState);
        return await SaveAsync(id, AgencyNotices.Saved, RegisterModel.Fields, async () => await Agencies.UpdateAgencyAsync(
            new UpdateAgencyRequest
            {
                AgencyId = id.ToString(),
                RequestId = RequestId,
                Etag = Etag ?? "",
                Name = Answers.Name ?? "",
                Kind = Answers.Kind ?? AgencyKind.Unspecified,
                OrganisationCode = Answers.OrganisationCode ?? "",
            },
            cancellationToken: Cancellation));
    }
}
