using Google.Protobuf.Reflection;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Access;

public class RpcPolicyTests
{
    [Fact]
    public void EveryRpcOfEveryService_DeclaresWhoMayCall()
    {
        var rpcs = typeof(ContactService).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<ServiceDescriptor>()
            .SelectMany(service => service.Methods).Select(method => $"/{method.Service.FullName}/{method.Name}").ToList();

        RpcPolicies.All.Keys.Order().ShouldBe(rpcs.Order());
    }

    [Fact]
    public void EveryPolicy_AdmitsSomebodyAndNamesOnlyKnownRoles()
    {
        foreach (var (rpc, policy) in RpcPolicies.All)
        {
            (policy.Anonymous || policy.AnyPerson || policy.AgencyScope is not null || policy.FrontDoorScope is not null || policy.StaffRoles.Count > 0 || policy.AgencyRoles.Count > 0)
                .ShouldBeTrue(rpc);
            policy.StaffRoles.ShouldAllBe(role => Roles.Names.ContainsKey(role), rpc);
            policy.AgencyRoles.ShouldAllBe(role => Roles.AgencyNames.ContainsKey(role), rpc);
        }
    }

    [Fact]
    public void Administrators_SeeNoCaseContent()
    {
        string[] content = ["/mash.v1.ContactService/", "/mash.v1.ScreeningService/", "/mash.v1.DecisionService/", "/mash.v1.EventService/"];

        RpcPolicies.All.Where(policy => content.Any(service => policy.Key.StartsWith(service, StringComparison.Ordinal)))
            .ShouldAllBe(policy => !policy.Value.StaffRoles.Contains(Roles.Administrator) && !policy.Value.AnyPerson);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokensThatDoNotCount_AreRefused(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = await hub.AddAgencyAsync();
        using var otherKey = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var claims = new Dictionary<string, object> { ["client_id"] = agency.ToString(), ["scope"] = "contacts.read" };
        var issuer = hub.Issuer;
        string?[] tokens =
        [
            null,
            "nonsense",
            Unsigned(issuer.AgencyToken(agency, "contacts.read")),
            issuer.Token(issuer.Agencies, agency.ToString(), claims, audience: "somebody-else"),
            issuer.Token(issuer.Agencies, agency.ToString(), claims, type: "JWT"),
            issuer.Token(issuer.Agencies, agency.ToString(), claims, lifetime: TimeSpan.FromMinutes(-5)),
            issuer.Token(issuer.Agencies, agency.ToString(), claims, otherKey: otherKey),
            issuer.Token(new Uri("https://elsewhere.example/"), agency.ToString(), claims),
            issuer.Token(issuer.Staff, agency.ToString(), claims),
            issuer.Token(issuer.Agencies, Guid.NewGuid().ToString(), claims),
        ];

        foreach (var token in tokens)
        {
            var refused = await Should.ThrowAsync<RpcException>(async () =>
                await new ContactService.ContactServiceClient(hub.With(token)).ListContactsAsync(new ListContactsRequest()));
            refused.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        }
    }

    [Theory]
    [OnEachDatabase]
    internal async Task MissingScopeOrRole_IsRefusedAndOnTheRecord(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = await hub.AddAgencyAsync();
        var submitOnly = new ContactService.ContactServiceClient(hub.AsAgency(agency, "contacts.submit"));
        var analyst = new ContactService.ContactServiceClient(hub.AsStaff(await hub.AddStaffAsync("Nia Cole", "analyst")));

        var scope = await Should.ThrowAsync<RpcException>(async () => await submitOnly.ListContactsAsync(new ListContactsRequest()));
        var role = await Should.ThrowAsync<RpcException>(async () => await analyst.ListContactsAsync(new ListContactsRequest()));

        scope.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        role.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await hub.ReadLeavesAsync()).Count(leaf => leaf.Contains("\"act\":\"rpc.refused\"") && leaf.Contains("\"decision\":\"deny\"")).ShouldBe(2);
    }

    /// <summary>The same claims with <c>alg: none</c> and no signature.</summary>
    private static string Unsigned(string token) =>
        System.Buffers.Text.Base64Url.EncodeToString("""{"alg":"none","typ":"at+jwt"}"""u8) + "." + token.Split('.')[1] + ".";
}
