using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Errors;
using Microsoft.Extensions.Logging;
using RpcStatus = Google.Rpc.Status;
using GrpcStatus = Grpc.Core.Status;

namespace Mash.Hub.Tests.Errors;

public class ErrorInterceptorTests
{
    private const string Secret = "Marker Person 999 000 0018";

    private readonly CapturedLog log = new();

    public static TheoryData<string> Kinds => ["unary", "client", "server", "duplex"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ProblemCarried_BecomesItsStatus(string kind)
    {
        var thrown = await Fail(kind, new ProblemException(Problem.Stale()), new FakeCall());

        thrown.StatusCode.ShouldBe(StatusCode.Aborted);
        ReasonOf(thrown).ShouldBe("STALE_VERSION");
        log.Lines.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task UnexpectedException_BecomesInternalWithoutItsText(string kind)
    {
        var thrown = await Fail(kind, new InvalidOperationException(Secret, new FormatException(Secret)), new FakeCall());

        thrown.StatusCode.ShouldBe(StatusCode.Internal);
        ReasonOf(thrown).ShouldBe("INTERNAL");
        thrown.ToString().ShouldNotContain(Secret);
        StatusOf(thrown).ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task UnexpectedException_IsLoggedByMethodTypeAndFramesOnly()
    {
        await Fail("unary", new InvalidOperationException(Secret, new FormatException(Secret)), new FakeCall());

        var line = log.Lines.ShouldHaveSingleItem();
        line.ShouldContain("/mash.v1.ContactService/SubmitContact");
        line.ShouldContain("System.InvalidOperationException <- System.FormatException");
        line.ShouldContain(nameof(ErrorInterceptorTests));
        line.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task CancelledByTheCaller_IsCancelled()
    {
        var thrown = await Fail("unary", new OperationCanceledException(), new FakeCall { Cancelled = true });

        thrown.StatusCode.ShouldBe(StatusCode.Cancelled);
        ReasonOf(thrown).ShouldBe("CANCELLED");
        log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task CallerGoneWhileReading_IsCancelledAndNotAFault()
    {
        var thrown = await Fail("duplex", new IOException("The client reset the request stream."), new FakeCall { Cancelled = true });

        thrown.StatusCode.ShouldBe(StatusCode.Cancelled);
        log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task CancelledAfterItsDeadline_IsDeadlineExceeded()
    {
        var call = new FakeCall { Cancelled = true, EndsAt = FixedTime.Now.UtcDateTime.AddTicks(-1) };

        var thrown = await Fail("server", new TaskCanceledException(), call);

        thrown.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        ReasonOf(thrown).ShouldBe("DEADLINE_EXCEEDED");
    }

    [Fact]
    public async Task InterruptedByTheHubItself_IsSafeToRetry()
    {
        var thrown = await Fail("unary", new OperationCanceledException(), new FakeCall());

        thrown.StatusCode.ShouldBe(StatusCode.Unavailable);
        StatusOf(thrown).Details.ShouldContain(detail => detail.Is(RetryInfo.Descriptor));
    }

    [Fact]
    public async Task RefusalWithoutDetails_GetsThemWithTheSameCodeAndText()
    {
        var refusal = new RpcException(new GrpcStatus(StatusCode.ResourceExhausted, "Received message exceeds the maximum."));

        var thrown = await Fail("client", refusal, new FakeCall());

        thrown.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        thrown.Status.Detail.ShouldBe("Received message exceeds the maximum.");
        ReasonOf(thrown).ShouldBe("RESOURCE_EXHAUSTED");
    }

    [Fact]
    public async Task RefusalWithDetails_PassesUnchanged()
    {
        var refusal = ProblemStatus.ToRpcException(Problem.Stale());

        (await Fail("unary", refusal, new FakeCall())).ShouldBeSameAs(refusal);
    }

    private Task<RpcException> Fail(string kind, Exception exception, FakeCall call)
    {
        var interceptor = new ErrorInterceptor(new FixedTime(), log);
        return Should.ThrowAsync<RpcException>(() => kind switch
        {
            "unary" => interceptor.UnaryServerHandler<string, string>("", call, (_, _) => throw exception),
            "client" => interceptor.ClientStreamingServerHandler<string, string>(null!, call, (_, _) => throw exception),
            "server" => interceptor.ServerStreamingServerHandler<string, string>("", null!, call, (_, _, _) => throw exception),
            _ => interceptor.DuplexStreamingServerHandler<string, string>(null!, null!, call, (_, _, _) => throw exception),
        });
    }

    private static RpcStatus StatusOf(RpcException exception) =>
        RpcStatus.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin"));

    private static string ReasonOf(RpcException exception) =>
        StatusOf(exception).Details.Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason;

    private sealed class FixedTime : TimeProvider
    {
        public static readonly DateTimeOffset Now = new(2026, 11, 20, 15, 40, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class CapturedLog : ILogger<ErrorInterceptor>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception) + exception);
    }

    private sealed class FakeCall : ServerCallContext
    {
        public bool Cancelled { get; init; }

        public DateTime EndsAt { get; init; } = DateTime.MaxValue;

        protected override string MethodCore => "/mash.v1.ContactService/SubmitContact";

        protected override string HostCore => "localhost";

        protected override string PeerCore => "ipv4:127.0.0.1:1";

        protected override DateTime DeadlineCore => EndsAt;

        protected override Metadata RequestHeadersCore { get; } = [];

        protected override CancellationToken CancellationTokenCore => new(Cancelled);

        protected override Metadata ResponseTrailersCore { get; } = [];

        protected override GrpcStatus StatusCore { get; set; }

        protected override WriteOptions? WriteOptionsCore { get; set; }

        protected override AuthContext AuthContextCore { get; } = new(null, []);

        protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
            throw new NotSupportedException();

        protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;
    }
}
