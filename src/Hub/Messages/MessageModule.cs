using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Messages;

/// <summary>Registers the outbox of messages to people and its rpcs.</summary>
internal static class MessageModule
{
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<IMessageTransport, LocalTransport>();
        services.AddSingleton<MessageSender>();
        services.AddHostedService(provider => provider.GetRequiredService<MessageSender>());
        services.AddSingleton<MessageReader>();
        services.AddSingleton<ListMessages>();
        services.AddSingleton<GetMessage>();
        services.AddSingleton<MessageGrpcService>();
    }
}

/// <summary>mash.v1.MessageService: one file for each rpc beside this one.</summary>
internal sealed class MessageGrpcService(ListMessages list, GetMessage get) : MessageService.MessageServiceBase
{
    public override async Task<ListMessagesResponse> ListMessages(ListMessagesRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GetMessageResponse> GetMessage(GetMessageRequest request, ServerCallContext context) =>
        (await get.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
