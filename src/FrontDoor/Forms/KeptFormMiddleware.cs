using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Mash.FrontDoor.Forms;

/// <summary>
/// Loses nothing that was typed when a session ends under an open page. A form that comes without a session is kept, and its handle travels
/// through the sign-in in the address to return to; there the page is shown as its form's answer, without the act: <see cref="HubPage"/> does
/// nothing while a <see cref="KeptForm"/> stands. The form's antiforgery token is checked again, so that another person who signs in instead
/// sees an empty page.
/// </summary>
internal sealed class KeptFormMiddleware(RequestDelegate next)
{
    /// <summary>Name of the handle in the address.</summary>
    public const string Parameter = "kept";

    public async Task InvokeAsync(HttpContext context, KeptForms forms, IAntiforgery antiforgery)
    {
        if (IsFormPage(context))
        {
            var signedIn = context.User.Identity?.IsAuthenticated == true;
            if (!signedIn && HttpMethods.IsPost(context.Request.Method))
                await KeepAsync(context, forms);
            else if (signedIn && HttpMethods.IsGet(context.Request.Method) && context.Request.Query[Parameter].ToString() is { Length: > 0 } handle)
                await ShowAsync(context, forms, antiforgery, handle);
        }

        await next(context);
    }

    private static bool IsFormPage(HttpContext context) =>
        context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
        && endpoint.Metadata.GetMetadata<CompiledPageActionDescriptor>() is { } page && typeof(HubPage).IsAssignableFrom(page.ModelTypeInfo);

    private static async Task KeepAsync(HttpContext context, KeptForms forms)
    {
        if (await forms.KeepAsync(context) is { } handle)
            context.Request.QueryString = context.Request.QueryString.Add(Parameter, handle);
    }

    private static async Task ShowAsync(HttpContext context, KeptForms forms, IAntiforgery antiforgery, string handle)
    {
        if (await forms.TakeAsync(handle, context.Request.Path, context.RequestAborted) is not { } kept)
            return;
        var request = context.Request;
        request.Method = HttpMethods.Post;
        request.ContentType = "application/x-www-form-urlencoded";
        context.Features.Set<IFormFeature>(new FormFeature(kept.Fields));
        if (await antiforgery.IsRequestValidAsync(context))
        {
            context.Features.Set(kept);
            return;
        }

        request.Method = HttpMethods.Get;
        request.ContentType = null;
        context.Features.Set<IFormFeature>(null);
    }
}
