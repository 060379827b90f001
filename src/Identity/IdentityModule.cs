using Mash.Identity.Accounts;
using Mash.Identity.Agencies;
using Mash.Identity.Audit;
using Mash.Identity.Clients;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;
using Mash.Identity.Messages;
using Mash.Identity.Methods;
using Mash.Identity.Pages;
using Mash.Identity.Sessions;
using Mash.Identity.Staff;
using Mash.Identity.Storage;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Mash.Identity;

/// <summary>
/// What a composition needs of Identity: the issuers as a web application of their own, and the stores for another container (accounts, sessions,
/// token status). Before building, the composition registers <see cref="IAgencyCredentials"/>, <see cref="ISignInAudit"/> and
/// <see cref="IAccountMessages"/> beside the issuers.
/// </summary>
internal static class IdentityModule
{
    /// <summary>Accounts, sessions and token status on Identity's own database. The database is migrated as the host starts.</summary>
    public static IServiceCollection AddIdentityStores(this IServiceCollection services, IdentityOptions options)
    {
        options.Validate();
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContextFactory<IdentityDb>(db => Configure(db, options.Database));
        services.AddSingleton<IdentityStore>();
        services.AddSingleton<IdentityMigrator>();
        services.AddHostedService<MigrateOnStart>();
        services.AddSingleton<SessionSeal>();
        services.AddSingleton<MethodSeal>();
        services.AddSingleton<SignInMethods>();
        services.AddSingleton<Authenticators>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<FrontDoorSessions>();
        services.AddSingleton<StaffAccounts>();
        services.AddSingleton<StaffTokenStatus>();
        services.AddSingleton<AccountLinks>();
        services.AddSingleton<SignInHistory>();
        services.AddSingleton<KeptForms>();

        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = options.PasswordHashIterations);
        services.AddDataProtection().SetApplicationName(DataProtectionKeys.Identity);
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeepKeysSealed>();
        services.AddIdentityCore<StaffAccount>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+'";
                // Length and the list of common ones, no rules of composition: NCSC and ASVS 5.0 6.2.
                identity.Password = new PasswordOptions
                {
                    RequiredLength = 12,
                    RequiredUniqueChars = 0,
                    RequireDigit = false,
                    RequireLowercase = false,
                    RequireUppercase = false,
                    RequireNonAlphanumeric = false,
                };
            })
            .AddEntityFrameworkStores<IdentityDb>()
            .AddPasswordValidator<CommonPasswords>()
            .AddDefaultTokenProviders();
        return services;
    }

    /// <summary>Brings the database forward without a host, for command lines.</summary>
    public static Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
        => services.GetRequiredService<IdentityMigrator>().MigrateAsync(cancellationToken);

    /// <summary>
    /// Maps mash.v1.SessionService on a gRPC host that has <see cref="AddIdentityStores"/>. The host's interceptors authorise it: front doors
    /// only, by their own token with scope <c>sessions</c>.
    /// </summary>
    public static GrpcServiceEndpointConventionBuilder MapSessionService(IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<SessionService>();

    /// <summary>Everything of the two issuers. The caller chooses the addresses to listen on.</summary>
    public static void AddIdentity(WebApplicationBuilder builder, IdentityOptions options)
    {
        var services = builder.Services;
        services.AddIdentityStores(options);
        services.AddSingleton<Issuers>();
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<AgencyKeySets>();
        services.AddSingleton<TokenWriter>();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<StaffClients>();
        services.AddSingleton<StaffCalls>();
        services.AddSingleton<StaffSignIn>();
        services.AddSingleton<StaffTokens>();
        services.AddSingleton<OwnTokens>();
        services.AddSingleton<SignInRecord>();
        AddPages(services);
        AddPasskeys(services, options);
        services.AddSingleton(provider =>
        {
            using var scope = provider.CreateScope();
            return new DecoyPassword(scope.ServiceProvider.GetRequiredService<IPasswordHasher<StaffAccount>>());
        });
        services.AddHostedService<Pruning>();
        services.AddSingleton<KeyUpkeep>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyUpkeep>());
    }

    /// <summary>Maps the issuers' endpoints.</summary>
    /// <exception cref="InvalidOperationException">The composition left out one of the three interfaces.</exception>
    public static void UseIdentity(WebApplication app)
    {
        app.Services.GetRequiredService<IAgencyCredentials>();
        app.Services.GetRequiredService<ISignInAudit>();
        app.Services.GetRequiredService<IAccountMessages>();
        app.Use(IssuerHeaders.ApplyAsync);
        app.Use(AgencyTlsListener.HoldToTokensAsync);
        app.UseMiddleware<Faults>();
        // Browsers take Secure cookies from http://localhost; the antiforgery service would refuse to send one there.
        app.UseCookiePolicy(new CookiePolicyOptions { Secure = CookieSecurePolicy.Always, HttpOnly = HttpOnlyPolicy.Always });

        var issuers = app.Services.GetRequiredService<Issuers>();
        MapDocuments(app, issuers.Staff, "/staff", Discovery.Staff(issuers.Staff));
        MapDocuments(app, issuers.Agencies, "/agencies", Discovery.Agencies(issuers.Agencies, app.Services.GetRequiredService<IdentityOptions>().AgencyTlsAddress));

        var machines = app.MapGroup("").AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<RequestLimits>().TryTokenCall(context.HttpContext)
                ? await next(context)
                : RequestLimits.TooMany());
        machines.MapPost(AgencyTokenEndpoint.Path, AgencyTokenEndpoint.PostAsync);
        machines.MapPost("/staff/par", PushedRequestEndpoint.PostAsync);
        machines.MapPost("/staff/token", StaffTokenEndpoint.PostAsync);
        machines.MapPost("/staff/revoke", RevocationEndpoint.PostAsync);

        app.MapGet("/staff/authorize", AuthorizeEndpoint.GetAsync);
        var pages = app.MapGroup("").AddEndpointFilter(PageFilters.OwnFormsOnlyAsync);
        pages.MapGet(SignInEndpoint.Path, SignInEndpoint.GetAsync);
        pages.MapPost(SignInEndpoint.Path, SignInEndpoint.PostAsync);
        pages.MapGet(AccountLinks.InvitationPath, LinkEndpoints.GetInvitationAsync);
        pages.MapPost(AccountLinks.InvitationPath, LinkEndpoints.PostInvitationAsync);
        pages.MapGet(ForgottenEndpoint.Path, ForgottenEndpoint.Get);
        pages.MapPost(ForgottenEndpoint.Path, ForgottenEndpoint.PostAsync);
        pages.MapGet(AccountLinks.ResetPath, LinkEndpoints.GetResetAsync);
        pages.MapPost(AccountLinks.ResetPath, LinkEndpoints.PostResetAsync);
        pages.MapGet(SecondFactorEndpoint.Path, SecondFactorEndpoint.GetAsync);
        pages.MapPost(SecondFactorEndpoint.Path, SecondFactorEndpoint.PostAsync);
        pages.MapGet(EnrolEndpoint.Path, EnrolEndpoint.GetAsync);
        pages.MapPost(EnrolEndpoint.Path, EnrolEndpoint.GoBackAsync);
        pages.MapGet(EnrolEndpoint.AuthenticatorPath, EnrolEndpoint.GetAuthenticatorAsync);
        pages.MapPost(EnrolEndpoint.AuthenticatorPath, EnrolEndpoint.PostAuthenticatorAsync);
        pages.MapPost(EnrolEndpoint.ContinuePath, EnrolEndpoint.ContinueAsync);
        PasskeyEndpoint.Map(app);
        WaysEndpoint.Map(pages);
        app.MapMethods("/staff/end-session", [HttpMethods.Get, HttpMethods.Post], EndSessionEndpoint.HandleAsync);
    }

    private static void MapDocuments(WebApplication app, Issuer issuer, string path, Dictionary<string, object> document)
    {
        app.MapGet(path + "/.well-known/openid-configuration", () => Results.Json(document));
        app.MapGet(path + "/.well-known/oauth-authorization-server", () => Results.Json(document));
        app.MapGet("/.well-known/oauth-authorization-server" + path, () => Results.Json(document));
        app.MapGet(path + "/jwks", () => Results.Json(issuer.Keys.Public));
    }

    private static void AddPages(IServiceCollection services)
    {
        services.AddSingleton<PageLayout>();
        services.AddSingleton<SignInPage>();
        services.AddSingleton<PasswordPages>();
        services.AddHttpContextAccessor();
        services.AddScoped<LinkActs>();
        services.AddSingleton<ResetRequests>();
        services.AddHostedService(provider => provider.GetRequiredService<ResetRequests>());
        services.AddSingleton<SecondFactorPage>();
        services.AddSingleton<MethodPages>();
        services.AddSingleton<WaysPage>();
        services.AddSingleton<MethodRecord>();
        services.AddScoped<SignInAttempts>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<SecondFactorCheck>();
        services.AddScoped<PasswordChange>();
        services.AddScoped<SignInEnd>();
        services.AddScoped<FreshPerson>();
        services.AddScoped<Adding>();
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.FormFieldName = "form-token";
            antiforgery.Cookie.Name = "__Host-mash-sign-in-form";
            antiforgery.Cookie.Path = "/";
            antiforgery.Cookie.SameSite = SameSiteMode.Strict;
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }

    private static void AddPasskeys(IServiceCollection services, IdentityOptions options)
    {
        var origin = options.BaseAddress.GetLeftPart(UriPartial.Authority);
        services.AddScoped<Passkeys>();
        services.AddScoped<IPasskeyHandler<StaffAccount>, PasskeyHandler<StaffAccount>>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = options.BaseAddress.Host;
            passkeys.AuthenticatorTimeout = PasskeyCeremony.Lifetime;
            // The passkey says whose it is, so nobody types a name that would have to be answered.
            passkeys.ResidentKeyRequirement = "required";
            // Fingerprint, face or PIN: without it a stolen device would sign in.
            passkeys.UserVerificationRequirement = "required";
            // Which make of device somebody has is not asked.
            passkeys.AttestationConveyancePreference = "none";
            passkeys.ValidateOrigin = context => ValueTask.FromResult(context.Origin == origin && !context.CrossOrigin && context.TopOrigin is null);
        });
    }

    private static void Configure(DbContextOptionsBuilder db, IdentityDatabase database)
    {
        if (database.Provider == IdentityDatabaseProvider.Sqlite)
            db.UseSqlite(database.ConnectionString).AddInterceptors(new SqliteConnectionSettings());
        else
            db.UseNpgsql(database.ConnectionString);
        // The library's own lines carry the database's message; whoever catches the failure logs it without.
        db.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.SaveChangesFailed, CoreEventId.QueryIterationFailed, RelationalEventId.CommandError));
    }

    private sealed class KeepKeysSealed(DataProtectionKeys keys) : IConfigureOptions<KeyManagementOptions>
    {
        public void Configure(KeyManagementOptions options)
        {
            options.XmlRepository = new SealedKeyRing(keys);
            // The repository seals every element itself.
            options.XmlEncryptor = new AlreadySealed();
        }
    }
}
