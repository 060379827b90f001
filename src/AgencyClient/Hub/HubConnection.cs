using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Mash.V1;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Mash.AgencyClient;

/// <summary>The channel to one hub with the agency's token on each call, one fresh token after a refusal, and typed errors.</summary>
internal sealed class HubConnection : IDisposable
{
    /// <summary>Call metadata by which an agency's system names the practitioner who acts.</summary>
    private const string PractitionerKey = "mash-practitioner-bin";

    private readonly MashAgencyClientOptions _options;
    private readonly GrpcChannel _channel;
    private readonly HttpClient _authorityClient;
    private readonly ResiliencePipeline _retries;

    public HubConnection(MashAgencyClientOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _channel = GrpcChannel.ForAddress(options.HubAddress!, new GrpcChannelOptions
        {
            HttpHandler = Transport.CreateHandler(options),
            DisposeHttpClient = true,
            LoggerFactory = loggers,
            MaxReceiveMessageSize = 16 * 1024 * 1024,
            // The defaults let a hub that is back wait for up to two minutes; the dispatcher backs off by itself.
            InitialReconnectBackoff = TimeSpan.FromSeconds(1),
            MaxReconnectBackoff = TimeSpan.FromSeconds(5),
        });
        _authorityClient = new HttpClient(Transport.CreateHandler(options)) { Timeout = Timeout.InfiniteTimeSpan };
        Tokens = new AgencyTokenSource(options, _authorityClient, loggers.CreateLogger<AgencyTokenSource>());
        Contacts = new ContactService.ContactServiceClient(_channel);
        Events = new EventService.EventServiceClient(_channel);
        _retries = CreateRetries(options);
    }

    public AgencyTokenSource Tokens { get; }

    public ContactService.ContactServiceClient Contacts { get; }

    public EventService.EventServiceClient Events { get; }

    /// <summary>Makes a call that may be made twice (a read, or a write with a request id), and again where the hub is away or busy.</summary>
    public async Task<T> CallWithRetriesAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, string? practitioner, CancellationToken cancellationToken) =>
        await _retries.ExecuteAsync(async token => await CallAsync(call, practitioner, token), cancellationToken);

    /// <summary>Makes one call; a second one with a fresh token where the hub refuses the token.</summary>
    /// <exception cref="MashException">The hub or the authority refused, or cannot be reached.</exception>
    public Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, CancellationToken cancellationToken) => CallAsync(call, null, cancellationToken);

    private async Task<T> CallAsync<T>(Func<CallOptions, AsyncUnaryCall<T>> call, string? practitioner, CancellationToken cancellationToken)
    {
        while (true)
        {
            var token = await Tokens.GetAsync(cancellationToken);
            try
            {
                using var running = call(OptionsFor(token, cancellationToken, practitioner).WithDeadline(Deadline()));
                return await running;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated && Tokens.TryReplace(token))
            {
                // Expired early or revoked: the loop asks for a fresh one, once.
            }
            catch (RpcException e)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw FailureReader.ToException(e);
            }
        }
    }

    /// <summary>Options of a stream: the token and no deadline.</summary>
    /// <param name="token">The agency's token.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <param name="practitioner">Who acts in the agency's own system; null where it does not say.</param>
    public static CallOptions OptionsFor(AccessToken token, CancellationToken cancellationToken, string? practitioner = null)
    {
        var headers = new Metadata { { "authorization", "Bearer " + token.Value } };
        if (!string.IsNullOrWhiteSpace(practitioner)) headers.Add(PractitionerKey, Encoding.UTF8.GetBytes(practitioner.Trim()));
        return new CallOptions(headers, cancellationToken: cancellationToken);
    }

    public void Dispose()
    {
        _channel.Dispose();
        Tokens.Dispose();
        _authorityClient.Dispose();
    }

    private DateTime Deadline() => (_options.TimeProvider.GetUtcNow() + _options.CallTimeout).UtcDateTime;

    private static ResiliencePipeline CreateRetries(MashAgencyClientOptions options) =>
        new ResiliencePipelineBuilder { TimeProvider = options.TimeProvider }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<MashUnavailableException>(),
                MaxRetryAttempts = 3,
                Delay = options.FirstRetryDelay,
                MaxDelay = options.LongestRetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                DelayGenerator = arguments =>
                    ValueTask.FromResult((arguments.Outcome.Exception as MashException)?.RetryDelay),
            })
            .Build();
}
