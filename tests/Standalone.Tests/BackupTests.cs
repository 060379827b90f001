using Mash.AgencyClient;
using Mash.Hub.Storage;
using Mash.HubCli;
using Mash.HubCli.Backups;
using Mash.HubCli.Commands;
using Mash.Standalone.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Standalone.Tests;

public sealed class BackupTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task BackupUnderLoad_RestoredElsewhere_HoldsWhatWasAcknowledgedAndEverySealOpens(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);
        await run.FillAsync(contact => contact.Reference == "SCH-20250404-001");
        await using var school = run.OpenAgency("bellfounder-school");
        var acknowledged = new List<string> { await SubmitAsync(school) };
        using var enough = new CancellationTokenSource();
        var load = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await SubmitAsync(school);
        });
        for (var number = 0; number < 10; number++)
            acknowledged.Add(await SubmitAsync(school));
        var backup = Path.Combine(Directory.CreateTempSubdirectory("mash-backup-").FullName, "backup");

        var manifest = await BackupCommands.BackupAsync(run.Options, backup, withKeys: true, CancellationToken.None);

        await enough.CancelAsync();
        await load;
        manifest.Files.ShouldNotBeEmpty();
        await using var elsewhere = new TestDatabase(provider);
        var options = TestRun.OptionsFor(provider, elsewhere.Options.ConnectionString, Path.Combine(elsewhere.Directory, "run"));
        (await BackupCommands.RestoreAsync(options, backup, CancellationToken.None)).ShouldBeGreaterThan(acknowledged.Count * 3);
        await using var hub = await OfflineHub.OpenAsync(options, CancellationToken.None);
        using (var lease = hub.Services.GetRequiredService<HubDatabase>().Read())
        {
            await using var db = lease.OpenContext();
            var restored = await db.Contacts.Select(contact => contact.ContactId).ToListAsync();
            acknowledged.Select(Guid.Parse).ShouldBeSubsetOf(restored);
        }
        Directory.Delete(Path.GetDirectoryName(backup)!, recursive: true);
    }

    [Fact]
    public async Task ChangedBackup_IsNotRestored()
    {
        var run = TestRun.Prepare(DatabaseProvider.Sqlite);
        await using var _ = run;
        await using (await OfflineHub.OpenAsync(run.Options, CancellationToken.None))
        {
            // Makes an empty hub.
        }
        var backup = Path.Combine(run.Options.DataDirectory, "backup");
        await BackupCommands.BackupAsync(run.Options, backup, withKeys: true, CancellationToken.None);
        await File.AppendAllTextAsync(Path.Combine(backup, "hub.db"), " ");
        var target = run.Options with { DataDirectory = Path.Combine(run.Options.DataDirectory, "elsewhere") };

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => BackupCommands.RestoreAsync(target, backup, CancellationToken.None));

        refusal.Message.ShouldBe("hub.db of the backup is missing or was changed.");
    }

    [Fact]
    public async Task DirectoryWithAHub_IsNeverRestoredOver()
    {
        var run = TestRun.Prepare(DatabaseProvider.Sqlite);
        await using var _ = run;
        await using (await OfflineHub.OpenAsync(run.Options, CancellationToken.None))
        {
            // Makes an empty hub.
        }
        var backup = Path.Combine(run.Options.DataDirectory, "backup");
        await BackupCommands.BackupAsync(run.Options, backup, withKeys: false, CancellationToken.None);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() => BackupCommands.RestoreAsync(run.Options, backup, CancellationToken.None));

        refusal.Message.ShouldEndWith("holds a hub already. Restore into a new directory.");
        BackupManifest.Read(backup).WithKeys.ShouldBeFalse();
    }

    private static async Task<string> SubmitAsync(MashAgencyClient school) =>
        ((AcceptedSubmission)await (await school.SubmitAsync(Samples.Concern())).Completion).ContactId;
}
