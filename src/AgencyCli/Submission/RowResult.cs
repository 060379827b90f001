using Mash.AgencyCli.Mapping;

namespace Mash.AgencyCli.Submission;

/// <summary>What became of a row.</summary>
internal enum RowTreatment
{
    /// <summary>No answer yet: it waits in the outbox, or was not read before the run was interrupted.</summary>
    Unfinished,

    /// <summary>The hub took it in this run.</summary>
    Accepted,

    /// <summary>The hub had it already with the same content; nothing was stored twice.</summary>
    AcceptedBefore,

    /// <summary>It was refused; the faults say why.</summary>
    Rejected,
}

/// <summary>One row of a file and what became of it.</summary>
internal sealed record RowResult
{
    /// <summary>Number of the record, from 1.</summary>
    public required int Row { get; init; }

    /// <summary>Line of the file at which it starts, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>The sender's reference; empty where there is none.</summary>
    public required string Reference { get; init; }

    /// <summary>What became of it.</summary>
    public required RowTreatment Treatment { get; init; }

    /// <summary>Why it was refused, by source; empty unless rejected.</summary>
    public IReadOnlyList<SourceNote> Faults { get; init; } = [];

    /// <summary>What was noticed without refusing, by source.</summary>
    public IReadOnlyList<SourceNote> Warnings { get; init; } = [];

    /// <summary>The contact's id at the hub; null unless accepted.</summary>
    public string? ContactId { get; init; }

    /// <summary>The contact's reference for people; null unless accepted.</summary>
    public string? ContactReference { get; init; }

    /// <summary>False where the row was refused here and the hub could not be asked for further faults.</summary>
    public bool HubWasAsked { get; init; } = true;
}

/// <summary>What became of every row that was read.</summary>
/// <param name="Rows">In file order.</param>
/// <param name="IsComplete">False where the run was interrupted; run it again to go on.</param>
internal sealed record SubmissionReport(IReadOnlyList<RowResult> Rows, bool IsComplete)
{
    /// <summary>How many rows were treated so.</summary>
    public int Count(RowTreatment treatment) => Rows.Count(r => r.Treatment == treatment);
}

/// <summary>How far a run is.</summary>
/// <param name="Read">Rows read.</param>
/// <param name="Answered">Rows whose treatment is known.</param>
internal readonly record struct SubmissionProgress(int Read, int Answered);
