using Mash.Identity.Accounts;
using Mash.Identity.Sessions;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mash.Identity.Tests;

public sealed class AccountsAndStorageTests
{
    [Theory]
    [InlineData("short")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd123456")]
    [InlineData("Northampton2026!")]
    [InlineData("safeguardinghub")]
    [InlineData("liverpoolliverpool")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("123456789012")]
    [InlineData("Adeyemi kettle bench")]
    [InlineData("1q2w3e4r5t6y")]
    [InlineData("LeaveMeAlone")]
    public async Task WeakPassword_IsRefusedInWords(string password)
    {
        await using var host = await IssuerHost.StartAsync();

        var result = await host.Accounts.CreateAsync(
            new NewStaffAccount("Ruth Adeyemi", "r@mash.example", "r@mash.example", password), CancellationToken.None);

        result.Succeeded.ShouldBeFalse();
        result.Problems.ShouldHaveSingleItem().ShouldNotBeEmpty();
    }

    [Fact]
    public void LongPasswords_AreAtLeastTheThousandsThatAsvsAsksForAndAllRefused()
    {
        var listed = CommonPasswords.LongOnes().ToList();

        listed.Count.ShouldBeGreaterThanOrEqualTo(3_000);
        listed.ShouldAllBe(password => password.Length >= 12 && CommonPasswords.IsCommon(password.ToUpperInvariant()));
        CommonPasswords.IsCommon(IssuerHost.Password).ShouldBeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task Accounts_AreMadeFoundListedChangedAndClosed(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var id = Guid.CreateVersion7();
        var made = await host.Accounts.CreateAsync(
            new NewStaffAccount("Siân O'Neill", "sian.o'neill@mash.example", "sian@mash.example", IssuerHost.Password, id), CancellationToken.None);
        made.Account!.Id.ShouldBe(id);
        (await host.Accounts.CreateAsync(
            new NewStaffAccount("Other", "SIAN.O'NEILL@mash.example", "other@mash.example", IssuerHost.Password), CancellationToken.None)).Succeeded.ShouldBeFalse();
        await host.AddPersonAsync();

        (await host.Accounts.ListAsync(CancellationToken.None)).Select(account => account.Name).ShouldBe(["Ruth Adeyemi", "Siân O'Neill"]);
        (await host.Accounts.FindByUserNameAsync("Sian.O'Neill@MASH.example", CancellationToken.None))!.Id.ShouldBe(id);
        (await host.Accounts.SetPasswordAsync(id, "too short", CancellationToken.None)).Succeeded.ShouldBeFalse();
        (await host.Accounts.SetPasswordAsync(id, "seven quiet lanterns", CancellationToken.None)).Succeeded.ShouldBeTrue();
        (await host.Accounts.DisableAsync(id, CancellationToken.None)).Account!.DisabledTime.ShouldNotBeNull();
        (await host.Accounts.EnableAsync(id, CancellationToken.None)).Account!.DisabledTime.ShouldBeNull();
        (await host.Accounts.DisableAsync(Guid.NewGuid(), CancellationToken.None)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task AnotherContainerThatSetsAPassword_KeepsItsKeysInTheSealedRing()
    {
        await using var host = await IssuerHost.StartAsync();
        var person = await host.AddPersonAsync();
        await using var other = await SessionHost.StartAsync(host);

        var result = await other.Services.GetRequiredService<StaffAccounts>().SetPasswordAsync(person.Id, "seven quiet lanterns", CancellationToken.None);

        result.Succeeded.ShouldBeTrue();
        other.Services.GetRequiredService<IOptions<KeyManagementOptions>>().Value.XmlRepository.ShouldBeOfType<SealedKeyRing>();
        (await host.Services.GetRequiredService<DataProtectionKeys>().ListAsync(DataProtectionKeys.Identity, CancellationToken.None)).ShouldNotBeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task MigratedSchema_HoldsExactlyTheModelsTablesAndColumns(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var store = host.Services.GetRequiredService<IdentityStore>();
        var sql = provider == IdentityDatabaseProvider.Sqlite
            ? "select m.name || '.' || c.name || ' ' || lower(c.type) || case when c.\"notnull\" = 1 then ' not null' else '' end as \"Value\" from sqlite_schema m join pragma_table_info(m.name) c where m.type = 'table' and m.name not in ('migration') and m.name not like 'sqlite_%'"
            : "select table_name || '.' || column_name || ' ' || data_type || case when is_nullable = 'NO' then ' not null' else '' end as \"Value\" from information_schema.columns where table_schema = 'identity' and table_name <> 'migration'";

        var actual = await store.ReadAsync(db => db.Database.SqlQueryRaw<string>(sql).ToListAsync(), CancellationToken.None);
        var expected = await store.ReadAsync(db => Task.FromResult(Columns(db.Model, provider).ToList()), CancellationToken.None);

        actual.Order().ShouldBe(expected.Distinct().Order());
    }

    [Fact]
    public async Task SqliteDatabase_IsWalAndStrictAndSyncsFully()
    {
        await using var host = await IssuerHost.StartAsync();
        var store = host.Services.GetRequiredService<IdentityStore>();

        (await Scalar("select journal_mode as \"Value\" from pragma_journal_mode")).ShouldBe("wal");
        (await Scalar("select cast(synchronous as text) as \"Value\" from pragma_synchronous")).ShouldBe("2");
        (await Scalar("select cast(count(*) as text) as \"Value\" from sqlite_schema where type = 'table' and name not like 'sqlite_%' and sql not like '%strict'")).ShouldBe("0");

        Task<string> Scalar(string sql) => store.ReadAsync(db => db.Database.SqlQueryRaw<string>(sql).SingleAsync(), CancellationToken.None);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task MigratingAgain_ChangesNothing(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var person = await host.AddPersonAsync();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => IdentityModule.MigrateAsync(host.Services, CancellationToken.None)));

        (await host.Accounts.FindAsync(person.Id, CancellationToken.None)).ShouldNotBeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task Pruning_RemovesWhatIsOverAndKeepsTheRest(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var person = await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));
        await party.PushAsync();
        var pruning = host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Pruning>().Single();

        host.Clock.Advance(TimeSpan.FromMinutes(20));
        (await pruning.PruneAsync(CancellationToken.None)).ShouldBeGreaterThan(0);
        (await party.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(200);
        host.Clock.Advance(TimeSpan.FromHours(10));
        await pruning.PruneAsync(CancellationToken.None);

        var store = host.Services.GetRequiredService<IdentityStore>();
        (await store.ReadAsync(db => db.TokenGrants.CountAsync(), CancellationToken.None)).ShouldBe(0);
        (await store.ReadAsync(db => db.SignInSessions.CountAsync(), CancellationToken.None)).ShouldBe(0);
        (await host.Accounts.FindAsync(person.Id, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task NonLoopbackAddressWithoutTls_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();

        Should.Throw<InvalidOperationException>((host.Options with { BaseAddress = new Uri("http://id.mash.example") }).Validate);
        (host.Options with { BaseAddress = new Uri("https://id.mash.example") }).Validate();
    }

    private static IEnumerable<string> Columns(IModel model, IdentityDatabaseProvider provider)
        => from entity in model.GetEntityTypes()
           let table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)
           where table is not null && !entity.IsMappedToJson()
           from column in entity.GetProperties()
                   .Select(property => (Name: property.GetColumnName(table.Value)!, Type: property.GetColumnType(), IsNullable: property.IsColumnNullable(table.Value)))
                   .Concat(entity.GetNavigations().Where(navigation => navigation.TargetEntityType.IsMappedToJson())
                       .Select(navigation => (Name: navigation.TargetEntityType.GetContainerColumnName()!, Type: provider == IdentityDatabaseProvider.Postgres ? "jsonb" : "text", IsNullable: false)))
           select $"{table.Value.Name}.{column.Name} {column.Type.ToLowerInvariant()}{(column.IsNullable ? "" : " not null")}";
}
