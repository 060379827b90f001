using System.Runtime.InteropServices;
using Mash.Hub.Storage;
using Mash.Standalone;
using Mash.Standalone.Hosting;
using Mash.Standalone.SampleWorld;

return await StandaloneProgram.RunAsync(args);

/// <summary>Starts what the options name, says where it is, and stops on Ctrl-C or SIGTERM.</summary>
internal static class StandaloneProgram
{
    /// <summary>The last SQLite whose WAL two connections could damage is 3.51.2.</summary>
    private static readonly Version SafeSqlite = new(3, 51, 3);

    /// <summary>Exit code for a command line that cannot be used.</summary>
    private const int Wrong = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        if (CommandLine.AsksForHelp(args))
        {
            Console.Write(ProgramSettings.Help());
            return 0;
        }
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await ServeAsync(args, stop.Token);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (UsageException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return Wrong;
        }
        catch (Grpc.Core.RpcException error)
        {
            await Console.Error.WriteLineAsync($"The sample world could not be filled: {error.StatusCode}. Start again to go on; data/logs says more.");
            return 1;
        }
        catch (Exception error) when (error is InvalidOperationException or IOException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    /// <summary>Runs until <paramref name="stop"/>.</summary>
    private static async Task ServeAsync(string[] args, CancellationToken stop)
    {
        var options = StandaloneConfiguration.Read(args);
        options.Validate();
        SayDatabase(options);
        await using var host = await StandaloneHost.StartAsync(options, Logging.Open(options.DataDirectory), stop);
        if (options is { RunsHub: true, SampleData: true })
            await new SampleWorldStart(host, Console.Out).EnsureAsync(null, stop);
        await host.OpenFrontDoorAsync(stop);
        SayAddresses(options, host);
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        Console.WriteLine("Stopping ...");
    }

    private static void SayDatabase(StandaloneOptions options)
    {
        if (!options.RunsHub)
            return;
        if (options.Storage.Provider == DatabaseProvider.Postgres)
        {
            Console.WriteLine("Database    PostgreSQL");
            return;
        }
        var version = StandaloneHost.SqliteVersion();
        Console.WriteLine($"Database    SQLite {version} in {Path.GetFullPath(options.DataDirectory)}");
        if (Version.Parse(version) < SafeSqlite)
            Console.WriteLine($"            Versions before {SafeSqlite} can damage a database that two connections write: this process writes by one, and locks the directory.");
    }

    private static void SayAddresses(StandaloneOptions options, StandaloneHost host)
    {
        if (options.RunsFrontDoor)
            Console.WriteLine($"Front door  {options.FrontDoor.Address}");
        if (options.RunsIssuer)
            Console.WriteLine($"Issuers     {options.StaffAuthority} and {options.AgencyAuthority}");
        if (options.RunsHub)
            Console.WriteLine($"Hub (gRPC)  {options.Hub.Address}{(host.AuthorityFile is { } file ? "  trust: " + Path.GetFullPath(file) : "")}");
        if (options is { RunsHub: true, SampleData: true })
            Console.WriteLine($"Accounts    {Path.GetFullPath(SampleAccounts.FileIn(options.DataDirectory))}");
        Console.WriteLine("Stop with Ctrl-C.");
    }
}
