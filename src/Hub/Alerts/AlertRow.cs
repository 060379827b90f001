using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Alerts;

/// <summary>What an alert is about.</summary>
internal enum AlertKind
{
    RestrictedHit,
    BreakGlass,
    UnusualAccess,
    ConflictOfInterest,
    RestrictionRequest,
    RestrictionReviewDue,
    AgreementEnding,
    Account,
}

/// <summary>Who an alert is for.</summary>
internal enum AlertAddressee
{
    /// <summary>The manager on the rota now; every manager while the rota names none.</summary>
    DutyManager,
    PrivacyLead,
    Administrator,
}

/// <summary>An alert; its words are sealed.</summary>
internal sealed class AlertRow
{
    public Guid AlertId { get; set; }
    public AlertKind Kind { get; set; }
    public AlertAddressee Addressee { get; set; }

    /// <summary>Whose act it is about. They never see it, whatever they are.</summary>
    public Guid? AboutAccountId { get; set; }
    public Guid? ContactId { get; set; }
    public DateTimeOffset CreatedTime { get; set; }
    public DateTimeOffset? AcknowledgedTime { get; set; }
    public Guid? AcknowledgedBy { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class AlertRowMapping : IEntityTypeConfiguration<AlertRow>
{
    public void Configure(EntityTypeBuilder<AlertRow> builder)
    {
        builder.ToTable("alerts").HasKey(row => row.AlertId);
        builder.Property(row => row.Sealed).IsSealed(RecordKind.Alert, nameof(AlertRow.AlertId));
    }
}
