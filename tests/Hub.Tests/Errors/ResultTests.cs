using Mash.Hub.Errors;

namespace Mash.Hub.Tests.Errors;

public class ResultTests
{
    [Fact]
    public void Value_IsASuccess()
    {
        Result<int> result = 3;

        result.IsSuccess.ShouldBeTrue();
        result.Value.ShouldBe(3);
        result.Then<int>(value => value + 1).Value.ShouldBe(4);
    }

    [Fact]
    public void Problem_StandsInPlaceOfTheValue()
    {
        Result<int> result = Problem.Stale();

        result.IsSuccess.ShouldBeFalse();
        result.Problem.ShouldBe(Problem.Stale());
        Should.Throw<ProblemException>(() => result.Value).Problem.Reason.ShouldBe("STALE_VERSION");
        result.Then<int>(value => value + 1).Problem.ShouldBe(Problem.Stale());
    }

    [Fact]
    public void ResultWithoutValue_IsDoneUnlessThereIsAProblem()
    {
        Result.Success.IsSuccess.ShouldBeTrue();
        Should.NotThrow(() => Result.Success.ThrowIfFailed());
        Result failed = Problem.Stale();
        Should.Throw<ProblemException>(failed.ThrowIfFailed);
    }
}
