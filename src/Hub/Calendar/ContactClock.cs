namespace Mash.Hub.Calendar;

/// <summary>What a clock of a contact child waits for.</summary>
internal enum ClockKind
{
    /// <summary>The referrer is told that the contact arrived.</summary>
    Acknowledge,

    /// <summary>Next steps are recorded: decided, routed, or an enquiry opened.</summary>
    Decision,

    /// <summary>The decision for this child, as fast as the RAG asks.</summary>
    Rag,

    /// <summary>Another manager confirms or returns the decision.</summary>
    SignOff,

    /// <summary>The referrer is told the outcome.</summary>
    Feedback,
}

/// <summary>How a clock counts.</summary>
internal enum ClockMeasure
{
    /// <summary>Every hour counts, day and night.</summary>
    Elapsed,

    /// <summary>Only opening hours count.</summary>
    Working,
}

/// <summary>One clock. It is computed from recorded instants and never stored, so it cannot restart.</summary>
/// <param name="Kind">What it waits for.</param>
/// <param name="Measure">How time left and lateness are counted.</param>
/// <param name="StartTime">UTC.</param>
/// <param name="DueTime">UTC; on time up to and including this instant.</param>
/// <param name="StoppedTime">UTC; absent while it runs.</param>
/// <param name="IsProvisional">The due time rests on a year whose bank holidays are not known yet.</param>
internal sealed record ContactClock(
    ClockKind Kind,
    ClockMeasure Measure,
    DateTimeOffset StartTime,
    DateTimeOffset DueTime,
    DateTimeOffset? StoppedTime,
    bool IsProvisional)
{
    public bool IsRunning => StoppedTime is null;

    /// <summary>Stopped after its due time.</summary>
    public bool StoppedLate => StoppedTime > DueTime;
}
