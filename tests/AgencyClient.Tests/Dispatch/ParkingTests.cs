using Grpc.Core;
using Mash.AgencyClient.Tests.Support;

namespace Mash.AgencyClient.Tests.Dispatch;

public sealed class ParkingTests
{
    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.AlreadyExists)]
    [InlineData(StatusCode.FailedPrecondition)]
    public async Task NeverSucceedingSubmission_IsParkedWithViolationsAndTelephone(StatusCode code)
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (_, _) => Verdict.Refuse(code, "BAD_CONTACT", null, "contact.source_code", "contact.referrer");
        await using var client = fixture.CreateClient();
        var raised = new TaskCompletionSource<ParkedSubmission>();
        client.SubmissionParked += (_, parked) => raised.TrySetResult(parked);

        var handle = await client.SubmitAsync(Sample.Contact());
        var outcome = (await handle.Completion.WaitAsync(Sample.Patience)).ShouldBeOfType<ParkedSubmission>();
        var told = await fixture.Parked.NextAsync();

        outcome.Failure.Code.ShouldBe(code);
        outcome.Failure.Reason.ShouldBe("BAD_CONTACT");
        outcome.Failure.Violations.Select(v => v.Field).ShouldBe(["contact.source_code", "contact.referrer"]);
        outcome.HubTelephone.ShouldBe("01632 960100");
        told.SubmissionId.ShouldBe(handle.SubmissionId);
        (await raised.Task).SubmissionId.ShouldBe(handle.SubmissionId);
        handle.Status.ShouldBe(SubmissionStatus.Parked);
        fixture.State.ArrivalsOf(handle.SubmissionId).ShouldBe(1);
    }

    [Fact]
    public async Task ParkedOneOfABulk_DoesNotBlockLaterOnesOfItsOrderingKey()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (r, _) => r.Contact.Concern.Narrative == "n 3" ? Verdict.Refuse(StatusCode.InvalidArgument) : Verdict.Accept;
        await using var client = fixture.CreateClient();

        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 40).Select(
            i => new Submission(Sample.Contact($"n {i}"), new SubmitOptions { OrderingKey = "one" })));
        var outcomes = await Task.WhenAll(results.Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        outcomes.Count(o => o is AcceptedSubmission).ShouldBe(39);
        outcomes[3].ShouldBeOfType<ParkedSubmission>();
    }

    [Fact]
    public async Task SlowHandler_DoesNotHoldUpSending()
    {
        await using var fixture = await ClientFixture.StartAsync();
        var slow = new TaskCompletionSource();
        fixture.Parked.OnItem = () => slow.Task;
        fixture.State.OnSubmit = (r, _) => r.Contact.SourceCode == "BAD" ? Verdict.Refuse(StatusCode.InvalidArgument) : Verdict.Accept;
        await using var client = fixture.CreateClient();
        var bad = Sample.Contact();
        bad.SourceCode = "BAD";

        await client.SubmitAsync(bad);
        await fixture.Parked.NextAsync();
        var later = await client.SubmitAsync(Sample.Contact());

        (await later.Completion.WaitAsync(Sample.Patience)).ShouldBeOfType<AcceptedSubmission>();
        slow.SetResult();
    }

    [Fact]
    public async Task HandlerThatFailed_IsToldAgainAfterRestart()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (_, _) => Verdict.Refuse(StatusCode.InvalidArgument);
        fixture.Parked.OnItem = () => throw new InvalidOperationException("mail server away");
        Guid id;
        await using (var client = fixture.CreateClient())
        {
            var handle = await client.SubmitAsync(Sample.Contact());
            id = handle.SubmissionId;
            await fixture.Parked.NextAsync();
        }

        fixture.Parked.OnItem = () => Task.CompletedTask;
        await using var again = fixture.CreateClient();
        await again.StartAsync();

        (await fixture.Parked.NextAsync()).SubmissionId.ShouldBe(id);
    }

    [Fact]
    public async Task RetryOfParked_IsSentAgainUnderSameId()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (_, arrival) => arrival == 1 ? Verdict.Refuse(StatusCode.InvalidArgument) : Verdict.Accept;
        await using var client = fixture.CreateClient();
        var handle = await client.SubmitAsync(Sample.Contact());
        await handle.Completion.WaitAsync(Sample.Patience);

        var retried = await client.Outbox.RetryAsync(handle.SubmissionId);

        (await retried!.Completion.WaitAsync(Sample.Patience)).ShouldBeOfType<AcceptedSubmission>();
        (await client.Outbox.RetryAsync(handle.SubmissionId)).ShouldBeNull();
    }

    [Fact]
    public async Task DiscardedParked_IsErasedAndItsIdFreeForACorrection()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (r, _) => r.Contact.SourceCode == "BAD" ? Verdict.Refuse(StatusCode.InvalidArgument) : Verdict.Accept;
        await using var client = fixture.CreateClient();
        var options = new SubmitOptions { SenderReference = "R-77" };
        var bad = Sample.Contact();
        bad.SourceCode = "BAD";
        var handle = await client.SubmitAsync(bad, options);
        await handle.Completion.WaitAsync(Sample.Patience);
        await Should.ThrowAsync<SubmissionConflictException>(client.SubmitAsync(Sample.Contact(), options));

        (await client.Outbox.DiscardAsync(handle.SubmissionId, "typing error, sent anew")).ShouldBeTrue();

        var entry = await client.Outbox.FindAsync(handle.SubmissionId);
        entry!.Contact.ShouldBeNull();
        entry.Outcome.ShouldBeOfType<DiscardedSubmission>().Reason.ShouldBe("typing error, sent anew");
        var corrected = await client.SubmitAsync(Sample.Contact(), options);
        corrected.SubmissionId.ShouldBe(handle.SubmissionId);
        (await corrected.Completion.WaitAsync(Sample.Patience)).ShouldBeOfType<AcceptedSubmission>();
    }
}
