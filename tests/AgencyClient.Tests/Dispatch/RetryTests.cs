using Grpc.Core;
using Mash.AgencyClient.Tests.Support;

namespace Mash.AgencyClient.Tests.Dispatch;

public sealed class RetryTests
{
    [Fact]
    public async Task RetryHint_IsHonoured()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (_, arrival) =>
            arrival == 1 ? Verdict.Refuse(StatusCode.ResourceExhausted, "QUEUE_FULL", TimeSpan.FromSeconds(17)) : Verdict.Accept;
        await using var client = fixture.CreateClient();

        var handle = await client.SubmitAsync(Sample.Contact());
        await handle.Completion.WaitAsync(Sample.Patience);

        fixture.Waits.ShouldHaveSingleItem().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(17));
    }

    [Fact]
    public async Task RetryHintInBulkStream_IsHonoured()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (r, arrival) => r.Contact.Concern.Narrative == "n 20" && arrival == 1
            ? Verdict.Refuse(StatusCode.ResourceExhausted, "QUEUE_FULL", TimeSpan.FromSeconds(17))
            : Verdict.Accept;
        await using var client = fixture.CreateClient();

        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 40).Select(i => new Submission(Sample.Contact($"n {i}"))));
        await Task.WhenAll(results.Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        fixture.Waits.ShouldContain(wait => wait >= TimeSpan.FromSeconds(17));
        fixture.State.Stored.Count.ShouldBe(40);
    }

    [Fact]
    public void BackOff_DoublesWithJitterUpToLongest()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));

        for (var failures = 1; failures < 40; failures++)
        {
            var full = Math.Min(60, Math.Pow(2, failures - 1));
            backOff.Next(null).TotalSeconds.ShouldBeInRange(full / 2, full);
        }
        backOff.Reset();
        backOff.Next(null).TotalSeconds.ShouldBeInRange(0.5, 1);
        backOff.Next(TimeSpan.FromMinutes(5)).TotalSeconds.ShouldBeInRange(300, 302);
    }

    [Fact]
    public async Task TokenRefusedOnce_FreshTokenIsUsedWithoutAlarm()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await using var client = fixture.CreateClient();
        await client.GetContactAsync("c");
        fixture.Hub.Authority.RevokeAll();

        var handle = await client.SubmitAsync(Sample.Contact());
        await handle.Completion.WaitAsync(Sample.Patience);

        fixture.Hub.Authority.TokensGiven.ShouldBe(2);
        fixture.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(StatusCode.Unauthenticated, AgencyAlarmKind.NotAuthenticated)]
    [InlineData(StatusCode.PermissionDenied, AgencyAlarmKind.NotPermitted)]
    [InlineData(StatusCode.Unimplemented, AgencyAlarmKind.NotUnderstood)]
    public async Task RefusedForKeysOrRights_AlarmsAndRetriesUntilItSucceeds(StatusCode code, AgencyAlarmKind kind)
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnCall = _ => Statuses.Make(code, "SUSPENDED");
        await using var client = fixture.CreateClient();

        var handle = await client.SubmitAsync(Sample.Contact());
        var alarm = await fixture.Alarms.NextAsync();
        fixture.State.OnCall = _ => null;

        (await handle.Completion.WaitAsync(Sample.Patience)).ShouldBeOfType<AcceptedSubmission>();
        alarm.Kind.ShouldBe(kind);
        alarm.Waiting.ShouldBe(1);
        alarm.HubTelephone.ShouldBe("01632 960100");
        alarm.Failure.Reason.ShouldBe("SUSPENDED");
    }

    [Fact]
    public async Task AuthorityRefusesTheKey_Alarms()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.Hub.Authority.Refusal = 401;
        await using var client = fixture.CreateClient();

        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 30).Select(i => new Submission(Sample.Contact($"n {i}"))));
        var alarm = await fixture.Alarms.NextAsync();
        fixture.Hub.Authority.Refusal = null;
        await Task.WhenAll(results.Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        alarm.Kind.ShouldBe(AgencyAlarmKind.NotAuthenticated);
        alarm.Failure.Reason.ShouldBe("TOKEN_REFUSED");
        fixture.State.Stored.Count.ShouldBe(30);
    }

    [Fact]
    public async Task HubAwayForLong_RaisesStalled()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await fixture.Hub.StopAsync();
        fixture.Options.StalledAfter = TimeSpan.FromTicks(1);
        await using var client = fixture.CreateClient();

        await client.SubmitAsync(Sample.Contact());
        var alarm = await fixture.Alarms.NextAsync();

        alarm.Kind.ShouldBe(AgencyAlarmKind.Stalled);
        alarm.WaitingSince.ShouldNotBeNull();
    }
}
