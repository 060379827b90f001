using Mash.Hub.Access;
using Mash.Hub.Access.Accounts;
using Mash.Hub.Access.Interests;
using Mash.Hub.Access.Rota;
using Mash.Hub.Agencies;
using Mash.Hub.Alerts;
using Mash.Hub.BreakGlass;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Decisions;
using Mash.Hub.Errors;
using Mash.Hub.Events;
using Mash.Hub.Grpc;
using Mash.Hub.Messages;
using Mash.Hub.People;
using Mash.Hub.Restrictions;
using Mash.Hub.Screening;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.Hub.UnusualAccess;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mash.Hub;

/// <summary>Puts a hub into a web application: its services, its rpcs.</summary>
internal static class HubModule
{
    /// <summary>gRPC receive limit: 1 MB.</summary>
    public const int MaxReceiveBytes = 1024 * 1024;

    /// <summary>Registers the hub. A <see cref="TimeProvider"/> registered before is the real clock.</summary>
    public static void AddHub(this IServiceCollection services, HubOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.Storage);
        options.Access.Validate();
        services.AddSingleton(options.Access);
        services.AddSingleton<HubDatabase>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<KeyStore>();
        services.AddSingleton<AuditIndex>();
        services.AddSingleton<EventSignals>();
        services.AddSingleton(provider => new DomainClock(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new WriteServices(
            provider.GetRequiredService<HubDatabase>(), provider.GetRequiredService<KeyStore>(), provider.GetRequiredService<AuditIndex>(),
            provider.GetRequiredService<DomainClock>(), provider.GetRequiredService<TimeProvider>())
        {
            BreakGlassOf = provider.GetRequiredService<RestrictionDirectory>().BreakGlassOf,
        });
        services.AddSingleton<WriteQueue>();
        services.AddSingleton<AccessDirectory>();
        services.AddSingleton(provider => new TokenVerifier(options.Access, provider.GetRequiredService<TimeProvider>(), new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10) }));
        services.TryAddSingleton<IStaffTokens, UnendingStaffTokens>();
        services.AddSingleton<CallerResolver>();
        services.AddSingleton<CaseAccess>();
        services.AddSingleton<StepUp>();
        services.AddSingleton<StreamStanding>();
        services.AddSingleton<UnauthenticatedCalls>();
        services.AddSingleton(options.CallLimits);
        services.AddSingleton<CallRates>();
        services.AddSingleton<KeyUse>();
        services.AddHostedService<AccessUpkeep>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<PageTokens>();
        services.AddContacts();
        services.AddEvents();
        services.AddAgencies();
        services.AddSingleton<AccessGrpcService>();
        services.AddScreening();
        services.AddDecisions();
        services.AddMessages();
        services.AddAlerts();
        services.AddAccounts(options.Dormancy);
        services.AddUnusualAccess();
        services.AddInterests();
        services.AddRota();
        services.AddRestrictions();
        services.AddBreakGlass();
        services.AddPeople();
        services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = MaxReceiveBytes;
            grpc.EnableDetailedErrors = false;
            grpc.Interceptors.Add<ErrorInterceptor>();
            grpc.Interceptors.Add<AccessInterceptor>();
            grpc.Interceptors.Add<StreamLimits>();
        });
        services.AddStandardServices(Files);
    }

    /// <summary>Brings the database to the present schema and loads what is kept in memory. Call once before the first request.</summary>
    public static void PrepareHub(this IServiceProvider services)
    {
        HubSchema.Migrate(services.GetRequiredService<HubDatabase>());
        services.GetRequiredService<DomainClock>().Restore(services.GetRequiredService<HubDatabase>());
        services.GetRequiredService<AccessDirectory>().Reload();
        services.GetRequiredService<ConflictDirectory>().Reload();
        services.GetRequiredService<RestrictionDirectory>().Reload();
    }

    /// <summary>Maps the hub's rpcs.</summary>
    public static void MapHub(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStandardServices();
        endpoints.MapGrpcService<ContactGrpcService>();
        endpoints.MapGrpcService<EventGrpcService>();
        endpoints.MapGrpcService<AgencyGrpcService>();
        endpoints.MapGrpcService<AccessGrpcService>();
        endpoints.MapGrpcService<ScreeningGrpcService>();
        endpoints.MapGrpcService<DecisionGrpcService>();
        endpoints.MapGrpcService<MessageGrpcService>();
        endpoints.MapGrpcService<AlertGrpcService>();
        endpoints.MapGrpcService<AccountGrpcService>();
        endpoints.MapGrpcService<UnusualAccessGrpcService>();
        endpoints.MapGrpcService<InterestGrpcService>();
        endpoints.MapGrpcService<RotaGrpcService>();
        endpoints.MapGrpcService<RestrictionGrpcService>();
        endpoints.MapGrpcService<BreakGlassGrpcService>();
        endpoints.MapGrpcService<PersonGrpcService>();
    }

    private static readonly Google.Protobuf.Reflection.FileDescriptor[] Files =
    [
        ContactServiceReflection.Descriptor,
        ScreeningServiceReflection.Descriptor,
        DecisionServiceReflection.Descriptor,
        EventServiceReflection.Descriptor,
        AgencyServiceReflection.Descriptor,
        AccessServiceReflection.Descriptor,
        MessageServiceReflection.Descriptor,
        AlertServiceReflection.Descriptor,
        AccountServiceReflection.Descriptor,
        UnusualAccessServiceReflection.Descriptor,
        InterestServiceReflection.Descriptor,
        RotaServiceReflection.Descriptor,
        RestrictionServiceReflection.Descriptor,
        BreakGlassServiceReflection.Descriptor,
        PersonServiceReflection.Descriptor,
        SessionServiceReflection.Descriptor,
    ];

}
