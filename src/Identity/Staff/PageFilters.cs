using Mash.Identity.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace Mash.Identity.Staff;

/// <summary>What is asked of a request before its endpoint sees it.</summary>
internal static class PageFilters
{
    /// <summary>Takes a form only with the token that the issuer's own page put into it.</summary>
    public static async ValueTask<object?> OwnFormsOnlyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var services = context.HttpContext.RequestServices;
        return await services.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : MessagePages.BadRequest(services.GetRequiredService<PageLayout>());
    }

    /// <summary>Lets in who signed in within <see cref="FreshPerson.MaxAge"/>; anybody else signs in first and comes back.</summary>
    public static async ValueTask<object?> FreshPersonOnlyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var fresh = context.HttpContext.RequestServices.GetRequiredService<FreshPerson>();
        if (await fresh.FindAsync(context.HttpContext) is not { } person)
            return await fresh.SignInFirstAsync(context.HttpContext);
        context.HttpContext.Features.Set(person);
        return await next(context);
    }

    /// <summary>The person whom <see cref="FreshPersonOnlyAsync"/> let in.</summary>
    public static Fresh Fresh(this HttpContext context) => context.Features.GetRequiredFeature<Fresh>();
}
