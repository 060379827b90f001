using System.Collections.Concurrent;
using System.Diagnostics;
using Google.Protobuf;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Access.Matrix;
using Mash.Hub.Tests.Contacts;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Access;

/// <summary>"Not there" and "not for you" are one: status, message, details, trailers, bytes, leaves and SQL statements.</summary>
public class HiddenLooksAbsentTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task TenThousandRandomIdsAndEveryIdOfAnotherAgency_GiveNothing(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var others = await WorkOfAnotherAgencyAsync(work);
        var client = new ContactService.ContactServiceClient(work.AsAgency);
        var random = Enumerable.Range(0, provider == DatabaseProvider.Sqlite ? 10_000 : 1_000).Select(_ => Guid.NewGuid().ToString());
        var answers = new ConcurrentDictionary<string, int>();
        var before = work.Leaves("contact.view").Count;

        await Parallel.ForEachAsync(random.Concat(others), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (id, cancellation) =>
            answers.AddOrUpdate(await AnswerAsync(client.GetContactAsync(new GetContactRequest { ContactId = id }, cancellationToken: cancellation)), 1, (_, number) => number + 1));

        var (answer, number) = answers.ShouldHaveSingleItem();
        answer.ShouldStartWith("NotFound");
        work.Leaves("contact.view").Skip(before).Count(leaf => leaf.GetProperty("decision").GetString() == "deny").ShouldBe(number);
        (await client.ListContactsAsync(new ListContactsRequest())).Contacts.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EveryCallOnAContact_AnswersHiddenAndAbsentAlikeWithTheSameStatements(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var hidden = (await WorkOfAnotherAgencyAsync(work))[0];
        using var statements = new Statements(work.Hub);
        var agency = work.AsAgency;
        // Early help sees nothing that was not routed to it, and may try every rpc that it is let into.
        var earlyHelp = await work.StaffAsync("Dev Patel", Roles.EarlyHelpCoordinator);
        foreach (var (rpc, call) in MatrixCalls.OnContact)
        {
            foreach (var hub in new[] { agency, earlyHelp })
            {
                var one = await statements.OfAsync(() => AnswerAsync(call(hub, Contact(hidden), "v1")));
                var two = await statements.OfAsync(() => AnswerAsync(call(hub, Contact(Guid.NewGuid().ToString()), "v1")));
                one.ShouldBe(two, rpc);
            }
        }
        if (provider == DatabaseProvider.Postgres)
            statements.Seen.ShouldBeGreaterThan(20, "statements were not seen at all");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AgenciesMessagesAlertsEventsAndIncidents_AnswerHiddenAndAbsentAlike(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var otherAgency = await work.Hub.AddAgencyAsync("Other School");
        var hiddenContact = (await WorkOfAnotherAgencyAsync(work))[0];
        var message = await AccountMessageAsync(work);
        var alert = await AlertAsync(work);
        var officer = await work.StaffAsync("Olu Bright", Roles.ContactOfficer);
        using var statements = new Statements(work.Hub);
        (string What, string Hidden, Func<string, Task<string>> Ask)[] questions =
        [
            ("agency", otherAgency.ToString(), id => AnswerAsync(new AgencyService.AgencyServiceClient(work.AsAgency).GetAgencyAsync(new GetAgencyRequest { AgencyId = id }))),
            ("message", message, id => AnswerAsync(new MessageService.MessageServiceClient(officer).GetMessageAsync(new GetMessageRequest { MessageId = id }))),
            ("alert", alert, id => AnswerAsync(new AlertService.AlertServiceClient(work.AsManager).AcknowledgeAlertAsync(
                new AcknowledgeAlertRequest { AlertId = id, RequestId = Guid.NewGuid().ToString() }))),
            ("events", hiddenContact, id => AnswerAsync(new EventService.EventServiceClient(work.AsAgency).ListEventsAsync(new ListEventsRequest { ContactId = id }))),
            ("incident", hiddenContact, id => AnswerAsync(work.Agency.ListContactsAsync(new ListContactsRequest { SameIncidentAsContactId = id }))),
        ];

        foreach (var (what, hidden, ask) in questions)
        {
            var one = await statements.OfAsync(() => ask(hidden));
            var two = await statements.OfAsync(() => ask(Guid.NewGuid().ToString()));
            one.ShouldBe(two, what);
        }
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PageTokenOfAnotherCaller_IsRefusedLikeAMadeUpOne(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await work.SubmitAsync();
        await work.SubmitAsync();
        var token = (await work.Contacts.ListContactsAsync(new ListContactsRequest { PageSize = 1 })).NextPageToken;
        var other = new ContactService.ContactServiceClient(await work.StaffAsync("Tom Ellis", Roles.Manager));
        var madeUp = System.Buffers.Text.Base64Url.EncodeToString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(40));

        (await work.Contacts.ListContactsAsync(new ListContactsRequest { PageSize = 1, PageToken = token })).Contacts.Count.ShouldBe(1);
        var theirs = await AnswerAsync(other.ListContactsAsync(new ListContactsRequest { PageSize = 1, PageToken = token }));
        theirs.ShouldStartWith("InvalidArgument");
        theirs.ShouldBe(await AnswerAsync(other.ListContactsAsync(new ListContactsRequest { PageSize = 1, PageToken = madeUp })));
    }

    private static async Task<List<string>> WorkOfAnotherAgencyAsync(Casework work)
    {
        var sender = new ContactService.ContactServiceClient(work.Hub.AsAgency(await work.Hub.AddAgencyAsync("Second School")));
        var ids = new List<string>();
        for (var number = 0; number < 20; number++)
        {
            var details = Casework.Quiet();
            details.IncidentReference = "INC-" + number;
            ids.Add((await sender.SubmitContactAsync(Samples.Submission(details))).ContactId);
        }
        return ids;
    }

    private static async Task<string> AlertAsync(Casework work)
    {
        var services = work.Hub.Services;
        await services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            services.GetRequiredService<AlertOutbox>().Raise(
                session, new AlertDraft { Kind = Mash.Hub.Alerts.AlertKind.BreakGlass, Addressee = Mash.Hub.Alerts.AlertAddressee.PrivacyLead, Title = "t", Text = "t" }, AuditActor.Hub);
            return true;
        });
        using var lease = services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        return db.Alerts.Single().AlertId.ToString();
    }

    private static async Task<string> AccountMessageAsync(Casework work)
    {
        await work.Hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            Mash.Hub.Messages.MessageOutbox.AppendForAccount(
                session, new Mash.Hub.Messages.MessageDraft("nia@example.org", "Your account", "Dear Nia"), Mash.Hub.Storage.Keys.DataKey.Create(), AuditActor.Hub);
            return true;
        });
        using var lease = work.Hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        return db.Messages.Single().MessageId.ToString();
    }

    private static MatrixContact Contact(string id) => new("Received", 1, MatrixContact.Plain, id, "", Guid.NewGuid().ToString(), "v1");

    private static Task<string> AnswerAsync<T>(AsyncUnaryCall<T> call)
        where T : IMessage => AnswerAsync(async () => Convert.ToHexString((await call.ResponseAsync).ToByteArray()));

    private static Task<string> AnswerAsync(Task call) => AnswerAsync(async () =>
    {
        await call;
        return "answered";
    });

    /// <summary>Everything of an answer that a caller could compare: status, message and trailers with their bytes, or the message's bytes.</summary>
    private static async Task<string> AnswerAsync(Func<Task<string>> call)
    {
        try
        {
            return "OK " + await call();
        }
        catch (RpcException refused)
        {
            var trailers = refused.Trailers.Where(entry => entry.Key != "date").OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => entry.Key + "=" + (entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value));
            return $"{refused.StatusCode}\n{refused.Status.Detail}\n{string.Join('\n', trailers)}";
        }
    }

    /// <summary>
    /// Sees every statement that PostgreSQL is sent for this hub's database (Npgsql's own trace), and how many leaves an answer cost. On SQLite
    /// the leaves alone: its driver traces nothing.
    /// </summary>
    private sealed class Statements : IDisposable
    {
        private readonly ConcurrentQueue<string> seen = new();
        private readonly ActivityListener listener;
        private readonly TestHub hub;

        public Statements(TestHub hub)
        {
            this.hub = hub;
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = Note,
            };
            ActivitySource.AddActivityListener(listener);
        }

        public int Seen { get; private set; }

        public async Task<string> OfAsync(Func<Task<string>> ask)
        {
            var leaves = (await hub.ReadLeavesAsync()).Count;
            seen.Clear();
            var answer = await ask();
            var statements = seen.ToArray();
            Seen += statements.Length;
            return $"{answer}\n{(await hub.ReadLeavesAsync()).Count - leaves} leaves\n{string.Join('\n', statements)}";
        }

        public void Dispose() => listener.Dispose();

        private void Note(Activity activity)
        {
            var tags = activity.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value?.ToString() ?? "");
            var text = tags.GetValueOrDefault("db.query.text", tags.GetValueOrDefault("db.statement", ""));
            var database = tags.GetValueOrDefault("db.namespace", tags.GetValueOrDefault("db.name", ""));
            if (text.Length == 0)
                return;
            // The hub looks at its settings and its outbox by itself each second.
            if (hub.Database.Options.ConnectionString?.Contains(database, StringComparison.Ordinal) == true && database.Length > 0
                && !text.Contains("FROM settings", StringComparison.Ordinal) && !text.Contains("FROM messages WHERE state", StringComparison.Ordinal))
                seen.Enqueue(text);
        }
    }
}
