using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Agencies;

/// <summary>What kind of organisation an agency is.</summary>
internal enum AgencyKind
{
    Police,
    School,
    Health,
    Housing,
    Probation,
    Voluntary,
    Council,
    Hub,
    Other,
}

/// <summary>A partner agency: a legal organisation.</summary>
internal sealed class AgencyRow
{
    public Guid AgencyId { get; set; }
    public string Name { get; set; } = "";
    public AgencyKind Kind { get; set; }
    public string Telephone { get; set; } = "";
    public string Email { get; set; } = "";
    public string OrganisationCode { get; set; } = "";

    /// <summary>What its system may do, separated by spaces.</summary>
    public string Scopes { get; set; } = "";

    /// <summary>Source codes its contacts may carry, separated by spaces.</summary>
    public string SourceCodes { get; set; } = "";

    public bool Suspended { get; set; }
    public string SuspensionReason { get; set; } = "";
    public DateTimeOffset RegisteredTime { get; set; }
    public DateOnly? AgreementFrom { get; set; }
    public DateOnly? AgreementTo { get; set; }
    public string AgreementReference { get; set; } = "";

    /// <summary>Of the warnings before its end, in days, the last one that was raised; null for none.</summary>
    public int? AgreementWarnedDays { get; set; }

    /// <summary>Where it publishes its keys as a JWK set; empty where it hands them in.</summary>
    public string JwksAddress { get; set; } = "";

    /// <summary>True while its registration is not complete: it can do nothing yet.</summary>
    public bool Registering { get; set; }

    /// <summary>Key of what is sealed about it; null until something is.</summary>
    public Guid? KeyId { get; set; }

    public int ContactsVersion { get; set; }

    /// <summary>Its people, sealed: mash.v1.Agency with contacts only; null where none were ever named.</summary>
    public byte[]? Contacts { get; set; }
    public int Version { get; set; }
}

/// <summary>A public key of an agency: ES256, named by its RFC 7638 thumbprint.</summary>
internal sealed class AgencyKeyRow
{
    public Guid AgencyId { get; set; }
    public string KeyId { get; set; } = "";
    public string Jwk { get; set; } = "";
    public DateTimeOffset AddedTime { get; set; }
    public DateTimeOffset? RevokedTime { get; set; }
    public DateTimeOffset? LastUsedTime { get; set; }
}

/// <summary>Something that was changed about an agency; its words are sealed under the agency's key.</summary>
internal sealed class AgencyChangeRow
{
    public Guid ChangeId { get; set; }
    public Guid AgencyId { get; set; }
    public DateTimeOffset ChangeTime { get; set; }

    /// <summary>The person who changed it; null for the command line.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>True where it was a person of the agency.</summary>
    public bool ByAgency { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class AgencyRowMapping : IEntityTypeConfiguration<AgencyRow>
{
    public void Configure(EntityTypeBuilder<AgencyRow> builder)
    {
        builder.ToTable("agencies").HasKey(row => row.AgencyId);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Property(row => row.Contacts).IsSealed(RecordKind.AgencyContacts, nameof(AgencyRow.AgencyId), nameof(AgencyRow.ContactsVersion));
    }
}

internal sealed class AgencyKeyRowMapping : IEntityTypeConfiguration<AgencyKeyRow>
{
    public void Configure(EntityTypeBuilder<AgencyKeyRow> builder) =>
        builder.ToTable("agency_keys").HasKey(row => new { row.AgencyId, row.KeyId });
}

internal sealed class AgencyChangeRowMapping : IEntityTypeConfiguration<AgencyChangeRow>
{
    public void Configure(EntityTypeBuilder<AgencyChangeRow> builder)
    {
        builder.ToTable("agency_changes").HasKey(row => row.ChangeId);
        builder.Property(row => row.Sealed).IsSealed(RecordKind.AgencyChange, nameof(AgencyChangeRow.ChangeId));
    }
}
