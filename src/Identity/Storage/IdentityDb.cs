using System.Text.RegularExpressions;
using Mash.Identity.Accounts;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;
using Mash.Identity.Methods;
using Mash.Identity.Sessions;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mash.Identity.Storage;

/// <summary>Identity's tables. Columns are the property names in snake_case; instants are UTC ticks; secrets stand only as hashes.</summary>
internal sealed partial class IdentityDb(DbContextOptions<IdentityDb> options) : IdentityUserContext<StaffAccount, Guid>(options)
{
    public DbSet<SignInFailure> SignInFailures => Set<SignInFailure>();

    public DbSet<SignInSession> SignInSessions => Set<SignInSession>();

    public DbSet<AuthorizationRequest> AuthorizationRequests => Set<AuthorizationRequest>();

    public DbSet<TokenGrant> TokenGrants => Set<TokenGrant>();

    public DbSet<AuthorizationCode> AuthorizationCodes => Set<AuthorizationCode>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();

    public DbSet<UsedAssertion> UsedAssertions => Set<UsedAssertion>();

    public DbSet<IdentityUserPasskey<Guid>> Passkeys => Set<IdentityUserPasskey<Guid>>();

    public DbSet<PasskeyCeremony> PasskeyCeremonies => Set<PasskeyCeremony>();

    public DbSet<StaffAuthenticator> Authenticators => Set<StaffAuthenticator>();

    public DbSet<AuthenticatorSetup> AuthenticatorSetups => Set<AuthenticatorSetup>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<SigningKeyRow> SigningKeys => Set<SigningKeyRow>();

    public DbSet<FrontDoorSession> FrontDoorSessions => Set<FrontDoorSession>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<AccountLink> AccountLinks => Set<AccountLink>();

    public DbSet<SignInHistoryEntry> SignInHistory => Set<SignInHistoryEntry>();

    public DbSet<KeptForm> KeptForms => Set<KeptForm>();

    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <summary>Takes the writer's turn on SQLite, unless a transaction of <see cref="IdentityStore"/> already holds it.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (!Database.IsSqlite() || Database.CurrentTransaction is not null)
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        using var turn = await SqliteWriterGate.For(Database.GetConnectionString()!).EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        if (Database.IsNpgsql())
            builder.HasDefaultSchema("identity");
        builder.Ignore<IdentityUserClaim<Guid>>();
        builder.Ignore<IdentityUserLogin<Guid>>();
        builder.ApplyConfigurationsFromAssembly(typeof(IdentityDb).Assembly);
        foreach (var property in builder.Model.GetEntityTypes().Where(entity => !entity.IsMappedToJson()).SelectMany(entity => entity.GetProperties()))
        {
            var name = property.Name == "UserId" ? "AccountId" : property.Name;
            property.SetColumnName(WordStart().Replace(name, "_$0").ToLowerInvariant());
            // Lengths are limits of the input, checked there; the base class puts some on columns.
            property.SetMaxLength(null);
        }
    }

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();

    private sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
