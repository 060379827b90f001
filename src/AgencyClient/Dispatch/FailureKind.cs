using Grpc.Core;

namespace Mash.AgencyClient;

/// <summary>What a failure means for a submission.</summary>
internal enum FailureKind
{
    /// <summary>It can never succeed: a person must look.</summary>
    Park,

    /// <summary>This one failed at the hub; others may succeed.</summary>
    RetryItem,

    /// <summary>The hub is away or busy: everything waits.</summary>
    RetryAll,

    /// <summary>Everything waits, and a person should look at keys, rights or addresses.</summary>
    Alarm,
}

internal static class FailureKinds
{
    public static FailureKind Of(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument or StatusCode.AlreadyExists or StatusCode.FailedPrecondition or StatusCode.NotFound
            or StatusCode.OutOfRange => FailureKind.Park,
        StatusCode.Unauthenticated or StatusCode.PermissionDenied or StatusCode.Unimplemented => FailureKind.Alarm,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Cancelled
            or StatusCode.Aborted => FailureKind.RetryAll,
        _ => FailureKind.RetryItem,
    };
}
