using Mash.Hub;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.Identity;
using Mash.Standalone;
using Mash.Standalone.Hosting;

namespace Mash.HubCli;

/// <summary>
/// The hub's and Identity's own code on their databases, without a server. On SQLite it takes the lock of the data directory, so that a
/// running hub and a command never write side by side.
/// </summary>
internal sealed class OfflineHub : IAsyncDisposable
{
    private readonly DataLock? dataLock;
    private readonly WebApplication app;

    private OfflineHub(DataLock? dataLock, WebApplication app)
    {
        this.dataLock = dataLock;
        this.app = app;
    }

    public IServiceProvider Services => app.Services;

    /// <summary>Who acts, for the record: the account of this machine under which the command runs.</summary>
    public static Caller Operator { get; } = new()
    {
        Kind = CallerKind.Staff,
        Issuer = "cli",
        Subject = Environment.UserName,
        ClientId = "mash-cli",
    };

    /// <summary>Opens the databases and brings them to the present schema.</summary>
    /// <exception cref="InvalidOperationException">A hub runs on the same SQLite files, or the options cannot be used.</exception>
    public static async Task<OfflineHub> OpenAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        options.HubStorage.Validate();
        SecretFiles.Check(options);
        var dataLock = options.Storage.Provider == DatabaseProvider.Sqlite ? DataLock.Take(options.DataDirectory) : null;
        try
        {
            var app = HubServer.Build(options, () => throw new InvalidOperationException("This program does not listen."), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
            // Keys are made when they are first needed; here they are there from the start, as on a hub that runs.
            app.Services.GetRequiredService<KeyRing>();
            app.Services.PrepareHub();
            await IdentityModule.MigrateAsync(app.Services, cancellation);
            return new OfflineHub(dataLock, app);
        }
        catch
        {
            dataLock?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        dataLock?.Dispose();
    }
}
