using System.Text;
using Mash.Identity.Audit;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Accounts;

/// <summary>A sign-in, or an attempt on a name that belongs to an account, for the account's owner to see.</summary>
internal sealed class SignInHistoryEntry
{
    /// <summary>How long it is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>Methods as in <c>amr</c>, separated by spaces; <c>pwd</c> for a refused attempt of which nothing was proved.</summary>
    public required string Method { get; init; }

    public required SignInOutcome Outcome { get; init; }

    /// <summary>What the browser said it is, sealed.</summary>
    public required byte[] Browser { get; init; }
}

internal enum SignInOutcome
{
    SignedIn,
    Refused,
    Locked,
}

internal sealed class SignInHistoryEntryMapping : IEntityTypeConfiguration<SignInHistoryEntry>
{
    public void Configure(EntityTypeBuilder<SignInHistoryEntry> builder)
    {
        builder.ToTable("sign_in_history");
        builder.Property(entry => entry.Outcome).HasConversion<string>();
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(entry => entry.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>One line of the history.</summary>
internal sealed record SignInLine(DateTimeOffset Time, string Method, SignInOutcome Outcome, string Browser);

/// <summary>The history of sign-ins, by account. It is for the owner's eyes: the audit log is apart from it.</summary>
internal sealed class SignInHistory(IdentityStore store, SessionSeal seal)
{
    private const int BrowserLimit = 200;
    private const string BrowserColumn = "sign_in_history.browser";

    /// <summary>Keeps what the owner should know of an act; other acts and names that nobody has are left out.</summary>
    /// <param name="act">As it went on the record.</param>
    /// <param name="browser">What the browser said it is.</param>
    /// <param name="cancellationToken">Ends the write early.</param>
    public async Task AddAsync(SignInAct act, string browser, CancellationToken cancellationToken)
    {
        SignInOutcome? outcome = act.Kind switch
        {
            SignInActKind.SignedIn => SignInOutcome.SignedIn,
            SignInActKind.SignInRefused => SignInOutcome.Refused,
            SignInActKind.SignInLocked => SignInOutcome.Locked,
            _ => null,
        };
        if (outcome is not { } known)
            return;
        var id = Guid.CreateVersion7();
        var entry = new SignInHistoryEntry
        {
            Id = id,
            AccountId = act.Subject ?? Guid.Empty,
            Time = act.Time,
            Method = act.Amr ?? "pwd",
            Outcome = known,
            Browser = seal.Seal(Encoding.UTF8.GetBytes(browser.Length > BrowserLimit ? browser[..BrowserLimit] : browser), BrowserColumn, id),
        };
        await store.WriteAsync(
            async db =>
            {
                // A name that nobody has costs a write as well, so that time tells nothing about it.
                if (act.Subject is null)
                    await db.SignInHistory.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);
                else
                    db.SignInHistory.Add(entry);
            },
            cancellationToken);
    }

    /// <summary>The account's newest lines.</summary>
    public async Task<IReadOnlyList<SignInLine>> ListAsync(Guid account, int count, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(
            db => db.SignInHistory.Where(entry => entry.AccountId == account).OrderByDescending(entry => entry.Time).ThenByDescending(entry => entry.Id)
                .Take(count).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.Select(row => new SignInLine(row.Time, row.Method, row.Outcome, Encoding.UTF8.GetString(seal.Open(row.Browser, BrowserColumn, row.Id))))];
    }
}
