using FsCheck;
using FsCheck.Fluent;
using Mash.AgencyClient.Tests.Support;
using Mash.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mash.AgencyClient.Tests.Outbox;

/// <summary>Any sequence of acts against a plain model: what is acknowledged is there once, order holds per key, nothing else keeps back.</summary>
public sealed class OutboxProperties
{
    private enum Act
    {
        Enqueue,
        Take,
        Accept,
        Park,
        Release,
        RetryParked,
        Restart,
    }

    [Fact]
    public void AnySequenceOfActs_MatchesTheModel()
    {
        var step =
            from act in Gen.Elements(Enum.GetValues<Act>())
            from id in Gen.Choose(1, 6)
            from content in Gen.Choose(1, 2)
            from key in Gen.Choose(0, 2)
            select (act, id, content, key);
        var runs = Prop.ForAll(step.ListOf(40).ToArbitrary(), steps => RunAsync([.. steps]).GetAwaiter().GetResult());

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25), runs);
    }

    private static async Task<bool> RunAsync((Act Act, int Id, int Content, int Key)[] steps)
    {
        using var directory = new TestDirectory();
        var options = new MashAgencyClientOptions
        {
            AgencyId = ClientFixture.AgencyId.ToString("D"),
            OutboxDirectory = directory.File("outbox"),
            HubTelephone = "01632 960100",
        };
        var model = new Model();
        var store = await OutboxStore.OpenAsync(options, NullLogger.Instance, default);
        try
        {
            foreach (var (act, id, content, key) in steps)
            {
                switch (act)
                {
                    case Act.Enqueue:
                        await EnqueueAsync(store, model, IdOf(id), content, key);
                        break;
                    case Act.Take:
                        var taken = await store.TakeAsync(content, default);
                        taken.Select(i => i.SubmissionId).ShouldBe(model.Ready().Take(content).Select(r => r.Id));
                        model.Held.AddRange(taken);
                        break;
                    case Act.Restart:
                        await store.DisposeAsync();
                        store = await OutboxStore.OpenAsync(options, NullLogger.Instance, default);
                        model.Held.Clear();
                        break;
                    case Act.RetryParked:
                        (await store.RetryAsync(IdOf(id), default)).ShouldBe(model.Requeue(IdOf(id)));
                        break;
                    default:
                        await SettleAsync(store, model, act);
                        break;
                }
            }
            var counts = await store.RunAsync(OutboxRows.Count, default);
            counts.Queued.ShouldBe(model.Rows.Count(r => r.State == SubmissionStatus.Queued));
            counts.Accepted.ShouldBe(model.Rows.Count(r => r.State == SubmissionStatus.Accepted));
            counts.Parked.ShouldBe(model.Rows.Count(r => r.State == SubmissionStatus.Parked));
            return true;
        }
        finally
        {
            await store.DisposeAsync();
        }
    }

    private static async Task EnqueueAsync(OutboxStore store, Model model, Guid id, int content, int key)
    {
        var submission = new Submission(
            Sample.Contact($"content {content}"), new SubmitOptions { SubmissionId = id, OrderingKey = key == 0 ? null : $"key {key}" });
        var known = model.Rows.Find(r => r.Id == id);
        if (known is not null && known.Content != content)
        {
            await Should.ThrowAsync<SubmissionConflictException>(store.EnqueueAsync(submission, default));
            return;
        }
        var handle = await store.EnqueueAsync(submission, default);
        handle.SubmissionId.ShouldBe(id);
        if (known is null) model.Rows.Add(new Row(id, content, key));
        else handle.Completion.IsCompleted.ShouldBe(known.State != SubmissionStatus.Queued);
    }

    private static async Task SettleAsync(OutboxStore store, Model model, Act act)
    {
        if (model.Held.Count == 0) return;
        var item = model.Held[0];
        model.Held.RemoveAt(0);
        var row = model.Rows.Single(r => r.Id == item.SubmissionId);
        item.Contact.Concern.Narrative.ShouldBe($"content {row.Content}");
        switch (act)
        {
            case Act.Accept:
                await store.AcceptAsync(item, new SubmitContactResponse { ContactId = "c" }, default);
                row.State = SubmissionStatus.Accepted;
                break;
            case Act.Park:
                await store.ParkAsync(item, new Google.Rpc.Status { Code = 3 }, default);
                row.State = SubmissionStatus.Parked;
                break;
            default:
                store.Release(item);
                break;
        }
    }

    private static Guid IdOf(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    private sealed class Row(Guid id, int content, int key)
    {
        public Guid Id => id;

        public int Content => content;

        public int Key => key;

        public SubmissionStatus State { get; set; } = SubmissionStatus.Queued;
    }

    private sealed class Model
    {
        public List<Row> Rows { get; } = [];

        public List<OutboxItem> Held { get; } = [];

        public IEnumerable<Row> Ready()
        {
            var queued = Rows.Where(r => r.State == SubmissionStatus.Queued).ToList();
            return queued.Where((row, index) =>
                Held.TrueForAll(h => h.SubmissionId != row.Id)
                && (row.Key == 0 || queued.Take(index).All(earlier => earlier.Key != row.Key)));
        }

        public int Requeue(Guid id)
        {
            var parked = Rows.Find(r => r.Id == id && r.State == SubmissionStatus.Parked);
            if (parked is null) return 0;
            parked.State = SubmissionStatus.Queued;
            return 1;
        }
    }
}
