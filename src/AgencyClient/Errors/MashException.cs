using Grpc.Core;

namespace Mash.AgencyClient;

/// <summary>Base of every error that this client raises on purpose. Messages hold no personal value.</summary>
public class MashException : Exception
{
    /// <summary>Creates an error of the client itself.</summary>
    /// <param name="message">What went wrong, without personal values.</param>
    public MashException(string message) : this(message, null)
    {
    }

    /// <summary>Creates an error of the client itself.</summary>
    /// <param name="message">What went wrong, without personal values.</param>
    /// <param name="innerException">The cause, or null.</param>
    public MashException(string message, Exception? innerException) : base(message, innerException) =>
        Failure = new HubFailure { Code = StatusCode.Unknown, Message = message };

    internal MashException(HubFailure failure, Exception? innerException)
        : base(Describe(failure), innerException) => Failure = failure;

    /// <summary>The status, reason, wrong fields and retry hint.</summary>
    public HubFailure Failure { get; }

    /// <summary>The stable reason in UPPER_SNAKE_CASE; empty where there is none.</summary>
    public string Reason => Failure.Reason;

    /// <summary>Every wrong field; empty unless the input was refused.</summary>
    public IReadOnlyList<FieldViolation> Violations => Failure.Violations;

    /// <summary>How long the hub asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryDelay => Failure.RetryDelay;

    private static string Describe(HubFailure failure)
    {
        var reason = failure.Reason.Length > 0 ? $"{failure.Code} ({failure.Reason})" : failure.Code.ToString();
        var fields = failure.Violations.Count > 0
            ? " Fields: " + string.Join("; ", failure.Violations.Select(v => $"{v.Field}: {v.Description}"))
            : "";
        return $"{reason}: {failure.Message}{fields}";
    }
}

/// <summary>The hub refused the input (INVALID_ARGUMENT); <see cref="MashException.Violations"/> lists every wrong field. Sending it again cannot succeed.</summary>
public sealed class MashInvalidInputException : MashException
{
    internal MashInvalidInputException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}

/// <summary>The same request id came before with other content (ALREADY_EXISTS).</summary>
public sealed class MashConflictException : MashException
{
    internal MashConflictException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}

/// <summary>Absent, or hidden from this agency (NOT_FOUND).</summary>
public sealed class MashNotFoundException : MashException
{
    internal MashNotFoundException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}

/// <summary>Not possible in the present state, or a stale version (FAILED_PRECONDITION, ABORTED, OUT_OF_RANGE).</summary>
public sealed class MashStateException : MashException
{
    internal MashStateException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}

/// <summary>The hub or its authority does not accept the agency's key or token (UNAUTHENTICATED). Check the agency id, the key file and the clock.</summary>
public sealed class MashAuthenticationException : MashException
{
    internal MashAuthenticationException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}

/// <summary>The agency may not do this (PERMISSION_DENIED): a scope is missing, or the agency is suspended.</summary>
public sealed class MashPermissionException : MashException
{
    internal MashPermissionException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}

/// <summary>The hub cannot be reached or is too busy (UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED). Safe to try again.</summary>
public sealed class MashUnavailableException : MashException
{
    internal MashUnavailableException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}

/// <summary>The hub failed, or does not know the call (INTERNAL, UNKNOWN, DATA_LOSS, UNIMPLEMENTED).</summary>
public sealed class MashServerException : MashException
{
    internal MashServerException(HubFailure failure, Exception? inner) : base(failure, inner)
    {
    }
}
