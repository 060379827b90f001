using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>How a submission ended: <see cref="AcceptedSubmission"/>, <see cref="ParkedSubmission"/> or <see cref="DiscardedSubmission"/>.</summary>
public abstract record SubmissionOutcome
{
    private protected SubmissionOutcome()
    {
    }

    /// <summary>The submission.</summary>
    public required Guid SubmissionId { get; init; }
}

/// <summary>The hub has it, durably and once.</summary>
public sealed record AcceptedSubmission : SubmissionOutcome
{
    /// <summary>The contact's id at the hub: a UUID.</summary>
    public required string ContactId { get; init; }

    /// <summary>A short reference for people.</summary>
    public required string Reference { get; init; }

    /// <summary>When the hub received it, UTC.</summary>
    public DateTimeOffset? ReceivedTime { get; init; }

    /// <summary>When a decision is due, UTC.</summary>
    public DateTimeOffset? DecisionDueTime { get; init; }

    /// <summary>What happens next, in one sentence.</summary>
    public string WhatHappensNext { get; init; } = "";

    /// <summary>What the hub noticed without refusing.</summary>
    public IReadOnlyList<FieldViolation> Warnings { get; init; } = [];

    /// <summary>The children, in the order sent.</summary>
    public IReadOnlyList<SubmittedChild> Children { get; init; } = [];

    /// <summary>True where the hub had it already and answered again.</summary>
    public bool Replayed { get; init; }

    internal static AcceptedSubmission From(Guid submissionId, SubmitContactResponse response) => new()
    {
        SubmissionId = submissionId,
        ContactId = response.ContactId,
        Reference = response.Reference,
        ReceivedTime = response.ReceivedTime?.ToDateTimeOffset(),
        DecisionDueTime = response.DecisionDueTime?.ToDateTimeOffset(),
        WhatHappensNext = response.WhatHappensNext,
        Warnings = [.. response.Warnings.Select(w => new FieldViolation(w.Field, w.Description))],
        Children = [.. response.Children],
        Replayed = response.Replayed,
    };
}

/// <summary>It can never succeed as it is. A person must act: correct and submit it anew, or ring <see cref="HubTelephone"/>.</summary>
public sealed record ParkedSubmission : SubmissionOutcome
{
    /// <summary>Why, with every wrong field.</summary>
    public required HubFailure Failure { get; init; }

    /// <summary>The hub's telephone number, from the options. Ring it when a child may be at risk now.</summary>
    public required string HubTelephone { get; init; }

    /// <summary>When it was parked, UTC.</summary>
    public required DateTimeOffset ParkedTime { get; init; }
}

/// <summary>A person decided not to send it.</summary>
public sealed record DiscardedSubmission : SubmissionOutcome
{
    /// <summary>Why, as given to <see cref="Outbox.DiscardAsync"/>.</summary>
    public required string Reason { get; init; }
}
