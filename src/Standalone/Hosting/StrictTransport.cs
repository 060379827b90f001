namespace Mash.Standalone.Hosting;

/// <summary>Tells browsers to use TLS only, for two years and every subdomain, wherever the answer goes out over TLS and not to this machine itself.</summary>
internal static class StrictTransport
{
    public const string Value = "max-age=63072000; includeSubDomains";

    public static void UseStrictTransport(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.IsHttps && !IsLoopback(context.Request.Host.Host))
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.StrictTransportSecurity = Value;
                return Task.CompletedTask;
            });
        }
        return next(context);
    });

    /// <summary>A browser that once took localhost for TLS only would keep other programs of this machine from working.</summary>
    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (System.Net.IPAddress.TryParse(host.Trim('[', ']'), out var address) && System.Net.IPAddress.IsLoopback(address));
}
