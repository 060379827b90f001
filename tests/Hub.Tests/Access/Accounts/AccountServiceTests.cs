using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Access.Accounts;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Access.Accounts;

public class AccountServiceTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task InvitedPerson_HasTheRolesAndOneMessageWithALinkThatWorks(DatabaseProvider provider)
    {
        var (hub, signIns) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var client = await AdministratorAsync(hub);
        var request = Invitation();

        var invited = await client.InviteAccountAsync(request);
        var again = await client.InviteAccountAsync(request);
        var account = (await client.GetAccountAsync(new GetAccountRequest { AccountId = invited.AccountId })).Account;

        again.AccountId.ShouldBe(invited.AccountId);
        account.State.ShouldBe(AccountState.Invited);
        account.Name.ShouldBe("Nadia Osei");
        account.Roles.Select(role => role.Role).ShouldBe([Roles.ContactOfficer, Roles.Manager]);
        var message = Messages(hub).ShouldHaveSingleItem();
        message.Recipient.ShouldBe("nadia.osei@mash.example");
        signIns.Live.Keys.Count(link => message.Body.Contains(link.ToString(), StringComparison.Ordinal)).ShouldBe(1);
        (await hub.ReadLeavesAsync()).Count(leaf => leaf.Contains("\"account.invite\"", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task InvitationSentAgain_EndsTheEarlierLink_AndLetsAPersonBeginAgain(DatabaseProvider provider)
    {
        var (hub, signIns) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var client = await AdministratorAsync(hub);
        var invited = await client.InviteAccountAsync(Invitation());

        await client.ResendInvitationAsync(new ResendInvitationRequest { AccountId = invited.AccountId, RequestId = NewId() });
        var (link, subject) = signIns.Live.ShouldHaveSingleItem();
        await new AccessService.AccessServiceClient(hub.AsStaff(subject)).GetMeAsync(new GetMeRequest());
        await hub.Services.GetRequiredService<AccountUse>().StoreAsync(hub.Services.GetRequiredService<WriteQueue>());
        var account = (await client.GetAccountAsync(new GetAccountRequest { AccountId = invited.AccountId })).Account;
        await client.ResendInvitationAsync(new ResendInvitationRequest { AccountId = invited.AccountId, RequestId = NewId() });
        await client.DisableAccountAsync(new DisableAccountRequest { AccountId = invited.AccountId, RequestId = NewId() });
        var closed = await Should.ThrowAsync<RpcException>(async () =>
            await client.ResendInvitationAsync(new ResendInvitationRequest { AccountId = invited.AccountId, RequestId = NewId() }));

        var messages = Messages(hub);
        messages.Count.ShouldBe(3);
        messages[1].Body.ShouldContain(link.ToString());
        messages[0].Body.ShouldContain("begin again");
        account.State.ShouldBe(AccountState.Open);
        Reason(closed).ShouldBe("ACCOUNT_CLOSED");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongInvitation_NamesEveryField(DatabaseProvider provider)
    {
        var (hub, _) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var client = await AdministratorAsync(hub);

        var refused = await Should.ThrowAsync<RpcException>(async () => await client.InviteAccountAsync(new InviteAccountRequest
        {
            Name = " ", Email = "Nobody <nobody@mash.example>", Roles = { "agency.referrer" }, AgencyId = "",
        }));
        var otherSide = await Should.ThrowAsync<RpcException>(async () => await client.InviteAccountAsync(new InviteAccountRequest
        {
            RequestId = NewId(), Name = "Nadia Osei", Email = "nadia@mash.example", Roles = { Roles.Manager }, AgencyId = Guid.NewGuid().ToString(),
        }));
        await client.InviteAccountAsync(Invitation());
        var taken = await Should.ThrowAsync<RpcException>(async () => await client.InviteAccountAsync(Invitation()));

        Violations(refused).ShouldBe(["email", "name", "request_id", "roles"]);
        Violations(otherSide).ShouldBe(["roles"]);
        taken.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        Messages(hub).Count.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AgencyAdministrator_FindsAndChangesNobodyButTheirOwnPeople(DatabaseProvider provider)
    {
        var (hub, _) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var (mine, other) = (await hub.AddAgencyAsync("Mine"), await hub.AddAgencyAsync("Other"));
        var administrator = new AccountService.AccountServiceClient(hub.AsStaff(await hub.AddAgencyPersonAsync(mine, "Ann Admin", Roles.AgencyAdministrator)));
        await hub.AddAgencyPersonAsync(mine, "Bo Mine", Roles.AgencyReferrer);
        var others = AccountOf(hub, await hub.AddAgencyPersonAsync(other, "Cy Other", Roles.AgencyReferrer));
        var staff = AccountOf(hub, await hub.AddStaffAsync("Di Staff", Roles.Manager));

        var listed = await administrator.ListAccountsAsync(new ListAccountsRequest());
        var hidden = await Should.ThrowAsync<RpcException>(async () => await administrator.GetAccountAsync(new GetAccountRequest { AccountId = others }));
        var absent = await Should.ThrowAsync<RpcException>(async () => await administrator.GetAccountAsync(new GetAccountRequest { AccountId = Guid.NewGuid().ToString() }));
        var closing = await Should.ThrowAsync<RpcException>(async () => await administrator.DisableAccountAsync(new DisableAccountRequest { AccountId = staff, RequestId = NewId() }));
        var wrongRole = await Should.ThrowAsync<RpcException>(async () => await administrator.GrantRoleAsync(
            new GrantRoleRequest { AccountId = listed.Accounts[1].AccountId, RequestId = NewId(), Role = Roles.Manager }));
        var wrongAgency = await Should.ThrowAsync<RpcException>(async () => await administrator.InviteAccountAsync(new InviteAccountRequest
        {
            RequestId = NewId(), Name = "Ed", Email = "ed@mash.example", Roles = { Roles.AgencyReferrer }, AgencyId = other.ToString(),
        }));
        await administrator.GrantRoleAsync(new GrantRoleRequest { AccountId = listed.Accounts[1].AccountId, RequestId = NewId(), Role = Roles.AgencySupervisor });

        listed.Accounts.Select(account => account.Name).ShouldBe(["Ann Admin", "Bo Mine"]);
        Bytes(hidden).ShouldBe(Bytes(absent));
        closing.StatusCode.ShouldBe(StatusCode.NotFound);
        Violations(wrongRole).ShouldBe(["role"]);
        Violations(wrongAgency).ShouldBe(["agency_id"]);
        (await administrator.ListAccountsAsync(new ListAccountsRequest { Role = Roles.AgencySupervisor })).Accounts.Single().Name.ShouldBe("Bo Mine");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task OwnRoles_AndTheLastAdministrator_StayAsTheyAre(DatabaseProvider provider)
    {
        var (hub, signIns) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var first = await hub.AddStaffAsync("Ann Admin", Roles.Administrator);
        var client = new AccountService.AccountServiceClient(hub.AsStaff(first));
        var invited = await client.InviteAccountAsync(new InviteAccountRequest { RequestId = NewId(), Name = "New", Email = "new@mash.example", Roles = { Roles.Administrator } });
        var own = await Should.ThrowAsync<RpcException>(async () =>
            await client.GrantRoleAsync(new GrantRoleRequest { AccountId = AccountOf(hub, first), RequestId = NewId(), Role = Roles.PrivacyLead }));
        var ownClosing = await Should.ThrowAsync<RpcException>(async () => await client.DisableAccountAsync(new DisableAccountRequest { AccountId = AccountOf(hub, first), RequestId = NewId() }));

        // The invited one has not begun: the first is still the last who can sign in.
        var newcomer = new AccountService.AccountServiceClient(hub.AsStaff(signIns.Live.Values.Single()));
        var last = await Should.ThrowAsync<RpcException>(async () =>
            await newcomer.EndRoleAsync(new EndRoleRequest { AccountId = AccountOf(hub, first), RequestId = NewId(), Role = Roles.Administrator }));
        await hub.Services.GetRequiredService<AccountUse>().StoreAsync(hub.Services.GetRequiredService<WriteQueue>());
        await newcomer.EndRoleAsync(new EndRoleRequest { AccountId = AccountOf(hub, first), RequestId = NewId(), Role = Roles.Administrator });

        Reason(own).ShouldBe("OWN_ACCOUNT");
        Reason(ownClosing).ShouldBe("OWN_ACCOUNT");
        Reason(last).ShouldBe("LAST_ADMINISTRATOR");
        (await Should.ThrowAsync<RpcException>(async () => await client.ListAccountsAsync(new ListAccountsRequest()))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await newcomer.GetAccountAsync(new GetAccountRequest { AccountId = invited.AccountId })).Account.Own.ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Person_IsOfTheHubOrOfOneAgency(DatabaseProvider provider)
    {
        var (hub, _) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var agency = await hub.AddAgencyAsync();
        var client = await AdministratorAsync(hub);
        var staff = AccountOf(hub, await hub.AddStaffAsync("Di Staff", Roles.Manager));
        var grant = new GrantRoleRequest { AccountId = staff, RequestId = NewId(), Role = Roles.AgencyReferrer, AgencyId = agency.ToString() };

        var both = await Should.ThrowAsync<RpcException>(async () => await client.GrantRoleAsync(grant));
        await client.EndRoleAsync(new EndRoleRequest { AccountId = staff, RequestId = NewId(), Role = Roles.Manager });
        await client.GrantRoleAsync(new GrantRoleRequest(grant) { RequestId = NewId() });

        Reason(both).ShouldBe("OTHER_SIDE");
        (await client.ListAccountsAsync(new ListAccountsRequest { AgencyId = agency.ToString() })).Accounts.Single().Roles.Single().RoleName.ShouldBe("Referrer");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ListOfPeople_GoesOnWhereThePageEnded(DatabaseProvider provider)
    {
        var (hub, _) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var client = await AdministratorAsync(hub);
        foreach (var name in new[] { "bea", "Abe", "Cal", "dot" })
            await hub.AddStaffAsync(name, Roles.SocialWorker);

        var request = new ListAccountsRequest { PageSize = 3, Role = Roles.SocialWorker };
        var first = await client.ListAccountsAsync(request);
        await hub.AddStaffAsync("Ada", Roles.SocialWorker);
        var second = await client.ListAccountsAsync(new ListAccountsRequest(request) { PageToken = first.NextPageToken });
        var otherFilter = await Should.ThrowAsync<RpcException>(async () => await client.ListAccountsAsync(new ListAccountsRequest { PageToken = first.NextPageToken }));

        first.Accounts.Select(account => account.Name).ShouldBe(["Abe", "bea", "Cal"]);
        second.Accounts.Select(account => account.Name).ShouldBe(["dot"]);
        second.NextPageToken.ShouldBeEmpty();
        Violations(otherFilter).ShouldBe(["page_token"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ChangeWithAnOldSignIn_AsksForAFreshOne(DatabaseProvider provider)
    {
        var (hub, _) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var subject = await hub.AddStaffAsync("Ann Admin", Roles.Administrator);
        var client = new AccountService.AccountServiceClient(hub.With(hub.Issuer.StaffToken(subject, signedInBefore: TimeSpan.FromMinutes(6))));

        (await client.ListAccountsAsync(new ListAccountsRequest())).Accounts.Count.ShouldBe(1);
        var refused = await Should.ThrowAsync<RpcException>(async () => await client.InviteAccountAsync(Invitation()));

        Reason(refused).ShouldBe("STEP_UP_REQUIRED");
        Messages(hub).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WhereAnotherAuthoritySignsPeopleIn_TheyAreAddedByItsNames(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var link = new LinkAccountRequest { RequestId = NewId(), Name = "Nadia Osei", Issuer = hub.Issuer.Staff.ToString(), Subject = "00u1a2b3", Roles = { Roles.Manager } };

        var invited = await Should.ThrowAsync<RpcException>(async () => await client.InviteAccountAsync(Invitation()));
        var linked = await client.LinkAccountAsync(link);
        var twice = await Should.ThrowAsync<RpcException>(async () => await client.LinkAccountAsync(new LinkAccountRequest(link) { RequestId = NewId() }));
        var elsewhere = await Should.ThrowAsync<RpcException>(async () => await client.LinkAccountAsync(new LinkAccountRequest(link) { Issuer = "https://elsewhere.example" }));
        var me = await new AccessService.AccessServiceClient(hub.AsStaff("00u1a2b3")).GetMeAsync(new GetMeRequest());

        Reason(invited).ShouldBe("SIGN_IN_ELSEWHERE");
        Reason(twice).ShouldBe("ACCOUNT_EXISTS");
        Violations(elsewhere).ShouldBe(["issuer"]);
        me.Name.ShouldBe("Nadia Osei");
        (await client.GetAccountAsync(new GetAccountRequest { AccountId = linked.AccountId })).Account.State.ShouldBe(AccountState.Open);
        (await new AccountService.AccountServiceClient(hub.AsStaff("00u1a2b3")).ListOwnSignInsAsync(new ListOwnSignInsRequest())).KeptElsewhere.ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task OwnSignIns_AreShownToTheirOwner(DatabaseProvider provider)
    {
        var (hub, signIns) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        signIns.History.Add(new SignInEntry(hub.Clock.GetUtcNow(), SignInMethod.Passkey, true, false, "Firefox"));
        signIns.History.Add(new SignInEntry(hub.Clock.GetUtcNow(), SignInMethod.Password, false, true, "Chrome"));
        var subject = await hub.AddStaffAsync("Di Staff", Roles.Manager);

        var answer = await new AccountService.AccountServiceClient(hub.AsStaff(subject)).ListOwnSignInsAsync(new ListOwnSignInsRequest());

        answer.SignIns.Select(signIn => (signIn.Method, signIn.Succeeded, signIn.Locked)).ShouldBe([(SignInMethod.Passkey, true, false), (SignInMethod.Password, false, true)]);
        answer.KeptElsewhere.ShouldBeFalse();
        (await hub.ReadLeavesAsync()).ShouldContain(leaf => leaf.Contains("\"account.own_sign_ins\"", StringComparison.Ordinal));
    }

    internal static async Task<AccountService.AccountServiceClient> AdministratorAsync(TestHub hub) =>
        new(hub.AsStaff(await hub.AddStaffAsync("Zoe Administrator", Roles.Administrator)));

    internal static string AccountOf(TestHub hub, string subject) =>
        hub.Services.GetRequiredService<AccessDirectory>().Account(hub.Issuer.Staff.ToString().TrimEnd('/'), subject)!.AccountId.ToString();

    /// <summary>Messages about accounts and alerts, newest first.</summary>
    internal static List<OutboundMessage> Messages(TestHub hub)
    {
        using var lease = hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        return [.. db.Messages.Where(row => row.ContactId == null).AsEnumerable().OrderByDescending(row => row.MessageId.ToString()).Select(row => Open(hub, row))];
    }

    internal static string NewId() => Guid.CreateVersion7().ToString();

    internal static string Reason(RpcException refused) => Details(refused).Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason;

    /// <summary>The text too, which a hub with real people shows to nobody.</summary>
    private static OutboundMessage Open(TestHub hub, MessageRow row) => Mash.Hub.Storage.Keys.Sealer.Open(
        hub.Services.GetRequiredService<Mash.Hub.Storage.Keys.KeyStore>().Get(row.KeyId), Mash.Hub.Storage.Keys.RecordKind.Message, row.MessageId, 1, row.Sealed, OutboundMessage.Parser);

    private static InviteAccountRequest Invitation() => new()
    {
        RequestId = NewId(), Name = "Nadia Osei", Email = "nadia.osei@mash.example", Roles = { Roles.Manager, Roles.ContactOfficer },
    };

    private static List<string> Violations(RpcException refused) =>
        [.. Details(refused).Single(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal)];

    private static Google.Protobuf.Collections.RepeatedField<Google.Protobuf.WellKnownTypes.Any> Details(RpcException refused) =>
        Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin")).Details;

    private static string Bytes(RpcException refused) => Convert.ToHexString(refused.Trailers.GetValueBytes("grpc-status-details-bin")!);
}
