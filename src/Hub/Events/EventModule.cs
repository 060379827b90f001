namespace Mash.Hub.Events;

/// <summary>Registers what the event rpcs need.</summary>
internal static class EventModule
{
    public static void AddEvents(this IServiceCollection services)
    {
        services.AddSingleton<EventReader>();
        services.AddSingleton<WatchEvents>();
        services.AddSingleton<ListEvents>();
        services.AddSingleton<EventGrpcService>();
    }
}
