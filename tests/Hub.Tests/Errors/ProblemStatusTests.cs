using System.Globalization;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Errors;
using RpcStatus = Google.Rpc.Status;

namespace Mash.Hub.Tests.Errors;

public class ProblemStatusTests
{
    private const int TrailerLimit = 8 * 1024;

    [Fact]
    public void AnyProblem_BecomesAnRpcExceptionWithExactlyOneErrorInfo()
    {
        var exception = ProblemStatus.ToRpcException(Problem.RequestIdReused());

        exception.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        exception.Status.Detail.ShouldBe(Problem.RequestIdReused().Message);
        var status = StatusOf(exception);
        status.Code.ShouldBe((int)StatusCode.AlreadyExists);
        status.Message.ShouldBe(exception.Status.Detail);
        var info = Single<ErrorInfo>(status);
        info.Reason.ShouldBe("REQUEST_ID_REUSED");
        info.Domain.ShouldBe("mash.v1");
    }

    [Fact]
    public void InvalidInput_ListsEveryViolationInOrder()
    {
        var problem = Problem.Invalid([new("contact.source_code", "Needed."), new("contact.children[0].name", "Needed too.")]);

        var violations = Single<BadRequest>(StatusOf(ProblemStatus.ToRpcException(problem))).FieldViolations;

        violations.Select(violation => (violation.Field, violation.Description)).ShouldBe(
            [("contact.source_code", "Needed."), ("contact.children[0].name", "Needed too.")]);
    }

    [Fact]
    public void RetryDelayAndResource_AreCarried()
    {
        var problem = Problem.Busy(TimeSpan.FromMilliseconds(1500)) with { Resource = new("contact", "0199") };

        var status = StatusOf(ProblemStatus.ToRpcException(problem));

        Single<RetryInfo>(status).RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromMilliseconds(1500));
        Single<ResourceInfo>(status).ResourceName.ShouldBe("0199");
    }

    [Fact]
    public void ProblemWithoutFields_HasNoBadRequest() =>
        StatusOf(ProblemStatus.ToRpcException(Problem.NotFound("contact"))).Details.Count.ShouldBe(1);

    [Theory]
    [InlineData(20, 400)]
    [InlineData(100, 300)]
    public void ManyViolations_KeepEveryFieldNameAndStayUnderTheLimit(int count, int descriptionLength)
    {
        var problem = Problem.Invalid([.. Paths(count).Select(path => new FieldViolation(path, new string('x', descriptionLength)))]);

        var exception = ProblemStatus.ToRpcException(problem);

        Single<BadRequest>(StatusOf(exception)).FieldViolations.Select(violation => violation.Field).ShouldBe(Paths(count));
        BytesOnTheWire(exception).ShouldBeLessThan(TrailerLimit);
    }

    [Fact]
    public void MoreViolationsThanFit_SayHowManyMoreThereAre()
    {
        var problem = Problem.Invalid([.. Paths(2000).Select(path => new FieldViolation(path, "Too long."))]);

        var exception = ProblemStatus.ToRpcException(problem);

        var violations = Single<BadRequest>(StatusOf(exception)).FieldViolations;
        violations[^1].Field.ShouldBe("contact");
        violations[^1].Description.ShouldStartWith((2000 - violations.Count + 1).ToString(CultureInfo.InvariantCulture));
        BytesOnTheWire(exception).ShouldBeLessThan(TrailerLimit);
    }

    [Fact]
    public void StatusAsMessage_KeepsEveryDescriptionInFull()
    {
        var problem = Problem.Invalid([.. Paths(500).Select(path => new FieldViolation(path, new string('x', 300)))]);

        var violations = Single<BadRequest>(ProblemStatus.ToStatusProto(problem)).FieldViolations;

        violations.Count.ShouldBe(500);
        violations.ShouldAllBe(violation => violation.Description.Length == 300);
    }

    [Fact]
    public void ShorteningText_NeverSplitsACharacter()
    {
        var problem = Problem.NotAllowed(string.Concat(Enumerable.Repeat("😀", 400)));

        var message = ProblemStatus.ToStatusProto(problem).Message;

        message.Length.ShouldBeLessThanOrEqualTo(ProblemStatus.MaxMessageLength);
        message.EnumerateRunes().ShouldAllBe(rune => rune.Value == 0x1F600 || rune.Value == '…');
    }

    private static string[] Paths(int count) =>
        [.. Enumerable.Range(0, count).Select(index => string.Create(CultureInfo.InvariantCulture, $"contact.children[{index}].name.given"))];

    private static int BytesOnTheWire(RpcException exception) =>
        exception.Trailers.Sum(entry => entry.Key.Length + 32 + (entry.IsBinary ? entry.ValueBytes.Length * 4 / 3 : entry.Value.Length))
        + (exception.Status.Detail.Length * 3);

    private static RpcStatus StatusOf(RpcException exception) =>
        RpcStatus.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin"));

    private static T Single<T>(RpcStatus status)
        where T : IMessage<T>, new() => status.Details.Single(detail => detail.Is(new T().Descriptor)).Unpack<T>();
}
