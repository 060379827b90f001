using Google.Protobuf.Reflection;
using Grpc.Health.V1;
using Grpc.Reflection.V1;

namespace Mash.Hub.Grpc;

/// <summary>Adds the two services that every gRPC server is expected to have: health and reflection.</summary>
internal static class StandardServices
{
    /// <summary>Registers <see cref="ServingState"/> and <see cref="PublishedSchema"/>.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="serviceFiles">The descriptors of the files whose services the host maps, for instance <c>ContactServiceReflection.Descriptor</c>; health and reflection are added.</param>
    public static IServiceCollection AddStandardServices(this IServiceCollection services, params IEnumerable<FileDescriptor> serviceFiles) => services
        .AddSingleton<ServingState>()
        .AddSingleton(new PublishedSchema([.. serviceFiles, HealthReflection.Descriptor, ReflectionReflection.Descriptor]));

    /// <summary>Maps health and reflection; both answer without a token.</summary>
    public static void MapStandardServices(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGrpcService<HealthService>();
        endpoints.MapGrpcService<ReflectionService>();
    }
}
