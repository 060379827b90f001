namespace Mash.Hub.Errors;

/// <summary>What kind of failure a <see cref="Problem"/> is. The numbers are those of google.rpc.Code.</summary>
internal enum ProblemCode
{
    /// <summary>The caller ended the call.</summary>
    Cancelled = 1,

    /// <summary>The input is wrong; the same call can never succeed.</summary>
    InvalidArgument = 3,

    /// <summary>The caller's deadline passed.</summary>
    DeadlineExceeded = 4,

    /// <summary>Absent, or hidden from this caller: both look the same.</summary>
    NotFound = 5,

    /// <summary>The same request id came before with other content, or a name is taken.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this, and that it exists is no secret.</summary>
    PermissionDenied = 7,

    /// <summary>Too much at once; safe to retry after the delay.</summary>
    ResourceExhausted = 8,

    /// <summary>The state does not allow it now.</summary>
    FailedPrecondition = 9,

    /// <summary>Somebody else changed it meanwhile: read again.</summary>
    Aborted = 10,

    /// <summary>A cursor or position is outside what is kept.</summary>
    OutOfRange = 11,

    /// <summary>A fault of the hub. Never chosen on purpose.</summary>
    Internal = 13,

    /// <summary>Not possible at the moment; safe to retry.</summary>
    Unavailable = 14,

    /// <summary>Nobody is signed in, or the token no longer counts.</summary>
    Unauthenticated = 16,
}

/// <summary>One wrong field of a request.</summary>
/// <param name="Field">Path in the request in proto names, for example <c>contact.children[0].date_of_birth</c>.</param>
/// <param name="Description">What is wrong and what helps, in plain words. Never the value itself.</param>
internal sealed record FieldViolation(string Field, string Description);

/// <summary>The thing a problem is about.</summary>
/// <param name="Type">Kind, for example <c>contact</c>.</param>
/// <param name="Name">Its opaque id. Never a name or number of a person.</param>
internal sealed record ProblemResource(string Type, string Name);

/// <summary>
/// An expected failure. <see cref="ProblemStatus"/> is the only place that turns it into a gRPC status. Nothing in it may be personal:
/// it reaches the caller, and its reason reaches logs.
/// </summary>
internal sealed record Problem
{
    /// <summary>Kind of failure.</summary>
    public required ProblemCode Code { get; init; }

    /// <summary>Stable name for programs, UPPER_SNAKE, for example <c>STALE_VERSION</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>One plain sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>Every wrong field of the request; empty where the failure is not about fields.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>Facts for programs beside the reason, for example the newest sequence of an agency. Nothing personal.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = System.Collections.Frozen.FrozenDictionary<string, string>.Empty;

    /// <summary>When a retry makes sense; null where none was worked out.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>What it is about, where that helps the caller.</summary>
    public ProblemResource? Resource { get; init; }

    /// <summary>INVALID_ARGUMENT with every wrong field. Reason <c>INVALID_FIELDS</c>.</summary>
    public static Problem Invalid(IReadOnlyList<FieldViolation> violations) => new()
    {
        Code = ProblemCode.InvalidArgument,
        Reason = ProblemReasons.InvalidFields,
        Message = violations.Count == 1 ? "1 field needs attention." : $"{violations.Count} fields need attention.",
        Violations = violations,
    };

    /// <summary>INVALID_ARGUMENT with one wrong field. Reason <c>INVALID_FIELDS</c>.</summary>
    public static Problem Invalid(string field, string description) => Invalid([new FieldViolation(field, description)]);

    /// <summary>NOT_FOUND, in the same words whether it is absent or hidden. Reason <c>NOT_FOUND</c>.</summary>
    /// <param name="type">Kind in the field's words, for example <c>contact</c>.</param>
    public static Problem NotFound(string type) => new()
    {
        Code = ProblemCode.NotFound,
        Reason = ProblemReasons.NotFound,
        Message = $"There is no such {type}, or you may not see it.",
    };

    /// <summary>ABORTED: the etag is not the present one. Reason <c>STALE_VERSION</c>.</summary>
    public static Problem Stale() => new()
    {
        Code = ProblemCode.Aborted,
        Reason = ProblemReasons.StaleVersion,
        Message = "Somebody changed this meanwhile. Read it again and repeat what still applies.",
    };

    /// <summary>ALREADY_EXISTS: the request id came before with other content. Reason <c>REQUEST_ID_REUSED</c>.</summary>
    public static Problem RequestIdReused() => new()
    {
        Code = ProblemCode.AlreadyExists,
        Reason = ProblemReasons.RequestIdReused,
        Message = "This request_id was used before with other content. Nothing was changed. Use a new request_id for new content.",
    };

    /// <summary>FAILED_PRECONDITION with a reason of its own.</summary>
    public static Problem WrongState(string reason, string message) =>
        new() { Code = ProblemCode.FailedPrecondition, Reason = reason, Message = message };

    /// <summary>PERMISSION_DENIED. Reason <c>NOT_ALLOWED</c>.</summary>
    public static Problem NotAllowed(string message) =>
        new() { Code = ProblemCode.PermissionDenied, Reason = ProblemReasons.NotAllowed, Message = message };

    /// <summary>RESOURCE_EXHAUSTED with a retry hint. Reason <c>BUSY</c>.</summary>
    public static Problem Busy(TimeSpan retryDelay) => new()
    {
        Code = ProblemCode.ResourceExhausted,
        Reason = ProblemReasons.Busy,
        Message = "The hub is busy. Try again with the same request_id.",
        RetryDelay = retryDelay,
    };

    /// <summary>UNAVAILABLE with a retry hint. Reason <c>UNAVAILABLE</c>.</summary>
    public static Problem Unavailable(TimeSpan retryDelay) => new()
    {
        Code = ProblemCode.Unavailable,
        Reason = ProblemReasons.Unavailable,
        Message = "The hub cannot do this at the moment. Try again with the same request_id.",
        RetryDelay = retryDelay,
    };

    /// <summary>INTERNAL without any detail. Reason <c>INTERNAL</c>.</summary>
    public static Problem Internal() => new()
    {
        Code = ProblemCode.Internal,
        Reason = ProblemReasons.Internal,
        Message = "The hub could not finish this because of a fault of its own. The fault is on record.",
    };
}

/// <summary>Reasons that more than one service uses. Callers' programs rely on them: they never change.</summary>
internal static class ProblemReasons
{
    public const string InvalidFields = "INVALID_FIELDS";
    public const string NotFound = "NOT_FOUND";
    public const string StaleVersion = "STALE_VERSION";
    public const string RequestIdReused = "REQUEST_ID_REUSED";
    public const string NotAllowed = "NOT_ALLOWED";
    public const string Busy = "BUSY";
    public const string Unavailable = "UNAVAILABLE";
    public const string Internal = "INTERNAL";
    public const string Cancelled = "CANCELLED";
    public const string DeadlineExceeded = "DEADLINE_EXCEEDED";
}
