using Grpc.Core;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.FrontDoor.Shell;

/// <summary>Which status a page answers with when it did not handle a failure itself.</summary>
internal static class FailureStatus
{
    public static int Of(Exception failure) => failure switch
    {
        // The form is read for its token first, so that one that is too large shows here.
        AntiforgeryValidationException { InnerException: BadHttpRequestException unreadable } => unreadable.StatusCode,
        AntiforgeryValidationException => StatusCodes.Status400BadRequest,
        BadHttpRequestException unreadable => unreadable.StatusCode,
        RpcException call => Of(call.StatusCode),
        _ => StatusCodes.Status500InternalServerError,
    };

    private static int Of(StatusCode code) => code switch
    {
        // Something in the address, such as a token of a page long gone: what people type is answered by the pages themselves.
        StatusCode.InvalidArgument or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        // A person whose account the hub has closed still holds a ticket: asking them to sign in again would go round in circles.
        StatusCode.PermissionDenied or StatusCode.Unauthenticated => StatusCodes.Status403Forbidden,
        StatusCode.Aborted or StatusCode.FailedPrecondition => StatusCodes.Status409Conflict,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
