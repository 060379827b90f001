using Grpc.Core;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mash.Hub.Access.Accounts;

/// <summary>Registers the life of accounts and its rpcs.</summary>
internal static class AccountModule
{
    /// <summary>An <see cref="ISignInAccounts"/> that is registered before stands for the authority; without one people sign in elsewhere.</summary>
    public static void AddAccounts(this IServiceCollection services, DormancyOptions dormancy)
    {
        services.TryAddSingleton<ISignInAccounts, SignInAccountsElsewhere>();
        services.AddSingleton(dormancy);
        services.AddSingleton<AccountUse>();
        services.AddSingleton<AccountChange>();
        services.AddSingleton<InviteAccount>();
        services.AddSingleton<ResendInvitation>();
        services.AddSingleton<LinkAccount>();
        services.AddSingleton<RoleActs>();
        services.AddSingleton<AccountStandingActs>();
        services.AddSingleton<ReadAccounts>();
        services.AddSingleton<AccountGrpcService>();
        services.AddSingleton<DormantAccounts>();
        services.AddHostedService(provider => provider.GetRequiredService<DormantAccounts>());
    }
}

/// <summary>mash.v1.AccountService.</summary>
internal sealed class AccountGrpcService(
    InviteAccount invite, ResendInvitation resend, LinkAccount link, RoleActs roles, AccountStandingActs standing, ReadAccounts read)
    : AccountService.AccountServiceBase
{
    public override async Task<InviteAccountResponse> InviteAccount(InviteAccountRequest request, ServerCallContext context) =>
        (await invite.HandleAsync(request, AccessInterceptor.CallerOf(context), context.CancellationToken)).Value;

    public override async Task<LinkAccountResponse> LinkAccount(LinkAccountRequest request, ServerCallContext context) =>
        (await link.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ListAccountsResponse> ListAccounts(ListAccountsRequest request, ServerCallContext context) =>
        (await read.ListAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GetAccountResponse> GetAccount(GetAccountRequest request, ServerCallContext context) =>
        (await read.GetAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GrantRoleResponse> GrantRole(GrantRoleRequest request, ServerCallContext context) =>
        (await roles.GrantAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<EndRoleResponse> EndRole(EndRoleRequest request, ServerCallContext context) =>
        (await roles.EndAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<DisableAccountResponse> DisableAccount(DisableAccountRequest request, ServerCallContext context) =>
        (await standing.DisableAsync(request, AccessInterceptor.CallerOf(context), context.CancellationToken)).Value;

    public override async Task<EnableAccountResponse> EnableAccount(EnableAccountRequest request, ServerCallContext context) =>
        (await standing.EnableAsync(request, AccessInterceptor.CallerOf(context), context.CancellationToken)).Value;

    public override async Task<ResendInvitationResponse> ResendInvitation(ResendInvitationRequest request, ServerCallContext context) =>
        (await resend.HandleAsync(request, AccessInterceptor.CallerOf(context), context.CancellationToken)).Value;

    public override async Task<ListOwnSignInsResponse> ListOwnSignIns(ListOwnSignInsRequest request, ServerCallContext context) =>
        (await read.ListOwnSignInsAsync(request, AccessInterceptor.CallerOf(context), context.CancellationToken)).Value;
}
