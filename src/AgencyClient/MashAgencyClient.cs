using Mash.V1;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mash.AgencyClient;

/// <summary>
/// A partner agency's client of a MASH Hub. Safe for use from many threads; make one for the life of the process. Submissions go through
/// a durable, sealed outbox and arrive exactly once; events come in order from a stored cursor; other calls go straight to the hub.
/// </summary>
public sealed partial class MashAgencyClient : IAsyncDisposable
{
    private readonly MashAgencyClientOptions _options;
    private readonly ILoggerFactory _loggers;
    private readonly HubConnection _hub;
    private readonly Notifier _notifier;
    private readonly SemaphoreSlim _opening = new(1, 1);
    private OutboxStore? _store;
    private Dispatcher? _dispatcher;
    private bool _closed;

    private MashAgencyClient(MashAgencyClientOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _loggers = loggers;
        _hub = new HubConnection(options, loggers);
        _notifier = new Notifier(
            options,
            loggers.CreateLogger<MashAgencyClient>(),
            parked => SubmissionParked?.Invoke(this, parked),
            alarm => AlarmRaised?.Invoke(this, alarm));
        Outbox = new Outbox(OpenAsync);
    }

    /// <summary>Raised for each parked submission, like <see cref="IParkedSubmissionHandler"/>. Subscribe before the first submission.</summary>
    public event EventHandler<ParkedSubmission>? SubmissionParked;

    /// <summary>Raised for each alarm, like <see cref="IAgencyAlarmHandler"/>.</summary>
    public event EventHandler<AgencyAlarm>? AlarmRaised;

    /// <summary>What waits, what is parked, and what a person may do about it.</summary>
    public Outbox Outbox { get; }

    /// <summary>Makes a client without a host. Nothing is opened or called until it is used; see <see cref="StartAsync"/>.</summary>
    /// <param name="options">What it needs to know; copied.</param>
    /// <param name="loggers">Where it logs ids and counts; null for nowhere.</param>
    /// <returns>The client; dispose it.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is missing or unsafe; lists all.</exception>
    public static MashAgencyClient Create(MashAgencyClientOptions options, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        MashAgencyClientOptionsValidator.ThrowIfInvalid(options);
        return new MashAgencyClient(options with { }, loggers ?? NullLoggerFactory.Instance);
    }

    /// <summary>
    /// Opens the outbox and begins to send what an earlier process left in it. The first submission does the same; call it at start so
    /// that nothing waits for that. A host that was given the client by AddMashAgencyClient calls it.
    /// </summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Done when the outbox is open.</returns>
    /// <exception cref="OutboxException">The outbox is in use, its key is missing, or it cannot be opened.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => OpenAsync(cancellationToken);

    /// <summary>
    /// Stores a submission durably and returns at once; sending goes on by itself, also after a crash or restart. The same id (or sender
    /// reference) with the same content again gives the same submission.
    /// </summary>
    /// <param name="contact">What the hub should know.</param>
    /// <param name="options">Id, reference and order; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the call before the submission is stored, not after.</param>
    /// <returns>The handle, when the submission is on disk.</returns>
    /// <exception cref="SubmissionConflictException">The id stands in the outbox with other content.</exception>
    /// <exception cref="SubmissionTooLargeException">Larger than a hub takes.</exception>
    /// <exception cref="OutboxException">Not stored: disk full, in use, key missing.</exception>
    public async Task<SubmissionHandle> SubmitAsync(
        ContactDetails contact, SubmitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var store = await OpenAsync(cancellationToken);
        return await store.EnqueueAsync(new Submission(contact, options), cancellationToken);
    }

    /// <summary>Stores many submissions with one commit. One that is refused does not stop the others.</summary>
    /// <param name="submissions">The submissions; a few thousand at a time.</param>
    /// <param name="cancellationToken">Ends the call before they are stored, not after.</param>
    /// <returns>One result each, in the order given, when all are on disk.</returns>
    /// <exception cref="OutboxException">None was stored: disk full, in use, key missing.</exception>
    public async Task<IReadOnlyList<EnqueueResult>> EnqueueManyAsync(
        IEnumerable<Submission> submissions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submissions);
        var store = await OpenAsync(cancellationToken);
        return await store.EnqueueManyAsync(submissions, cancellationToken);
    }

    /// <summary>The handle of a submission of this or an earlier process.</summary>
    /// <param name="submissionId">Its id.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The handle, or null where the outbox does not know it (any more).</returns>
    public async Task<SubmissionHandle?> FindSubmissionAsync(Guid submissionId, CancellationToken cancellationToken = default) =>
        await (await OpenAsync(cancellationToken)).FindAsync(submissionId, cancellationToken);

    /// <summary>The submission id that this agency's reference stands for: a UUIDv8 of agency and reference.</summary>
    /// <param name="senderReference">The sender's own reference.</param>
    /// <returns>The id.</returns>
    public Guid SubmissionIdOf(string senderReference)
    {
        ArgumentException.ThrowIfNullOrEmpty(senderReference);
        return PreparedSubmission.IdOf(Guid.ParseExact(_options.AgencyId, "D"), senderReference);
    }

    /// <summary>Stops sending and closes the outbox. What is not yet accepted stays in it, for the next client.</summary>
    /// <returns>Done when everything is closed.</returns>
    public async ValueTask DisposeAsync()
    {
        await _opening.WaitAsync();
        try
        {
            if (_closed) return;
            _closed = true;
            if (_dispatcher is not null) await _dispatcher.DisposeAsync();
            await _notifier.DisposeAsync();
            if (_store is not null) await _store.DisposeAsync();
            _hub.Dispose();
        }
        finally
        {
            _opening.Release();
        }
    }

    private async Task<OutboxStore> OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _store) is { } open) return open;
        await _opening.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_store is null)
            {
                var logger = _loggers.CreateLogger<MashAgencyClient>();
                var store = await OutboxStore.OpenAsync(_options, logger, cancellationToken);
                _dispatcher = new Dispatcher(_options, store, _hub, _notifier, logger);
                Volatile.Write(ref _store, store);
            }
            return _store;
        }
        finally
        {
            _opening.Release();
        }
    }
}
