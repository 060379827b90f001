using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.People;

/// <summary>Registers finding people and its rpcs.</summary>
internal static class PersonModule
{
    public static void AddPeople(this IServiceCollection services)
    {
        services.AddSingleton<LookUpPerson>();
        services.AddSingleton<PersonGrpcService>();
    }
}

/// <summary>mash.v1.PersonService: one file for each rpc beside this one.</summary>
internal sealed class PersonGrpcService(LookUpPerson lookUp) : PersonService.PersonServiceBase
{
    public override async Task<LookUpPersonResponse> LookUpPerson(LookUpPersonRequest request, ServerCallContext context) =>
        (await lookUp.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
