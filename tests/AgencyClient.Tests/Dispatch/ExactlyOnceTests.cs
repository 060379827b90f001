using Grpc.Core;
using Mash.AgencyClient.Tests.Support;

namespace Mash.AgencyClient.Tests.Dispatch;

public sealed class ExactlyOnceTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OneSubmission_IsAcceptedAndContentErased(bool tls)
    {
        await using var fixture = await ClientFixture.StartAsync(tls);
        await using var client = fixture.CreateClient();

        var handle = await client.SubmitAsync(Sample.Contact());
        var outcome = await handle.Completion.WaitAsync(Sample.Patience);

        var accepted = outcome.ShouldBeOfType<AcceptedSubmission>();
        accepted.SubmissionId.ShouldBe(handle.SubmissionId);
        accepted.Reference.ShouldBe("C-0001");
        handle.Status.ShouldBe(SubmissionStatus.Accepted);
        fixture.State.Stored.ShouldBe([handle.SubmissionId.ToString("D")]);
        var entry = await client.Outbox.FindAsync(handle.SubmissionId);
        entry!.Contact.ShouldBeNull();
        entry.Outcome.ShouldBeOfType<AcceptedSubmission>().ContactId.ShouldBe(accepted.ContactId);
    }

    [Fact]
    public async Task UntrustedCertificate_NothingIsSent()
    {
        await using var fixture = await ClientFixture.StartAsync(tls: true);
        fixture.Options.CaCertificateFile = null;
        await using var client = fixture.CreateClient();

        await Should.ThrowAsync<MashUnavailableException>(client.GetContactAsync("c"));

        fixture.State.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task LostReplies_EachArrivesOnce()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (_, arrival) => arrival <= 2 ? Verdict.LoseReply : Verdict.Accept;
        await using var client = fixture.CreateClient();

        var handles = new List<SubmissionHandle>();
        for (var i = 0; i < 5; i++) handles.Add(await client.SubmitAsync(Sample.Contact()));
        var outcomes = await Task.WhenAll(handles.Select(h => h.Completion)).WaitAsync(Sample.Patience);

        outcomes.ShouldAllBe(o => o is AcceptedSubmission && ((AcceptedSubmission)o).Replayed);
        fixture.State.Stored.Order().ShouldBe(handles.Select(h => h.SubmissionId.ToString("D")).Order());
    }

    [Fact]
    public async Task ManyWait_BulkStreamCarriesThemOnce()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await using var client = fixture.CreateClient();

        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 2_000).Select(i => new Submission(Sample.Contact($"n {i}"))));
        await Task.WhenAll(results.Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        fixture.State.Stored.Count.ShouldBe(2_000);
        fixture.State.TotalArrivals.ShouldBe(2_000);
        fixture.State.Calls.Count(c => c.EndsWith("/SubmitContacts", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task BulkStreamBreaksAgainAndAgain_EachArrivesOnce()
    {
        await using var fixture = await ClientFixture.StartAsync();
        var random = new Random(20261120);
        fixture.State.OnSubmit = (_, _) =>
        {
            lock (random) return random.Next(100) == 0 ? Verdict.LoseReply : Verdict.Accept;
        };
        await using var client = fixture.CreateClient();

        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 1_000).Select(i => new Submission(Sample.Contact($"n {i}"))));
        await Task.WhenAll(results.Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        fixture.State.Stored.Count.ShouldBe(1_000);
        (await client.Outbox.CountAsync()).Accepted.ShouldBe(1_000);
    }

    [Fact]
    public async Task StreamThatWaitsForOneAnswer_CarriesNewSubmissionsMeanwhile()
    {
        await using var fixture = await ClientFixture.StartAsync();
        var slow = new TaskCompletionSource();
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.State.OnSubmit = (r, _) =>
        {
            if (r.Contact.Concern.Narrative != "n 19") return Verdict.Accept;
            arrived.TrySetResult();
            return Verdict.After(slow.Task);
        };
        await using var client = fixture.CreateClient();
        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 20).Select(i => new Submission(Sample.Contact($"n {i}"))));
        await arrived.Task.WaitAsync(Sample.Patience);
        await Task.WhenAll(results.Take(19).Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        var later = await client.SubmitAsync(Sample.Contact("later"));

        (await later.Completion.WaitAsync(Sample.Patience)).ShouldBeOfType<AcceptedSubmission>();
        results[19].Handle!.Completion.IsCompleted.ShouldBeFalse();
        slow.SetResult();
        await results[19].Handle!.Completion.WaitAsync(Sample.Patience);
    }

    [Fact]
    public async Task HubDownThenRestarted_SubmissionsArrive()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await fixture.Hub.StopAsync();
        await using var client = fixture.CreateClient();
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.OnWait = token =>
        {
            failed.TrySetResult();
            return Task.Delay(5, token);
        };

        var handle = await client.SubmitAsync(Sample.Contact());
        await failed.Task.WaitAsync(Sample.Patience);
        handle.Completion.IsCompleted.ShouldBeFalse();
        await fixture.Hub.StartAgainAsync();
        var outcome = await handle.Completion.WaitAsync(Sample.Patience);

        outcome.ShouldBeOfType<AcceptedSubmission>();
    }

    [Fact]
    public async Task ClientRestartedOnSameOutbox_GoesOnWithWhatWaited()
    {
        await using var fixture = await ClientFixture.StartAsync();
        var gate = new TaskCompletionSource();
        fixture.State.OnSubmit = (_, _) => Verdict.After(gate.Task);
        SubmissionHandle first;
        await using (var client = fixture.CreateClient())
        {
            first = await client.SubmitAsync(Sample.Contact(), new SubmitOptions { SenderReference = "R1" });
        }
        first.Completion.IsCanceled.ShouldBeTrue();

        fixture.State.OnSubmit = (_, _) => Verdict.Accept;
        await using var second = fixture.CreateClient();
        await second.StartAsync();
        var again = await second.FindSubmissionAsync(first.SubmissionId);
        var outcome = await again!.Completion.WaitAsync(Sample.Patience);

        outcome.ShouldBeOfType<AcceptedSubmission>();
        fixture.State.Stored.Count.ShouldBe(1);
    }

    [Fact]
    public async Task ResponseSlowerThanTimeout_IsSentAgainUnderSameId()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.Options.CallTimeout = TimeSpan.FromMilliseconds(200);
        var never = new TaskCompletionSource();
        fixture.State.OnSubmit = (_, arrival) => arrival == 1 ? Verdict.After(never.Task) : Verdict.Accept;
        await using var client = fixture.CreateClient();

        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 40).Select(i => new Submission(Sample.Contact($"n {i}"))));
        await Task.WhenAll(results.Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        fixture.State.Stored.Count.ShouldBe(40);
    }

    [Fact]
    public async Task SameOrderingKey_ArriveInOrderAlsoWhenTheFirstFails()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnSubmit = (_, arrival) => arrival <= 2 ? Verdict.Refuse(StatusCode.Internal) : Verdict.Accept;
        await using var client = fixture.CreateClient();

        var results = await client.EnqueueManyAsync(Enumerable.Range(0, 60).Select(
            i => new Submission(Sample.Contact($"n {i}"), new SubmitOptions { OrderingKey = $"child {i % 3}" })));
        await Task.WhenAll(results.Select(r => r.Handle!.Completion)).WaitAsync(Sample.Patience);

        var stored = fixture.State.Stored.ToList();
        for (var key = 0; key < 3; key++)
        {
            var sent = results.Where((_, i) => i % 3 == key).Select(r => stored.IndexOf(r.Handle!.SubmissionId.ToString("D"))).ToList();
            sent.ShouldBe(sent.Order());
        }
    }

    [Fact]
    public async Task FailingSubmission_DoesNotHoldUpOthers()
    {
        await using var fixture = await ClientFixture.StartAsync();
        var poison = Guid.CreateVersion7();
        var id = poison.ToString("D");
        fixture.State.OnSubmit = (r, _) => r.RequestId == id ? Verdict.Refuse(StatusCode.Internal) : Verdict.Accept;
        var held = new TaskCompletionSource();
        fixture.OnWait = _ => held.Task;
        await using var client = fixture.CreateClient();

        var first = await client.SubmitAsync(Sample.Contact(), new SubmitOptions { SubmissionId = poison });
        var second = await client.SubmitAsync(Sample.Contact());

        (await second.Completion.WaitAsync(Sample.Patience)).ShouldBeOfType<AcceptedSubmission>();
        first.Completion.IsCompleted.ShouldBeFalse();
        held.SetResult();
    }
}
