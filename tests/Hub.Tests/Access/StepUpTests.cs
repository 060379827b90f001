using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.Hub.Storage;

namespace Mash.Hub.Tests.Access;

public class StepUpTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 15, 40, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("urn:mash:acr:mfa", 0, false, true)]
    [InlineData("urn:mash:acr:passkey", 300, false, true)]
    [InlineData("urn:mash:acr:mfa", 301, false, false)]
    [InlineData("urn:mash:acr:password", 0, false, false)]
    [InlineData("urn:mash:acr:password", 0, true, true)]
    [InlineData("urn:mash:acr:password", 301, true, false)]
    [InlineData("something else", 0, true, false)]
    public void Fresh_MeansTwoFactorsWithinFiveMinutes(string acr, int secondsAgo, bool sampleData, bool fresh)
    {
        var caller = Caller.Nobody with { Kind = CallerKind.Staff, AuthenticationContext = acr, AuthenticatedTime = Now.AddSeconds(-secondsAgo) };

        Rule(sampleData).IsFresh(caller).ShouldBe(fresh);
    }

    [Fact]
    public void TokenThatDoesNotSayWhen_IsNotFresh() =>
        Rule(false).IsFresh(Caller.Nobody with { Kind = CallerKind.Staff, AuthenticationContext = "urn:mash:acr:mfa" }).ShouldBeFalse();

    [Fact]
    public void Refusal_SaysWhatToDo()
    {
        var problem = StepUp.Required();

        problem.Code.ShouldBe(ProblemCode.Unauthenticated);
        problem.Reason.ShouldBe("STEP_UP_REQUIRED");
        problem.Metadata["max_age_seconds"].ShouldBe("300");
    }

    private static StepUp Rule(bool sampleData) => new(
        new HubOptions
        {
            SampleData = sampleData,
            Storage = new StorageOptions(),
            Access = new AccessOptions { StaffAuthority = new Uri("https://staff.example"), AgencyAuthority = new Uri("https://agencies.example") },
        },
        new TestClock(Now));
}
