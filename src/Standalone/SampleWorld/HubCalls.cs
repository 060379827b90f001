using System.Net.Security;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Mash.Standalone.Tls;
using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>The hub's rpcs in the names of the sample people.</summary>
internal sealed class HubCalls : IDisposable
{
    private readonly GrpcChannel channel;
    private readonly Dictionary<SamplePerson, StaffSession> sessions;

    /// <param name="options">Where hub and issuer are.</param>
    /// <param name="authorityFile">PEM authority to trust; null for the machine's.</param>
    /// <param name="password">Of the sample accounts.</param>
    public HubCalls(StandaloneOptions options, string? authorityFile, string password)
    {
        var handler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        if (authorityFile is not null)
            handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CertificateFiles.TrustOnly(authorityFile) };
        channel = GrpcChannel.ForAddress(options.Hub.Address, new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
        sessions = SamplePeople.All.ToDictionary(person => person, person => new StaffSession(options, person.Email, password));
    }

    public ContactService.ContactServiceClient Contacts(SamplePerson person) => new(As(person));

    public ScreeningService.ScreeningServiceClient Screening(SamplePerson person) => new(As(person));

    public DecisionService.DecisionServiceClient Decisions(SamplePerson person) => new(As(person));

    public AgencyService.AgencyServiceClient Agencies(SamplePerson person) => new(As(person));

    public AccountService.AccountServiceClient Accounts(SamplePerson person) => new(As(person));

    public RotaService.RotaServiceClient Rota(SamplePerson person) => new(As(person));

    public InterestService.InterestServiceClient Interests(SamplePerson person) => new(As(person));

    public RestrictionService.RestrictionServiceClient Restrictions(SamplePerson person) => new(As(person));

    public UnusualAccessService.UnusualAccessServiceClient UnusualAccess(SamplePerson person) => new(As(person));

    public BreakGlassService.BreakGlassServiceClient BreakGlass(SamplePerson person) => new(As(person));

    public void Dispose()
    {
        channel.Dispose();
        foreach (var session in sessions.Values)
            session.Dispose();
    }

    private CallInvoker As(SamplePerson person)
    {
        var session = sessions[person];
        var bearer = CallCredentials.FromInterceptor(async (context, metadata) =>
            metadata.Add("authorization", "Bearer " + await session.TokenAsync(context.CancellationToken)));
        return channel.CreateCallInvoker().Intercept(new WithCredentials(bearer));
    }

    /// <summary>Every rpc of the replay is unary.</summary>
    private sealed class WithCredentials(CallCredentials credentials) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, context.Options.WithCredentials(credentials)));
    }
}
