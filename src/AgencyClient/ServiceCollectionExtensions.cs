using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Mash.AgencyClient;

/// <summary>Adds the client to a host.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="MashAgencyClient"/> as a singleton that starts and stops with the host. An <see cref="IParkedSubmissionHandler"/>, an
    /// <see cref="IAgencyAlarmHandler"/>, an <see cref="IAgencySigningKeyProvider"/> or an <see cref="IOutboxKeyProvider"/> among the
    /// services is used where the options name none.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; they are checked when the host starts.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddMashAgencyClient(this IServiceCollection services, Action<MashAgencyClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<MashAgencyClientOptions>()
            .Configure(configure)
            .PostConfigure<IServiceProvider>(TakeHandlers)
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MashAgencyClientOptions>, MashAgencyClientOptionsValidator>());
        services.TryAddSingleton(provider => MashAgencyClient.Create(
            provider.GetRequiredService<IOptions<MashAgencyClientOptions>>().Value, provider.GetService<ILoggerFactory>()));
        services.AddHostedService<AgencyClientLifetime>();
        return services;
    }

    private static void TakeHandlers(MashAgencyClientOptions options, IServiceProvider provider)
    {
        options.ParkedSubmissionHandler ??= provider.GetService<IParkedSubmissionHandler>();
        options.AlarmHandler ??= provider.GetService<IAgencyAlarmHandler>();
        options.SigningKeyProvider ??= provider.GetService<IAgencySigningKeyProvider>();
        options.OutboxKeyProvider ??= provider.GetService<IOutboxKeyProvider>();
    }

    /// <summary>Opens the outbox when the host starts, so that an earlier process's submissions go out; the container closes it.</summary>
    private sealed class AgencyClientLifetime(MashAgencyClient client) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => client.StartAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
