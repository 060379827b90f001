using Grpc.Core;
using Mash.AgencyClient.Tests.Support;
using Mash.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mash.AgencyClient.Tests.Outbox;

public sealed class OutboxStoreTests : IDisposable
{
    private readonly TestDirectory _directory = new();
    private readonly MashAgencyClientOptions _options;

    public OutboxStoreTests() => _options = new MashAgencyClientOptions
    {
        AgencyId = ClientFixture.AgencyId.ToString("D"),
        OutboxDirectory = _directory.File("outbox"),
        HubTelephone = "01632 960100",
    };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task SameIdSameContent_IsTheSameHandle()
    {
        await using var store = await OpenAsync();
        var options = new SubmitOptions { SenderReference = "R1" };

        var first = await store.EnqueueAsync(new Submission(Sample.Contact(), options), default);
        var second = await store.EnqueueAsync(new Submission(Sample.Contact(), options), default);

        second.ShouldBeSameAs(first);
        (await CountAsync(store)).Queued.ShouldBe(1);
    }

    [Fact]
    public async Task SameIdOtherContent_IsRefusedAlsoAfterAcceptanceAndRestart()
    {
        var options = new SubmitOptions { SubmissionId = Guid.CreateVersion7() };
        await using (var store = await OpenAsync())
        {
            await store.EnqueueAsync(new Submission(Sample.Contact("a"), options), default);
            await Should.ThrowAsync<SubmissionConflictException>(store.EnqueueAsync(new Submission(Sample.Contact("b"), options), default));
            var item = (await store.TakeAsync(1, default)).Single();
            await store.AcceptAsync(item, new SubmitContactResponse { ContactId = "c", Reference = "r" }, default);
        }

        await using var again = await OpenAsync();

        await Should.ThrowAsync<SubmissionConflictException>(again.EnqueueAsync(new Submission(Sample.Contact("b"), options), default));
        var handle = await again.EnqueueAsync(new Submission(Sample.Contact("a"), options), default);
        (await handle.Completion).ShouldBeOfType<AcceptedSubmission>().ContactId.ShouldBe("c");
    }

    [Fact]
    public async Task OneIdSubmittedAThousandTimesAtOnce_StandsOnce()
    {
        await using var store = await OpenAsync();
        var options = new SubmitOptions { SenderReference = "R1" };

        var handles = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(
            _ => Task.Run(() => store.EnqueueAsync(new Submission(Sample.Contact(), options), default))));

        handles.Distinct().Count().ShouldBe(1);
        (await CountAsync(store)).Queued.ShouldBe(1);
    }

    [Fact]
    public async Task BulkWithConflictAndOversize_StoresTheOthers()
    {
        await using var store = await OpenAsync();
        var reference = new SubmitOptions { SenderReference = "R1" };
        Submission[] submissions =
        [
            new(Sample.Contact("a"), reference),
            new(Sample.Contact("b"), reference),
            new(Sample.Contact(new string('x', 1_100_000))),
            new(Sample.Contact("c")),
        ];

        var results = await store.EnqueueManyAsync(submissions, default);

        results[0].Handle.ShouldNotBeNull();
        results[1].Error.ShouldBeOfType<SubmissionConflictException>();
        results[2].Error.ShouldBeOfType<SubmissionTooLargeException>().Size.ShouldBeGreaterThan(1_100_000);
        results[3].Handle.ShouldNotBeNull();
        (await CountAsync(store)).Queued.ShouldBe(2);
    }

    [Fact]
    public void SubmissionIdOfReference_IsAStableVersion8Uuid()
    {
        var id = PreparedSubmission.IdOf(ClientFixture.AgencyId, "N/2026/00123");

        id.ShouldBe(PreparedSubmission.IdOf(ClientFixture.AgencyId, "N/2026/00123"));
        id.Version.ShouldBe(8);
        (id.Variant & 0b1100).ShouldBe(0b1000);
        id.ShouldNotBe(PreparedSubmission.IdOf(Guid.NewGuid(), "N/2026/00123"));
        PreparedSubmission.From(ClientFixture.AgencyId, new ContactDetails { SenderReference = "N/2026/00123" }, null).SubmissionId.ShouldBe(id);
    }

    [Fact]
    public async Task SecondProcess_IsRefusedAndMayReadBesideIt()
    {
        await using var store = await OpenAsync();
        await store.EnqueueAsync(new Submission(Sample.Contact("read me")), default);

        await Should.ThrowAsync<OutboxInUseException>(OpenAsync());
        await using var reader = await OutboxReader.OpenAsync(_options);

        (await reader.CountAsync()).Queued.ShouldBe(1);
        await foreach (var entry in reader.ListAsync(SubmissionStatus.Queued)) entry.Contact!.Concern.Narrative.ShouldBe("read me");
    }

    [Fact]
    public async Task OutboxClosedCleanly_CanBeRead()
    {
        await using (var store = await OpenAsync()) await store.EnqueueAsync(new Submission(Sample.Contact()), default);

        await using var reader = await OutboxReader.OpenAsync(_options);

        (await reader.CountAsync()).Queued.ShouldBe(1);
    }

    [Fact]
    public async Task ReaderWithoutOutbox_SaysSo() => await Should.ThrowAsync<OutboxException>(OutboxReader.OpenAsync(_options));

    [Fact]
    public async Task MissingKeyFile_IsAnErrorAndNoNewKey()
    {
        await using (var store = await OpenAsync()) await store.EnqueueAsync(new Submission(Sample.Contact()), default);
        var file = Path.Combine(_options.OutboxDirectory, "outbox.key");
        var key = await File.ReadAllTextAsync(file);
        File.Delete(file);

        await Should.ThrowAsync<OutboxKeyException>(OpenAsync());
        File.Exists(file).ShouldBeFalse();
        await File.WriteAllTextAsync(file, Convert.ToBase64String(new byte[32]));
        await Should.ThrowAsync<OutboxKeyException>(OpenAsync());
        await File.WriteAllTextAsync(file, key);
        await using var healed = await OpenAsync();
        (await healed.TakeAsync(1, default)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task FilesAndDirectory_AreForTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var store = await OpenAsync();
        await store.EnqueueAsync(new Submission(Sample.Contact()), default);

        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(_options.OutboxDirectory)) (File.GetUnixFileMode(file) & others).ShouldBe((UnixFileMode)0, file);
        (File.GetUnixFileMode(_options.OutboxDirectory) & others).ShouldBe((UnixFileMode)0);
    }

    [Fact]
    public async Task SealedContentMovedToAnotherRow_IsParkedAndNotSent()
    {
        await using var store = await OpenAsync();
        var first = await store.EnqueueAsync(new Submission(Sample.Contact("a")), default);
        var second = await store.EnqueueAsync(new Submission(Sample.Contact("b")), default);
        await store.RunAsync(
            session => session.Execute(
                "UPDATE submission SET sealed_contact = (SELECT sealed_contact FROM submission WHERE position = 1) WHERE position = 2"),
            default);

        var items = await store.TakeAsync(10, default);

        items.Single().SubmissionId.ShouldBe(first.SubmissionId);
        (await second.Completion).ShouldBeOfType<ParkedSubmission>().Failure.Code.ShouldBe(StatusCode.DataLoss);
    }

    [Fact]
    public async Task DiskFull_IsRefusedAndHealsWhenThereIsSpace()
    {
        await using var store = await OpenAsync();
        await store.EnqueueAsync(new Submission(Sample.Contact("before")), default);
        await store.RunAsync(session => session.Scalar("PRAGMA max_page_count = 1"), default);

        await Should.ThrowAsync<OutboxException>(store.EnqueueAsync(new Submission(Sample.Contact(new string('x', 200_000))), default));
        (await CountAsync(store)).Queued.ShouldBe(1);

        await store.RunAsync(session => session.Scalar("PRAGMA max_page_count = 1000000"), default);
        await store.EnqueueAsync(new Submission(Sample.Contact(new string('x', 200_000))), default);
        (await CountAsync(store)).Queued.ShouldBe(2);
    }

    [Fact]
    public async Task OldSettled_AreForgottenWithTheirKeys()
    {
        var clock = new ManualTime();
        _options.TimeProvider = clock;
        await using (var store = await OpenAsync())
        {
            await store.EnqueueAsync(new Submission(Sample.Contact()), default);
            await store.AcceptAsync((await store.TakeAsync(1, default)).Single(), new SubmitContactResponse(), default);
        }
        clock.Now += TimeSpan.FromDays(31);

        await using var later = await OpenAsync();

        (await CountAsync(later)).Accepted.ShouldBe(0);
        (await later.RunAsync(s => (long)s.Scalar("SELECT COUNT(*) FROM data_key WHERE purpose = 'seal'")!, default)).ShouldBe(1);
    }

    private static Task<OutboxCounts> CountAsync(OutboxStore store) => store.RunAsync(OutboxRows.Count, default);

    private Task<OutboxStore> OpenAsync() => OutboxStore.OpenAsync(_options, NullLogger.Instance, default);

    private sealed class ManualTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 15, 40, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
