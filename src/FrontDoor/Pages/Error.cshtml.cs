using Mash.FrontDoor.Forms;
using Mash.FrontDoor.Shell;
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
