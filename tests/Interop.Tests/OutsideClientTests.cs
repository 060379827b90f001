using Google.Protobuf;
using Grpc.Core;
using Mash.Compat.Tests.Echo;

namespace Mash.Interop.Tests;

/// <summary>Independent gRPC clients call our server over TLS.</summary>
public sealed class OutsideClientTests(OutsideClients clients) : IClassFixture<OutsideClients>
{
    private const string Python = "python";
    private const string JavaScript = "grpc-js";
    private const string Bytes = "00017f80ff";

    public static TheoryData<string> All => [Python, JavaScript];

    [Theory]
    [MemberData(nameof(All))]
    public async Task UnaryCall_ReturnsTheText(string peer) => (await clients.Report(peer)).Unary.ShouldBe("Gwyneth Ô 子");

    [Theory]
    [MemberData(nameof(All))]
    public async Task MessageWithEveryKindOfField_ComesBackEqual(string peer)
    {
        var copy = Everything.Parser.ParseFrom(ByteString.FromBase64((await clients.Report(peer)).Copy));

        copy.ShouldBe(Sample.Everything());
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task ServerStream_ArrivesInOrder(string peer) => (await clients.Report(peer)).ServerStream.ShouldBe(Enumerable.Range(1, 50));

    [Theory]
    [MemberData(nameof(All))]
    public async Task ClientStream_IsAllReceived(string peer) =>
        (await clients.Report(peer)).ClientStream.ShouldBe(new PeerReport.Joined("one two three", 3));

    [Theory]
    [MemberData(nameof(All))]
    public async Task DuplexStream_IsAnsweredOneByOne(string peer) =>
        (await clients.Report(peer)).Duplex.ShouldBe(Enumerable.Range(0, 20).Select(number => $"{number}"));

    [Theory]
    [MemberData(nameof(All))]
    public async Task PassedDeadline_EndsTheCallOnBothSides(string peer)
    {
        (await clients.Report(peer)).Deadline.ShouldBe((int)StatusCode.DeadlineExceeded);

        await clients.Server.Observations.Ended($"{peer}-deadline");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Deadline_IsSeenByTheServer(string peer) =>
        (await clients.Report(peer)).DeadlineSeen.ShouldBeInRange(300, 612, "clients may round the time up by 2 %");

    [Theory]
    [MemberData(nameof(All))]
    public async Task Cancellation_EndsTheCallOnBothSides(string peer)
    {
        (await clients.Report(peer)).Cancel.ShouldBe((int)StatusCode.Cancelled);

        await clients.Server.Observations.Ended($"{peer}-cancel");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Metadata_TextAndBytes_ArriveBothWays(string peer) =>
        (await clients.Report(peer)).Metadata.ShouldBe(new PeerReport.Headers("note", Bytes, "head", Bytes, "end", Bytes));

    [Theory]
    [MemberData(nameof(All))]
    public async Task StatusDetails_AreRead(string peer)
    {
        var details = (await clients.Report(peer)).StatusDetails;

        details.Code.ShouldBe((int)StatusCode.InvalidArgument);
        details.Message.ShouldBe("Not valid: ŵ");
        details.InnerMessage.ShouldBe("Not valid: ŵ");
        details.Types.ShouldBe(["type.googleapis.com/google.rpc.ErrorInfo", "type.googleapis.com/google.rpc.BadRequest"]);
        details.Reason.ShouldBe("ECHO_FAILED");
        details.Field.ShouldBe("children[0].name");
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Gzip_IsSentAndAccepted(string peer)
    {
        var compression = (await clients.Report(peer)).Compression;

        compression.RequestEncoding.ShouldBe("gzip");
        compression.AcceptedEncodings.Split(',', StringSplitOptions.TrimEntries).ShouldContain("gzip");
        compression.TextSize.ShouldBe(100_000);
        compression.PayloadSize.ShouldBe(200_000);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task ErrorAfterMessages_IsSeenWithItsTrailers(string peer)
    {
        var interrupted = (await clients.Report(peer)).ErrorAfterMessages;

        interrupted.Code.ShouldBe((int)StatusCode.DataLoss);
        interrupted.Sent.ShouldBe("4");
    }

    [Fact]
    public async Task MessagesBeforeAnError_AllReachPython() =>
        (await clients.Report(Python)).ErrorAfterMessages.Numbers.ShouldBe([1, 2, 3, 4]);

    [Theory]
    [MemberData(nameof(All))]
    public async Task BearerToken_DecidesWhatIsAllowed(string peer) => (await clients.Report(peer)).Authorization.ShouldBe(
        new PeerReport.Access((int)StatusCode.Unauthenticated, "reader", (int)StatusCode.PermissionDenied));

    [Theory]
    [MemberData(nameof(All))]
    public async Task MessageOverTheLimit_IsResourceExhausted(string peer) =>
        (await clients.Report(peer)).TooLarge.ShouldBe((int)StatusCode.ResourceExhausted);

    [Theory]
    [MemberData(nameof(All))]
    public async Task MissingMethod_IsUnimplemented(string peer) => (await clients.Report(peer)).Unimplemented.ShouldBe((int)StatusCode.Unimplemented);

    [Theory]
    [MemberData(nameof(All))]
    public async Task RetryPolicyOfTheClient_SucceedsAtTheThirdAttempt(string peer) => (await clients.Report(peer)).Retry.ShouldBe(3);

    [Theory]
    [MemberData(nameof(All))]
    public async Task UnknownCertificate_IsRefused(string peer) => (await clients.Report(peer)).Untrusted.ShouldBe((int)StatusCode.Unavailable);
}
