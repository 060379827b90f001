using Mash.AgencyClient;
using Mash.AgencyCli.Mapping;
using Mash.V1;

namespace Mash.AgencyCli.Submission;

/// <summary>A row on its way to its treatment. Turns the hub's words into the sender's.</summary>
internal sealed class PendingRow
{
    private readonly MappedRecord _record;

    public PendingRow(MappedRecord record)
    {
        _record = record;
        Result = new RowResult
        {
            Row = record.Source.Row,
            Line = record.Source.Line,
            Reference = record.Mapped?.Reference ?? "",
            Treatment = RowTreatment.Unfinished,
            Warnings = Warnings([]),
        };
    }

    /// <summary>What is known of it so far.</summary>
    public RowResult Result { get; set; }

    /// <summary>The earlier row of the same run with the same reference; null where there is none.</summary>
    public PendingRow? Earlier { get; set; }

    /// <summary>The contact.</summary>
    public ContactDetails Contact => _record.Mapped!.Contact;

    /// <summary>The hub has it.</summary>
    /// <param name="accepted">The hub's answer.</param>
    /// <param name="before">Whether it had it before this run.</param>
    public RowResult Accepted(AcceptedSubmission accepted, bool before) => Result with
    {
        Treatment = before ? RowTreatment.AcceptedBefore : RowTreatment.Accepted,
        ContactId = accepted.ContactId,
        ContactReference = accepted.Reference,
        Warnings = Warnings(accepted.Warnings),
    };

    /// <summary>Refused for a reason.</summary>
    public RowResult Rejected(SourceNote fault) => Result with { Treatment = RowTreatment.Rejected, Faults = [fault] };

    /// <summary>Refused for the faults of its mapping and the hub's; where both name a source, the mapping's words stand.</summary>
    public RowResult Rejected(IReadOnlyList<FieldViolation> violations) => Result with
    {
        Treatment = RowTreatment.Rejected,
        Faults = Merge(_record.Mapped!.Faults, violations),
    };

    /// <summary>Treated as another row with the same content.</summary>
    public RowResult As(RowResult other, RowTreatment treatment) =>
        other with { Row = Result.Row, Line = Result.Line, Treatment = treatment };

    /// <summary>The warnings of mapping and hub; where both name a source, the mapping's words stand.</summary>
    public IReadOnlyList<SourceNote> Warnings(IReadOnlyList<FieldViolation> fromHub)
    {
        if (_record.Mapped is not { } mapped) return [];
        var unread = _record.Unread.Select(path => new SourceNote(path, "is not read by the mapping and was not sent"));
        return Merge([.. mapped.Warnings, .. unread], fromHub);
    }

    private List<SourceNote> Merge(IReadOnlyList<SourceNote> own, IReadOnlyList<FieldViolation> fromHub)
    {
        var notes = new List<SourceNote>(own);
        var named = own.Select(n => n.Column).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in fromHub)
        {
            foreach (var source in _record.Mapped!.Trace.SourcesOf(finding.Field).Where(s => !named.Contains(s)))
            {
                var note = new SourceNote(source, finding.Description);
                if (!notes.Contains(note)) notes.Add(note);
            }
        }
        return notes;
    }
}
