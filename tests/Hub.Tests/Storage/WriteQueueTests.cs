using Grpc.Core;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Storage;

public class WriteQueueTests
{
    private static readonly SqlStatement Insert = new("INSERT INTO settings (name, value) VALUES ($1, $2)", 2);
    private static readonly SqlStatement Count = new("SELECT count(*) FROM settings WHERE value = $1", 1);

    [Theory]
    [OnEachDatabase]
    internal async Task FailingWriteAmongOthers_FailsAlone(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var writes = hub.Services.GetRequiredService<WriteQueue>();

        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(async index =>
        {
            try
            {
                await writes.WriteAsync(session =>
                {
                    session.Execute(Insert, $"key-{index}", "batch");
                    return index % 10 == 3 ? throw new InvalidOperationException("This write fails.") : index;
                });
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }));

        results.Count(done => done).ShouldBe(90);
        (await CountAsync(writes)).ShouldBe(90);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WithoutItsKeys_NoRowIsStored(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agencyId = await hub.AddAgencyAsync();
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(agencyId));
        var submission = Samples.Submission();
        AlterKeyStore(hub, "RENAME TO wrapped_keys_away");

        var refused = await Should.ThrowAsync<RpcException>(async () => await agency.SubmitContactAsync(submission));
        refused.StatusCode.ShouldBe(StatusCode.Unavailable);
        (await agency.ListContactsAsync(new ListContactsRequest())).Contacts.ShouldBeEmpty();

        AlterKeyStore(hub, "RENAME TO wrapped_keys", "_away");
        var contact = await agency.SubmitContactAsync(submission);
        contact.Replayed.ShouldBeFalse();
        (await agency.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId })).Contact.Details.Concern.Narrative.ShouldBe(submission.Contact.Concern.Narrative);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WriteThatBreaksAConstraint_IsAnsweredAndLeavesNoTrace(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var writes = hub.Services.GetRequiredService<WriteQueue>();
        await writes.WriteAsync(session => Store(session, "key-1"));

        await Should.ThrowAsync<Mash.Hub.Errors.ProblemException>(() => writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "test", Actor = AuditActor.Hub });
            return Store(session, "key-1");
        }));
        await writes.WriteAsync(session => Store(session, "key-2"));

        (await CountAsync(writes)).ShouldBe(2);
        (await hub.ReadLeavesAsync()).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task LeavesOfManyWriters_AreNumberedWithoutGap(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var writes = hub.Services.GetRequiredService<WriteQueue>();

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "test", Actor = AuditActor.Hub });
            return true;
        })));

        (await hub.ReadLeavesAsync()).Select(leaf => System.Text.Json.JsonDocument.Parse(leaf).RootElement.GetProperty("seq").GetInt64())
            .ShouldBe(Enumerable.Range(0, 500).Select(number => (long)number));
    }

    [Fact]
    public async Task TwoHubsOnOnePostgres_NumberTogether()
    {
        await using var first = await TestHub.StartAsync(DatabaseProvider.Postgres);
        await using var second = await TestHub.StartAsync(first.Database);

        await Task.WhenAll(Enumerable.Range(0, 200).Select(index =>
            (index % 2 == 0 ? first : second).Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
            {
                session.Audit(new AuditEntry { Act = "test", Actor = AuditActor.Hub });
                return true;
            })));

        (await first.ReadLeavesAsync()).Select(leaf => System.Text.Json.JsonDocument.Parse(leaf).RootElement.GetProperty("seq").GetInt64())
            .ShouldBe(Enumerable.Range(0, 200).Select(number => (long)number));
    }

    private static bool Store(WriteSession session, string name)
    {
        session.Execute(Insert, name, "batch");
        return true;
    }

    private static Task<long> CountAsync(WriteQueue writes) => writes.WriteAsync(session =>
    {
        using var row = session.Query(Count, "batch");
        row.Read();
        return row.GetInt64(0);
    });

    private static void AlterKeyStore(TestHub hub, string change, string suffix = "")
    {
        var database = hub.Services.GetRequiredService<HubDatabase>();
        using var connection = database.OpenKeyStoreWriter();
        using var command = connection.CreateCommand();
        command.CommandText = $"ALTER TABLE {(database.IsSqlite ? "" : "keystore.")}wrapped_keys{suffix} {change}";
        command.ExecuteNonQuery();
    }
}
