using Grpc.Core;
using Mash.FrontDoor.Forms;
using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.EmergencyAccess;
using Mash.FrontDoor.Shell;
using Mash.V1;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Pages;

/// <summary>Every failure, in words that say what to do. Reached only from within; asked for by address it is absent.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
internal sealed class ErrorModel : PageModel
{
    public ErrorWords Words { get; private set; } = ErrorWords.Of(StatusCodes.Status404NotFound);

    /// <summary>The form that could not be passed on; null where none was sent, or where sending it again makes no sense.</summary>
    public UnsentForm? Unsent { get; private set; }

    /// <summary>
    /// Where somebody who could not open a contact may open it in an emergency; null for others. It says nothing of whether there is such a contact.
    /// </summary>
    public async Task<string?> EmergencyAccessAsync()
    {
        var path = HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? "";
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (Response.StatusCode != StatusCodes.Status404NotFound || parts is not ["contacts", var id, ..] || !Guid.TryParse(id, out var contact)
            || User.Identity?.IsAuthenticated != true || HttpContext.RequestServices.GetService<CurrentPerson>() is not { } person)
        {
            return null;
        }
        try
        {
            return (await person.GetAsync()).Areas.Contains(Area.EmergencyAccess) ? EmergencyWords.Open(contact.ToString()) : null;
        }
        catch (RpcException)
        {
            return null;
        }
    }

    public override async Task OnPageHandlerSelectionAsync(Microsoft.AspNetCore.Mvc.Filters.PageHandlerSelectedContext context)
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        if (failure is null && HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        Words = ErrorWords.Of(Response.StatusCode);
        if (failure is not null && Response.StatusCode == StatusCodes.Status503ServiceUnavailable)
            Unsent = await UnsentForm.ReadAsync(HttpContext, failure.Path);
    }
}
