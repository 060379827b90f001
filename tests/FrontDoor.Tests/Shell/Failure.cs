using Grpc.Core;

namespace Mash.FrontDoor.Tests;

/// <summary>Fails in the way that the address names.</summary>
internal static class Failure
{
    public static IResult Throw(string kind) => throw (System.Enum.TryParse<StatusCode>(kind, out var code)
        ? new RpcException(new Status(code, ""))
        : new InvalidOperationException("A fault of the test."));
}
