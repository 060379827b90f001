using Grpc.Core;

namespace Mash.AgencyClient;

/// <summary>Why the hub, its authority or the way to them refused something. Holds no personal value: the hub's texts never repeat what was sent.</summary>
public sealed record HubFailure
{
    /// <summary>The gRPC status code.</summary>
    public required StatusCode Code { get; init; }

    /// <summary>The stable reason in UPPER_SNAKE_CASE, from the hub's ErrorInfo; empty where the answer carried none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What went wrong, in words for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>Every field that is wrong. Empty unless the input was refused.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>How long the hub asks to wait before another try; null where it does not say.</summary>
    public TimeSpan? RetryDelay { get; init; }

    /// <summary>Further facts of the reason, as the hub's ErrorInfo gives them.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>One wrong field.</summary>
/// <param name="Field">Path in the request in snake_case, for example <c>contact.children[0].date_of_birth</c>.</param>
/// <param name="Description">What is wrong with it, in words. Never repeats the value.</param>
public sealed record FieldViolation(string Field, string Description);
