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

internal sealed class AgencyRowMapping : IEntityTypeConfiguration<AgencyRow>
{
    public void Configure(EntityTypeBuilder<AgencyRow> builder)
    {
        builder.ToTable("agencies").HasKey(row => row.AgencyId);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

internal sealed class AgencyKeyRowMapping : IEntityTypeConfiguration<AgencyKeyRow>
{
    public void Configure(EntityTypeBuilder<AgencyKeyRow> builder) =>
        builder.ToTable("agency_keys").HasKey(row => new { row.AgencyId, row.KeyId });
}
