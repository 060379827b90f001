using Microsoft.AspNetCore.Diagnostics;

namespace Mash.FrontDoor.Shell;

/// <summary>
/// Gives the layout its frame. A page that reports a failure of ours gets the bare one: what failed may be the very thing that the source
/// would ask. A refusal (absent, not allowed) is no failure: whoever meets it keeps their way back.
/// </summary>
internal sealed class ShellReader(IShellSource source)
{
    public ValueTask<ShellView> GetAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is null || context.Response.StatusCode < StatusCodes.Status500InternalServerError
            ? source.GetAsync(context, context.RequestAborted)
            : ValueTask.FromResult(ShellView.Bare);
}
