using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Access.Interests;

/// <summary>An interest of a member of staff; what it is about is sealed, and found again by keyed tokens only.</summary>
internal sealed class InterestRow
{
    public Guid InterestId { get; set; }

    /// <summary>Whose it is.</summary>
    public Guid AccountId { get; set; }
    public DateTimeOffset DeclaredTime { get; set; }
    public Guid DeclaredByAccountId { get; set; }

    /// <summary>When a privacy lead ended it; null while it stands.</summary>
    public DateTimeOffset? EndedTime { get; set; }
    public Guid? EndedByAccountId { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
}

/// <summary>A token by which an interest meets contacts.</summary>
internal sealed class InterestTokenRow
{
    /// <summary>Token of a person (people/identifiers) or of a household (contacts/content): the two never meet.</summary>
    public byte[] Token { get; set; } = [];
    public Guid InterestId { get; set; }

    /// <summary>True for a token of a household.</summary>
    public bool Household { get; set; }
}

/// <summary>A contact that an interest met. It is hidden from the interest's owner while the interest stands.</summary>
internal sealed class ConflictRow
{
    public Guid InterestId { get; set; }
    public Guid ContactId { get; set; }
    public DateTimeOffset FoundTime { get; set; }
}

internal sealed class InterestRowMapping : IEntityTypeConfiguration<InterestRow>
{
    public void Configure(EntityTypeBuilder<InterestRow> builder)
    {
        builder.ToTable("interests").HasKey(row => row.InterestId);
        builder.Property(row => row.Sealed).IsSealed(RecordKind.Interest, nameof(InterestRow.InterestId));
    }
}

internal sealed class InterestTokenRowMapping : IEntityTypeConfiguration<InterestTokenRow>
{
    public void Configure(EntityTypeBuilder<InterestTokenRow> builder) =>
        builder.ToTable("interest_tokens").HasKey(row => new { row.Token, row.InterestId });
}

internal sealed class ConflictRowMapping : IEntityTypeConfiguration<ConflictRow>
{
    public void Configure(EntityTypeBuilder<ConflictRow> builder) =>
        builder.ToTable("contact_conflicts").HasKey(row => new { row.InterestId, row.ContactId });
}
