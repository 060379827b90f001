using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.AspNetCore.Authorization;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Mash.Hub.Grpc;

/// <summary>
/// The standard health protocol (grpc.health.v1) for load balancers and monitors, which have no token. The empty name asks about the whole process.
/// </summary>
[AllowAnonymous]
internal sealed class HealthService(ServingState state, PublishedSchema schema) : Health.HealthBase
{
    /// <summary>The state now; NOT_FOUND for a service that this process does not have.</summary>
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) => IsKnown(request.Service)
        ? Task.FromResult(new HealthCheckResponse { Status = state.Current.Status })
        : throw new RpcException(new Status(StatusCode.NotFound, "This server has no service of that name."));

    /// <summary>The state now and every later one; SERVICE_UNKNOWN for a service that this process does not have. Ends with UNAVAILABLE when the host stops.</summary>
    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        var isKnown = IsKnown(request.Service);
        ServingStatus? sent = null;
        try
        {
            for (var snapshot = state.Current; ; snapshot = state.Current)
            {
                var status = isKnown ? snapshot.Status : ServingStatus.ServiceUnknown;
                if (status != sent)
                {
                    await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
                    sent = status;
                }

                if (snapshot.IsFinal)
                {
                    throw new RpcException(new Status(StatusCode.Unavailable, "The server is stopping."));
                }

                await snapshot.Replaced.WaitAsync(context.CancellationToken);
            }
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            // The caller has left: the usual end of a watch.
        }
    }

    private bool IsKnown(string service) => service.Length == 0 || schema.ServiceNames.Contains(service);
}
