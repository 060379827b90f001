using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Sessions;

/// <summary>
/// A form that somebody sent after their session had ended, kept while they sign in again. The front door has sealed it; it is sealed here once
/// more, read once and then gone.
/// </summary>
internal sealed class KeptForm
{
    /// <summary>As long as a sign-in may take, and a little.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(20);

    public required Guid Id { get; init; }

    public required string HandleHash { get; init; }

    public required byte[] Form { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }
}

internal sealed class KeptFormMapping : IEntityTypeConfiguration<KeptForm>
{
    public void Configure(EntityTypeBuilder<KeptForm> builder) => builder.ToTable("kept_form");
}

/// <summary>Keeps forms over a sign-in.</summary>
internal sealed class KeptForms(IdentityStore store, SessionSeal seal, TimeProvider clock)
{
    /// <summary>Forms kept at one time; beyond it none is taken, so that nobody fills the database with them.</summary>
    public const int Most = 1000;

    private const string FormColumn = "kept_form.form";

    /// <returns>The secret handle; null where too many are kept.</returns>
    public async Task<string?> KeepAsync(byte[] form, CancellationToken cancellationToken)
    {
        var handle = Secrets.New();
        var id = Guid.CreateVersion7();
        var now = clock.GetUtcNow();
        var row = new KeptForm { Id = id, HandleHash = Secrets.Hash(handle), Form = seal.Seal(form, FormColumn, id), ExpiresTime = now + KeptForm.Lifetime };
        return await store.WriteAsync(
            async db =>
            {
                if (await db.KeptForms.CountAsync(kept => kept.ExpiresTime > now, cancellationToken) >= Most)
                    return null;
                db.KeptForms.Add(row);
                return handle;
            },
            cancellationToken);
    }

    /// <summary>Takes a form away; null where there is none that is live.</summary>
    public Task<byte[]?> TakeAsync(string handle, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(handle);
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                var row = await db.KeptForms.AsNoTracking().SingleOrDefaultAsync(kept => kept.HandleHash == hash && kept.ExpiresTime > now, cancellationToken);
                var taken = await db.KeptForms.Where(kept => kept.HandleHash == hash).ExecuteDeleteAsync(cancellationToken);
                return row is null || taken != 1 ? null : seal.Open(row.Form, FormColumn, row.Id);
            },
            cancellationToken);
    }
}
