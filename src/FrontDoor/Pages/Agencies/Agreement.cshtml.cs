using Mash.FrontDoor.Components;
using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Records or renews the data-sharing agreement.</summary>
[OpensArea(Area.Agencies)]
[StepUp]
internal sealed class AgreementModel(AgencyService.AgencyServiceClient agencies) : AgencyEditPage(agencies)
{
    private static readonly FieldMap Fields = new(("reference", nameof(Reference)), ("from_date", nameof(From)), ("to_date", nameof(To)));

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public DateAnswer From { get; set; } = new();

    [BindProperty]
    public DateAnswer To { get; set; } = new();

    public async Task OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        Reference = Agency.AgreementReference;
        From = Of(Agency.AgreementFromDate);
        To = Of(Agency.AgreementToDate);
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(Reference))
            ModelState.AddModelError(nameof(Reference), "Enter the reference of the agreement");
        var request = new SetAgencyAgreementRequest
        {
            AgencyId = id.ToString(),
            RequestId = RequestId,
            Etag = Etag ?? "",
            Reference = Reference?.Trim() ?? "",
            FromDate = Read(From, nameof(From), "First day", "Enter the first day of the agreement"),
            ToDate = Read(To, nameof(To), "Last day", "Enter the last day of the agreement"),
        };
        return await SaveAsync(id, AgencyNotices.Saved, Fields, async () => await Agencies.SetAgencyAgreementAsync(request, cancellationToken: Cancellation));
    }

    private Date? Read(DateAnswer answer, string key, string what, string missing)
    {
        if (answer.IsEmpty)
            ModelState.AddModelError(key, missing);
        return answer.Read(ModelState, key, what) is { } day ? new Date { Year = day.Year, Month = day.Month, Day = day.Day } : null;
    }

    private static DateAnswer Of(Date? date) => date is null ? new DateAnswer() : DateAnswer.Of(new DateOnly(date.Year, date.Month, date.Day));
}
