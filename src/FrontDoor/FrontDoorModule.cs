using Mash.FrontDoor.Embedded;
using Mash.FrontDoor.Forms;
using Mash.FrontDoor.Session;
using Mash.FrontDoor.Shell;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mash.FrontDoor;

/// <summary>Composes the front door into a web application of its own.</summary>
internal static class FrontDoorModule
{
    /// <summary>Name of the cookie half of the antiforgery pair.</summary>
    internal const string AntiforgeryCookie = "__Host-mash-form";

    /// <summary>
    /// Adds pages, components and assets. Nobody can sign in until an authentication scheme is added, and the frame
    /// shows nobody until an <see cref="IShellSource"/> is registered; every page without
    /// <c>[AllowAnonymous]</c> asks for a signed-in person.
    /// </summary>
    public static void AddFrontDoor(this WebApplicationBuilder builder, FrontDoorOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton<AssetStore>();
        services.AddSingleton<SecurityHeaders>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddScoped<ShellReader>();
        services.TryAddScoped<IShellSource, SignedOutShell>();
        services.AddRequestRates(options);
        services.AddAuthentication();
        services.AddAuthorization();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = AntiforgeryCookie;
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.Cookie.Path = "/";
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddExceptionHandler(handler =>
        {
            handler.ExceptionHandlingPath = "/error";
            handler.AllowStatusCode404Response = true;
            handler.StatusCodeSelector = FailureStatus.Of;
        });
        services.AddRazorPages()
            .ConfigureApplicationPartManager(OnlyThisAssembly)
            .AddMvcOptions(mvc => UsePlainWords(mvc.ModelBindingMessageProvider))
            .AddMvcOptions(mvc => mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true);
        services.AddRouting(routing => routing.LowercaseUrls = true);
    }

    /// <summary>Puts the pipeline in order and maps pages and assets.</summary>
    public static void UseFrontDoor(this WebApplication app)
    {
        // Read now, so that a build without its style sheet does not start.
        app.Services.GetRequiredService<AssetStore>();
        app.Services.GetRequiredService<SecurityHeaders>().Apply(app);
        app.UseExceptionHandler();
        app.UseStatusCodePagesWithReExecute("/error");
        // Browsers take Secure cookies from http://localhost; the antiforgery service would refuse to send one there.
        app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always, HttpOnly = HttpOnlyPolicy.Always });
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        if (app.Services.GetService<IServiceProviderIsService>()?.IsService(typeof(KeptForms)) == true)
            app.UseMiddleware<KeptFormMiddleware>();
        app.UseAuthorization();
        app.MapAssets();
        app.MapStaySignedIn();
        app.MapCspReports();
        app.MapRazorPages().RequireAuthorization();
    }

    /// <summary>The executable that composes the front door may reference other modules; none of their pages belong here.</summary>
    private static void OnlyThisAssembly(ApplicationPartManager manager)
    {
        var assembly = typeof(FrontDoorModule).Assembly;
        manager.ApplicationParts.Clear();
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
            manager.ApplicationParts.Add(part);
    }

    /// <summary>What people read when an answer has the wrong form; the answer itself is never repeated.</summary>
    private static void UsePlainWords(DefaultModelBindingMessageProvider words)
    {
        words.SetAttemptedValueIsInvalidAccessor((_, _) => "Check this answer");
        words.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => "Check this answer");
        words.SetUnknownValueIsInvalidAccessor(_ => "Check this answer");
        words.SetNonPropertyUnknownValueIsInvalidAccessor(() => "Check this answer");
        words.SetValueIsInvalidAccessor(_ => "Check this answer");
        words.SetValueMustBeANumberAccessor(_ => "Enter a number");
        words.SetNonPropertyValueMustBeANumberAccessor(() => "Enter a number");
        words.SetValueMustNotBeNullAccessor(_ => "Give an answer");
        words.SetMissingBindRequiredValueAccessor(_ => "Give an answer");
        words.SetMissingKeyOrValueAccessor(() => "Give an answer");
        words.SetMissingRequestBodyRequiredValueAccessor(() => "Give an answer");
    }
}
