using Microsoft.AspNetCore.Diagnostics;

namespace Mash.FrontDoor.Shell;

/// <summary>
/// Gives the layout its frame. A page that reports a failure gets the bare one: what failed may be the very thing that
/// the source would ask.
/// </summary>
internal sealed class ShellReader(IShellSource source)
{
    public ValueTask<ShellView> GetAsync(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is null
            ? source.GetAsync(context, context.RequestAborted)
            : ValueTask.FromResult(ShellView.Bare);
}
