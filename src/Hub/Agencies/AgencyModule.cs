namespace Mash.Hub.Agencies;

/// <summary>Registers what the agency rpcs need.</summary>
internal static class AgencyModule
{
    public static void AddAgencies(this IServiceCollection services)
    {
        services.AddSingleton<AgencyChange>();
        services.AddSingleton<RegisterAgency>();
        services.AddSingleton<ReadAgencies>();
        services.AddSingleton<AgencyKeyActs>();
        services.AddSingleton<AgencyStandingActs>();
        services.AddSingleton<AgencyDetailActs>();
        services.AddSingleton<ListAgencyChanges>();
        services.AddSingleton<AgreementWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<AgreementWatch>());
        services.AddSingleton<AgencyGrpcService>();
    }
}
