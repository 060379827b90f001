using Mash.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Sessions;

/// <summary>A person's session at a front door. The ticket holds tokens and is sealed; the cookie's value stands only as a hash.</summary>
internal sealed class FrontDoorSession
{
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    /// <summary>For lists and for ending it; opens nothing.</summary>
    public required Guid Id { get; init; }

    public required string HandleHash { get; init; }

    /// <summary>The account here; null where another authority signed the person in.</summary>
    public required Guid? AccountId { get; init; }

    /// <summary>The person, as the authority that signed them in names them (<c>sub</c>).</summary>
    public required string Subject { get; init; }

    /// <summary>The sign-in at the issuer under which it began (<c>sid</c>); ends with it. Null where the front door did not say.</summary>
    public Guid? SignInId { get; init; }

    /// <summary>The front door's serialised ticket, sealed.</summary>
    public required byte[] Ticket { get; set; }

    /// <summary>What the browser said it is, sealed.</summary>
    public required byte[] Browser { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset LastUsedTime { get; set; }

    public required DateTimeOffset ExpiresTime { get; init; }
}

internal sealed class FrontDoorSessionMapping : IEntityTypeConfiguration<FrontDoorSession>
{
    public void Configure(EntityTypeBuilder<FrontDoorSession> builder)
    {
        builder.ToTable("front_door_session");
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(session => session.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
