using Grpc.Core;
using Mash.FrontDoor.Forms;
using Mash.FrontDoor.Shell;
using Mash.V1;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mash.FrontDoor.HubClients;

/// <summary>Connects the pages to the hub.</summary>
internal static class HubModule
{
    /// <summary>
    /// Adds clients that call in the name of the signed-in person, the frame, and the policies of pages. An authentication
    /// scheme whose tickets hold the token <c>access_token</c> must be added as well, and an <see cref="IFrontDoorTokenSource"/>:
    /// <c>AddSignIn</c> brings both.
    /// </summary>
    public static void AddHubPages(this WebApplicationBuilder builder, HubConnection connection)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPersonTokenSource, TicketTokens>();
        services.AddSingleton(connection);
        services.AddSingleton<HubChannel>();
        services.AddScoped<CallInvoker>(AsPerson);
        services.AddScoped(provider => new AccessService.AccessServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new ContactService.ContactServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new ScreeningService.ScreeningServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new DecisionService.DecisionServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new MessageService.MessageServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new AlertService.AlertServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new UnusualAccessService.UnusualAccessServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new InterestService.InterestServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new RotaService.RotaServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new AgencyService.AgencyServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new AccountService.AccountServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.TryAddSingleton<ISessionCookie, NoSessionCookie>();
        services.AddScoped<KeptForms>();
        services.AddScoped(provider => new RestrictionService.RestrictionServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new BreakGlassService.BreakGlassServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new PersonService.PersonServiceClient(provider.GetRequiredService<CallInvoker>()));
        services.AddScoped(provider => new SessionService.SessionServiceClient(AsFrontDoor(provider)));
        services.AddScoped<CurrentPerson>();
        services.AddScoped<IShellSource, HubShell>();
        services.AddScoped<IAuthorizationHandler, AreaHandler>();
        services.AddAuthorizationBuilder().AddPolicy(UndeclaredPages.Policy, policy => policy.RequireAssertion(_ => false));
        services.Configure<RazorPagesOptions>(pages => pages.Conventions.AddFolderApplicationModelConvention("/", UndeclaredPages.Shut));
        services.Configure<CookieTempDataProviderOptions>(notices => notices.Cookie.Name = "__Host-mash-notice");
    }

    private static BearerInvoker AsPerson(IServiceProvider provider)
    {
        var tokens = provider.GetRequiredService<IPersonTokenSource>();
        var accessor = provider.GetRequiredService<IHttpContextAccessor>();
        return Invoker(provider, async cancellation => accessor.HttpContext is { } context ? await tokens.GetAsync(context, cancellation) : null);
    }

    private static BearerInvoker AsFrontDoor(IServiceProvider provider)
    {
        var tokens = provider.GetRequiredService<IFrontDoorTokenSource>();
        return Invoker(provider, async cancellation => await tokens.GetAsync(cancellation));
    }

    private static BearerInvoker Invoker(IServiceProvider provider, Func<CancellationToken, ValueTask<string?>> token) =>
        new(provider.GetRequiredService<HubChannel>().Channel.CreateCallInvoker(), token, provider.GetRequiredService<TimeProvider>());
}
