using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Mash.Hub.Storage;
using Mash.Standalone;
using Mash.Standalone.Hosting;
using Mash.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Mash.EndToEnd.Product;

/// <summary>
/// The server executable as a process of its own, on a database and on ports of its own: hub, issuers and front door as they are
/// delivered. What is on disk outlives the process, so that a test can kill it and start it again.
/// </summary>
internal sealed partial class ProductProcess : IAsyncDisposable
{
    private const int Kill = 9;
    private const int Terminate = 15;
    private const string ReadyLine = "Stop with Ctrl-C.";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TestDatabase database;
    private readonly IReadOnlyDictionary<string, string> more;
    private Process? process;

    private ProductProcess(TestDatabase database, IReadOnlyDictionary<string, string>? more = null)
    {
        this.database = database;
        this.more = more ?? new Dictionary<string, string>();
        var ports = FreePorts.Take(3);
        Options = new StandaloneOptions
        {
            DataDirectory = database.Options.DataDirectory,
            Hub = new HubSection { Address = new Uri($"https://localhost:{ports[0]}") },
            Issuer = new IssuerSection { Address = new Uri($"http://localhost:{ports[1]}") },
            FrontDoor = new FrontDoorSection { Address = new Uri($"http://localhost:{ports[2]}") },
            Storage = new StorageSection
            {
                Provider = database.Options.Provider,
                ConnectionString = database.Options.ConnectionString,
                KeyDirectory = database.Options.KeyDirectory,
            },
        };
    }

    /// <summary>What the process is started with.</summary>
    public StandaloneOptions Options { get; }

    /// <summary>Options of the hub's rows and keys, for a look at them while the process is away.</summary>
    public StorageOptions Storage => database.Options;

    /// <summary>Everything the process leaves on disk, its own output included, and a place for what its clients leave.</summary>
    public string Directory => database.Directory;

    /// <summary>What the process printed, over all its starts.</summary>
    public string OutputFile => Path.Combine(Directory, "output.txt");

    /// <summary>PEM authority by which clients trust the hub.</summary>
    public string AuthorityFile => Path.Combine(Options.TlsDirectory, "ca.crt");

    /// <summary>A product on an empty database, as an administrator finds it. Nothing runs yet.</summary>
    public static ProductProcess Create(DatabaseProvider provider) => new(new TestDatabase(provider));

    /// <summary>A prepared product whose process runs.</summary>
    /// <param name="provider">Its database.</param>
    /// <param name="prepare">Adds agencies and people before the process starts.</param>
    /// <param name="settings">More settings of the process, by name.</param>
    public static async Task<ProductProcess> StartAsync(
        DatabaseProvider provider, Func<Preparation, Task> prepare, IReadOnlyDictionary<string, string>? settings = null)
    {
        var product = new ProductProcess(new TestDatabase(provider), settings);
        try
        {
            await product.PrepareAsync(prepare);
            await product.StartAsync();
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the process and waits until it says that it is ready.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [OutsideProgram.BuiltProgram("Standalone", "Mash.Standalone")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Directory,
        };
        start.Environment["TMPDIR"] = System.IO.Directory.CreateDirectory(Path.Combine(Directory, "tmp")).FullName;
        // The runtime's diagnostic sockets have nothing to do with the product, and cannot be read like files.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var (variable, value) in Variables())
            start.Environment[variable] = value;
        var started = Process.Start(start)!;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new Lock();
        started.OutputDataReceived += (_, line) => Take(line.Data);
        started.ErrorDataReceived += (_, line) => Take(line.Data);
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        process = started;
        var ended = started.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended).WaitAsync(Patience) == ended)
            throw new InvalidOperationException($"The server ended with {started.ExitCode}:\n{await File.ReadAllTextAsync(OutputFile)}");

        void Take(string? line)
        {
            if (line is null)
                return;
            lock (gate)
                File.AppendAllText(OutputFile, line + "\n");
            if (line == ReadyLine)
                ready.TrySetResult();
        }
    }

    /// <summary>kill -9: the process ends between two instructions.</summary>
    public Task KillAsync() => EndAsync(Kill);

    /// <summary>What Ctrl-C and service managers do.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync() => EndAsync(Terminate);

    /// <summary>Runs <c>mash cli</c> for this hub while the hub does not run; fails where the command does.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="arguments">The command.</param>
    /// <returns>What it printed.</returns>
    public async Task<string> AdministerAsync(string input, params IReadOnlyList<string> arguments)
    {
        var end = await OutsideProgram.EndOfAsync(OutsideProgram.StartHubCli(arguments, Variables()), input);
        end.ExitCode.ShouldBe(0, end.Output + end.Error);
        return end.Output;
    }

    /// <summary>Changes rows while no process runs, through the product's own composition.</summary>
    public async Task PrepareAsync(Func<Preparation, Task> prepare)
    {
        await using var host = await StandaloneHost.StartAsync(Options, NullLoggerFactory.Instance, CancellationToken.None);
        await prepare(new Preparation(host, this));
    }

    /// <summary>Moves back in time when everybody who is signed in proved who they are, as if it were so long ago. The process may run.</summary>
    public async Task AgeProofsAsync(TimeSpan age)
    {
        await using DbConnection connection = Options.Storage.Provider == DatabaseProvider.Sqlite
            ? new SqliteConnection(Options.Identity.Database.ConnectionString)
            : new NpgsqlConnection(Options.Identity.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        var table = Options.Storage.Provider == DatabaseProvider.Sqlite ? "sign_in_session" : "identity.sign_in_session";
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"UPDATE {table} SET auth_time = auth_time - {age.Ticks}");
        (await command.ExecuteNonQueryAsync()).ShouldBePositive();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
            await KillAsync();
        process?.Dispose();
        await database.DisposeAsync();
    }

    /// <summary>The settings as environment variables: a connection string with a password has no place on a command line.</summary>
    private Dictionary<string, string> Variables()
    {
        var settings = new Dictionary<string, string>
        {
            ["DataDirectory"] = Options.DataDirectory,
            ["Hub:Address"] = Options.Hub.Address.ToString(),
            ["Issuer:Address"] = Options.Issuer.Address.ToString(),
            ["FrontDoor:Address"] = Options.FrontDoor.Address.ToString(),
            ["Storage:Provider"] = Options.Storage.Provider.ToString(),
            ["Storage:KeyDirectory"] = Options.Storage.KeyDirectory ?? "",
        };
        if (Options.Storage.ConnectionString is { } connection)
            settings["Storage:ConnectionString"] = connection;
        foreach (var (setting, value) in more)
            settings[setting] = value;
        return settings.ToDictionary(setting => StandaloneConfiguration.VariableOf(setting.Key), setting => setting.Value);
    }

    private async Task<int> EndAsync(int signal)
    {
        var ending = process ?? throw new InvalidOperationException("The server does not run.");
        SendSignal(ending.Id, signal).ShouldBe(0);
        await ending.WaitForExitAsync().WaitAsync(Patience);
        var code = ending.ExitCode;
        ending.Dispose();
        process = null;
        return code;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);
}
