using System.Collections.Concurrent;

namespace Mash.AgencyClient.Tests.Support;

/// <summary>A hub, an outbox directory and options whose waits are recorded and not waited for.</summary>
internal sealed class ClientFixture : IAsyncDisposable
{
    public static readonly Guid AgencyId = Guid.Parse("0191d6a0-0000-7000-8000-00000000a6e1");

    private readonly TestDirectory _directory = new();

    private ClientFixture(TestHub hub)
    {
        Hub = hub;
        Options = new MashAgencyClientOptions
        {
            HubAddress = hub.Address,
            Authority = new Uri(hub.Authority.Issuer),
            AgencyId = AgencyId.ToString("D"),
            SigningKeyFile = hub.KeyFile,
            CaCertificateFile = hub.CaFile,
            OutboxDirectory = _directory.File("outbox"),
            HubTelephone = "01632 960100",
            ParkedSubmissionHandler = Parked,
            AlarmHandler = Alarms,
            RetryWait = WaitAsync,
        };
    }

    public TestHub Hub { get; }

    public TestHubState State => Hub.State;

    public MashAgencyClientOptions Options { get; set; }

    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    /// <summary>What a wait really does; by default almost nothing, so that retries come at once but never starve others.</summary>
    public Func<CancellationToken, Task> OnWait { get; set; } = token => Task.Delay(1, token);

    public RecordingHandler<ParkedSubmission> Parked { get; } = new();

    public RecordingHandler<AgencyAlarm> Alarms { get; } = new();

    public static async Task<ClientFixture> StartAsync(bool tls = false) => new(await TestHub.StartAsync(tls));

    public MashAgencyClient CreateClient() => MashAgencyClient.Create(Options);

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        _directory.Dispose();
    }

    private Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        Waits.Enqueue(delay);
        return OnWait(cancellationToken);
    }
}

/// <summary>Keeps what it is told, and lets a test await it.</summary>
internal sealed class RecordingHandler<T> : IParkedSubmissionHandler, IAgencyAlarmHandler
{
    private readonly System.Threading.Channels.Channel<T> _items = System.Threading.Channels.Channel.CreateUnbounded<T>();

    public Func<Task> OnItem { get; set; } = () => Task.CompletedTask;

    public Task OnParkedAsync(ParkedSubmission submission, CancellationToken cancellationToken) => AddAsync((T)(object)submission);

    public Task OnAlarmAsync(AgencyAlarm alarm, CancellationToken cancellationToken) => AddAsync((T)(object)alarm);

    public async Task<T> NextAsync()
    {
        using var limit = new CancellationTokenSource(Sample.Patience);
        return await _items.Reader.ReadAsync(limit.Token);
    }

    private Task AddAsync(T item)
    {
        _items.Writer.TryWrite(item);
        return OnItem();
    }
}

internal static class Sample
{
    /// <summary>How long a test waits for something that should come at once, before it calls it a failure.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Mash.V1.ContactDetails Contact(string narrative = "Fictional narrative.") => new()
    {
        SourceCode = "3A",
        Concern = new Mash.V1.Concern { Narrative = narrative },
    };
}
