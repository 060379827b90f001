using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace Mash.AgencyClient;

/// <summary>Turns gRPC statuses into failures and typed exceptions: the one place that reads google.rpc details.</summary>
internal static class FailureReader
{
    private const string ConnectionFailed = "CONNECTION_FAILED";
    private const string DetailsKey = "grpc-status-details-bin";

    public static HubFailure Read(RpcException exception)
    {
        var details = exception.Trailers.GetValueBytes(DetailsKey);
        if (details is not null)
        {
            try
            {
                var status = Google.Rpc.Status.Parser.ParseFrom(details);
                if (status.Code == (int)exception.StatusCode) return Read(status);
            }
            catch (InvalidProtocolBufferException)
            {
                // Details that cannot be read say nothing; the plain status still counts.
            }
        }
        return NeverArrived(exception)
            ? new HubFailure { Code = StatusCode.Unavailable, Reason = ConnectionFailed, Message = "The connection to the hub failed." }
            : new HubFailure { Code = exception.StatusCode, Message = exception.Status.Detail };
    }

    public static HubFailure Read(Google.Rpc.Status status)
    {
        var failure = new HubFailure { Code = (StatusCode)status.Code, Message = status.Message };
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<ErrorInfo>(out var info))
                failure = failure with { Reason = info.Reason, Metadata = new Dictionary<string, string>(info.Metadata) };
            else if (detail.TryUnpack<BadRequest>(out var bad))
                failure = failure with { Violations = [.. bad.FieldViolations.Select(v => new FieldViolation(v.Field, v.Description))] };
            else if (detail.TryUnpack<RetryInfo>(out var retry) && retry.RetryDelay is { } delay)
                failure = failure with { RetryDelay = delay.ToTimeSpan() };
        }
        return failure;
    }

    public static Google.Rpc.Status ToStatus(RpcException exception)
    {
        var details = exception.Trailers.GetValueBytes(DetailsKey);
        if (details is not null)
        {
            try
            {
                return Google.Rpc.Status.Parser.ParseFrom(details);
            }
            catch (InvalidProtocolBufferException)
            {
                // As in Read.
            }
        }
        return ToStatus(Read(exception));
    }

    /// <summary>For failures of the client's own making, which carry no violations.</summary>
    public static Google.Rpc.Status ToStatus(HubFailure failure)
    {
        var status = new Google.Rpc.Status { Code = (int)failure.Code, Message = failure.Message };
        if (failure.Reason.Length > 0) status.Details.Add(Any.Pack(new ErrorInfo { Reason = failure.Reason, Domain = "mash.client" }));
        if (failure.RetryDelay is { } delay) status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return status;
    }

    public static MashException ToException(RpcException exception) => ToException(Read(exception), exception);

    public static MashException ToException(HubFailure failure, Exception? inner) => failure.Code switch
    {
        StatusCode.InvalidArgument => new MashInvalidInputException(failure, inner),
        StatusCode.AlreadyExists => new MashConflictException(failure, inner),
        StatusCode.NotFound => new MashNotFoundException(failure, inner),
        StatusCode.FailedPrecondition or StatusCode.Aborted or StatusCode.OutOfRange => new MashStateException(failure, inner),
        StatusCode.Unauthenticated => new MashAuthenticationException(failure, inner),
        StatusCode.PermissionDenied => new MashPermissionException(failure, inner),
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Cancelled =>
            new MashUnavailableException(failure, inner),
        _ => new MashServerException(failure, inner),
    };

    /// <summary>grpc-dotnet gives INTERNAL for a broken connection or an untrusted certificate: nobody at the hub said so.</summary>
    private static bool NeverArrived(RpcException exception) =>
        exception.StatusCode is StatusCode.Internal or StatusCode.Unknown
        && exception.Status.DebugException is HttpRequestException or IOException;
}
