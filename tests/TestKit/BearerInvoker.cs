using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Mash.TestKit;

/// <summary>Adds a bearer token to every call, also over plain loopback, where call credentials would not be sent.</summary>
internal static class BearerInvoker
{
    public static CallInvoker WithBearer(this CallInvoker invoker, string? token) =>
        token is null ? invoker : invoker.Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + token);
            return metadata;
        });
}
