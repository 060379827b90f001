namespace Grpc.Core;

/// <summary>The outcome of a call, numbered as on the wire.</summary>
public enum StatusCode
{
    /// <summary>Success.</summary>
    OK = 0,

    /// <summary>The call was cancelled, usually by the caller.</summary>
    Cancelled = 1,

    /// <summary>An error without a better code.</summary>
    Unknown = 2,

    /// <summary>The request is wrong whatever the state of the server.</summary>
    InvalidArgument = 3,

    /// <summary>The deadline passed before the call ended; it may have taken effect.</summary>
    DeadlineExceeded = 4,

    /// <summary>The thing asked for is absent, or hidden from the caller.</summary>
    NotFound = 5,

    /// <summary>The thing to be created exists.</summary>
    AlreadyExists = 6,

    /// <summary>The caller is known and may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>A quota or a limit is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The server is not in the state that the request needs.</summary>
    FailedPrecondition = 9,

    /// <summary>Lost against a concurrent change.</summary>
    Aborted = 10,

    /// <summary>Past the end of what there is.</summary>
    OutOfRange = 11,

    /// <summary>The server does not have this method.</summary>
    Unimplemented = 12,

    /// <summary>The server broke an invariant of its own.</summary>
    Internal = 13,

    /// <summary>The server cannot be reached now; trying again is safe.</summary>
    Unavailable = 14,

    /// <summary>Data was lost or damaged beyond repair.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
