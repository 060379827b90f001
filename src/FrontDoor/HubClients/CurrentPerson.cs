using Mash.V1;

namespace Mash.FrontDoor.HubClients;

/// <summary>Who this request is from, as the hub sees them now. Asked at most once a request.</summary>
internal sealed class CurrentPerson(AccessService.AccessServiceClient access, IHttpContextAccessor accessor)
{
    private Task<GetMeResponse>? asked;

    /// <exception cref="Grpc.Core.RpcException">The hub does not know them, or cannot be reached.</exception>
    public Task<GetMeResponse> GetAsync() => asked ??= AskAsync();

    /// <summary>The hub's domain time at this request: what "now", "today" and ages go by.</summary>
    public async Task<DateTimeOffset> NowAsync() => (await GetAsync()).DomainTime.ToDateTimeOffset();

    private async Task<GetMeResponse> AskAsync() =>
        await access.GetMeAsync(new GetMeRequest(), cancellationToken: accessor.HttpContext?.RequestAborted ?? default);
}
