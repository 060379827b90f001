using System.Text;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Access.Rota;
using Mash.Hub.Agencies;
using Mash.Hub.Alerts;
using Mash.Hub.BreakGlass;
using Mash.Hub.Contacts;
using Mash.Hub.Events;
using Mash.Hub.Messages;
using Mash.Hub.UnusualAccess.Review;
using Mash.Hub.People;
using Mash.Hub.Restrictions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Mash.Hub.Storage;

/// <summary>
/// The hub's rows. Writes go through the write queue on its own connection; reads do not track. Conventions for both databases:
/// snake_case names, instants as UTC ticks, dates as ISO text, enums by name.
/// </summary>
internal abstract class HubDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<ContactRow> Contacts => Set<ContactRow>();
    public DbSet<ContactChildRow> ContactChildren => Set<ContactChildRow>();
    public DbSet<RecordRow> Records => Set<RecordRow>();
    public DbSet<EventRow> Events => Set<EventRow>();
    public DbSet<AgencyRow> Agencies => Set<AgencyRow>();
    public DbSet<AgencyKeyRow> AgencyKeys => Set<AgencyKeyRow>();
    public DbSet<AgencyChangeRow> AgencyChanges => Set<AgencyChangeRow>();
    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<MembershipRow> Memberships => Set<MembershipRow>();
    public DbSet<DutyRow> DutyRota => Set<DutyRow>();
    public DbSet<AlertRow> Alerts => Set<AlertRow>();
    public DbSet<FindingRow> AccessFindings => Set<FindingRow>();
    public DbSet<EvidenceRow> AccessEvidence => Set<EvidenceRow>();
    public DbSet<InterestRow> Interests => Set<InterestRow>();
    public DbSet<InterestTokenRow> InterestTokens => Set<InterestTokenRow>();
    public DbSet<ConflictRow> ContactConflicts => Set<ConflictRow>();
    public DbSet<RestrictionRow> Restrictions => Set<RestrictionRow>();
    public DbSet<RestrictedContactRow> RestrictedContacts => Set<RestrictedContactRow>();
    public DbSet<RestrictionGrantRow> RestrictionGrants => Set<RestrictionGrantRow>();
    public DbSet<RestrictionNoteRow> RestrictionNotes => Set<RestrictionNoteRow>();
    public DbSet<BreakGlassRow> BreakGlass => Set<BreakGlassRow>();
    public DbSet<LookUpRow> LookUps => Set<LookUpRow>();
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<RequestRow> Requests => Set<RequestRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    /// <summary>Options that hold for every context of the hub.</summary>
    public static DbContextOptionsBuilder<T> Configure<T>(DbContextOptionsBuilder<T> builder)
        where T : HubDb
    {
        builder.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        // Migrations are hand-written and have no model snapshot; a test compares schema and model instead.
        builder.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        return builder;
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HubDb).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<DateOnly>().HaveConversion<DateConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
    }

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            var letter = name[index];
            var starts = index > 0 && (char.IsUpper(letter) || (char.IsDigit(letter) && !char.IsDigit(name[index - 1])));
            if (starts)
                text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }

    private sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
        instant => instant.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    private sealed class DateConverter() : ValueConverter<DateOnly, string>(
        date => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        text => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Ids as 16 bytes in network order (SQLite).</summary>
    protected sealed class BlobIdConverter() : ValueConverter<Guid, byte[]>(
        id => id.ToByteArray(true), bytes => new Guid(bytes, true));
}

/// <summary>The hub on SQLite.</summary>
internal sealed class SqliteHubDb(DbContextOptions<SqliteHubDb> options) : HubDb(options)
{
    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<BlobIdConverter>();
    }
}

/// <summary>The hub on PostgreSQL.</summary>
internal sealed class PostgresHubDb(DbContextOptions<PostgresHubDb> options) : HubDb(options);
