using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.TestKit;
using Microsoft.EntityFrameworkCore;

namespace Mash.Bench;

/// <summary>
/// The way such services are usually written: for each request one EF context and one SaveChanges, with the same rows as the hub
/// writes for a submission (on SQLite the wrapped keys stand in the same file, which spares it a second commit).
/// </summary>
internal sealed class OrdinaryWay(TestHub hub, AgencyStanding agency)
{
    private readonly KeyRing ring = hub.Services.GetRequiredService<KeyRing>();
    private readonly StorageOptions storage = hub.Database.Options;
    private long sequence = 1_000_000_000;

    /// <summary>Stores one contact.</summary>
    public async Task StoreAsync(Mash.V1.ContactDetails details)
    {
        var draft = SubmissionDraft.Of(CanonicalContact.Of(details), agency, null, Guid.NewGuid(), hub.Clock.GetUtcNow(), ring);
        await using var db = new OrdinaryDb(Options());
        db.Add(draft.Contact);
        foreach (var record in draft.Records)
            db.Add(record);
        foreach (var child in draft.Children)
        {
            db.Add(child.Row);
            foreach (var token in child.Identities)
                db.Add(new IdentityEntity { Token = token, ReceivedTime = draft.Contact.ReceivedTime, ContactChildId = child.Row.ContactChildId, ContactId = draft.Contact.ContactId, NhsToken = child.NhsToken });
        }
        foreach (var person in draft.People)
        {
            db.Add(new PersonEntity { PersonId = person.PersonId, ContactId = draft.Contact.ContactId, ContactChildId = person.ContactChildId, Ordinal = person.Ordinal });
            foreach (var token in person.Tokens.DistinctBy(Convert.ToHexString))
                db.Add(new TokenEntity { Token = token, PersonId = person.PersonId });
        }
        foreach (var key in draft.Keys)
            db.Add(new KeyEntity { KeyId = key.Key.Id, KekVersion = key.KekVersion, Wrapped = key.Bytes, CreatedTime = draft.Contact.ReceivedTime });
        db.Add(new SubmissionEntity { AgencyId = agency.AgencyId, SubmissionId = draft.Contact.SubmissionId, ContentHash = draft.ContentHash, ContactId = draft.Contact.ContactId, Answer = new byte[120] });
        for (var index = 0; index < 2; index++)
        {
            var number = Interlocked.Increment(ref sequence);
            db.Add(new Mash.Hub.Events.EventRow { AgencyId = agency.AgencyId, Sequence = number, EventId = Guid.CreateVersion7(), Kind = "Received", EventTime = draft.Contact.ReceivedTime, ContactId = draft.Contact.ContactId, KeyId = draft.ContactKey.Id, Sealed = new byte[200] });
        }
        var leaf = Interlocked.Increment(ref sequence);
        db.Add(new LeafEntity { Seq = leaf, Leaf = new byte[600] });
        db.Add(new OpeningEntity { Seq = leaf, Nonce = new byte[32], Subjects = new byte[16], Records = new byte[60] });
        db.Add(new IndexEntity { SubjectToken = Guid.NewGuid().ToByteArray(), Seq = leaf, ActorToken = new byte[16] });
        await db.SaveChangesAsync();
    }

    private DbContextOptions<HubDb> Options()
    {
        var builder = new DbContextOptionsBuilder<HubDb>();
        if (storage.Provider == DatabaseProvider.Sqlite)
            builder.UseSqlite($"Data Source={Path.Combine(storage.DataDirectory, "hub.db")};Default Timeout=60");
        else
            builder.UseNpgsql(storage.ConnectionString);
        return HubDb.Configure(builder).Options;
    }

    private sealed class OrdinaryDb(DbContextOptions<HubDb> options) : HubDb(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<IdentityEntity>().ToTable("child_identities").HasKey(row => new { row.Token, row.ReceivedTime, row.ContactChildId });
            modelBuilder.Entity<PersonEntity>().ToTable("people").HasKey(row => row.PersonId);
            modelBuilder.Entity<TokenEntity>().ToTable("person_tokens").HasKey(row => new { row.Token, row.PersonId });
            modelBuilder.Entity<SubmissionEntity>().ToTable("submissions").HasKey(row => new { row.AgencyId, row.SubmissionId });
            modelBuilder.Entity<LeafEntity>().ToTable("audit_leaves").HasKey(row => row.Seq);
            modelBuilder.Entity<OpeningEntity>().ToTable("audit_openings").HasKey(row => row.Seq);
            modelBuilder.Entity<IndexEntity>().ToTable("audit_index").HasKey(row => new { row.SubjectToken, row.Seq });
            modelBuilder.Entity<LeafEntity>().Property(row => row.Seq).ValueGeneratedNever();
            modelBuilder.Entity<OpeningEntity>().Property(row => row.Seq).ValueGeneratedNever();
            var keys = modelBuilder.Entity<KeyEntity>();
            if (Database.IsSqlite())
                keys.ToTable("bench_wrapped_keys");
            else
                keys.ToTable("wrapped_keys", "keystore");
            keys.HasKey(row => row.KeyId);
            modelBuilder.Entity<ContactChildRow>().HasOne<ContactRow>().WithMany().HasForeignKey(child => child.ContactId);
            base.OnModelCreating(modelBuilder);
        }

        protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        {
            base.ConfigureConventions(configurationBuilder);
            if (Database.IsSqlite())
                configurationBuilder.Properties<Guid>().HaveConversion<BlobIdConverter>();
        }
    }

    /// <summary>The statement that makes the table of wrapped keys beside the rows (SQLite).</summary>
    public const string KeyTable =
        "CREATE TABLE IF NOT EXISTS bench_wrapped_keys (key_id BLOB NOT NULL PRIMARY KEY, kek_version INTEGER NOT NULL, wrapped BLOB NOT NULL, created_time INTEGER NOT NULL) STRICT, WITHOUT ROWID";

    private sealed class IdentityEntity
    {
        public byte[] Token { get; set; } = [];
        public DateTimeOffset ReceivedTime { get; set; }
        public Guid ContactChildId { get; set; }
        public Guid ContactId { get; set; }
        public byte[]? NhsToken { get; set; }
    }

    private sealed class PersonEntity
    {
        public Guid PersonId { get; set; }
        public Guid ContactId { get; set; }
        public Guid? ContactChildId { get; set; }
        public int Ordinal { get; set; }
    }

    private sealed class TokenEntity
    {
        public byte[] Token { get; set; } = [];
        public Guid PersonId { get; set; }
    }

    private sealed class KeyEntity
    {
        public Guid KeyId { get; set; }
        public int KekVersion { get; set; }
        public byte[] Wrapped { get; set; } = [];
        public DateTimeOffset CreatedTime { get; set; }
    }

    private sealed class SubmissionEntity
    {
        public Guid AgencyId { get; set; }
        public Guid SubmissionId { get; set; }
        public byte[] ContentHash { get; set; } = [];
        public Guid ContactId { get; set; }
        public byte[] Answer { get; set; } = [];
    }

    private sealed class LeafEntity
    {
        public long Seq { get; set; }
        public byte[] Leaf { get; set; } = [];
    }

    private sealed class OpeningEntity
    {
        public long Seq { get; set; }
        public byte[] Nonce { get; set; } = [];
        public byte[] Subjects { get; set; } = [];
        public byte[] Records { get; set; } = [];
    }

    private sealed class IndexEntity
    {
        public byte[] SubjectToken { get; set; } = [];
        public long Seq { get; set; }
        public byte[] ActorToken { get; set; } = [];
    }
}
