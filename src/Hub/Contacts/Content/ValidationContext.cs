using Mash.Hub.Calendar;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>What the rules need to know besides the content: when it came and from whom.</summary>
internal sealed record ValidationContext
{
    /// <summary>When the hub received it (domain clock).</summary>
    public required DateTimeOffset ReceivedTime { get; init; }

    /// <summary>Kind of the submitting agency: only the police may send PNC identifiers.</summary>
    public required AgencyKind AgencyKind { get; init; }

    /// <summary>Source codes this agency's contacts may carry; null for every code, as the hub's own staff may.</summary>
    public required IReadOnlySet<string>? AllowedSourceCodes { get; init; }

    /// <summary>The date in England at receipt: decides which codes are in force.</summary>
    public DateOnly Today => UkTime.DateOf(ReceivedTime);
}
