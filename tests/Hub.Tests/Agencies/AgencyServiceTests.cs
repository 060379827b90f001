using System.Security.Cryptography;
using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Agencies;

public class AgencyServiceTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task RegisteredAgency_IsReadWithItsKey(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var request = Registration();

        var registered = (await client.RegisterAgencyAsync(request)).Agency;
        var again = (await client.RegisterAgencyAsync(request)).Agency;
        var read = (await client.GetAgencyAsync(new GetAgencyRequest { AgencyId = registered.AgencyId })).Agency;

        again.AgencyId.ShouldBe(registered.AgencyId);
        read.ShouldBe(registered);
        read.Keys.Single().KeyId.Length.ShouldBe(43);
        read.Scopes.Count.ShouldBe(4);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ActsOnAnAgency_AreFoundByTheAgency(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = (await (await AdministratorAsync(hub)).RegisterAgencyAsync(Registration())).Agency;
        await (await AdministratorAsync(hub)).SuspendAgencyAsync(new SuspendAgencyRequest { AgencyId = agency.AgencyId, RequestId = NewId(), Reason = "Key lost" });
        await (await AdministratorAsync(hub)).ListAgenciesAsync(new ListAgenciesRequest());

        var audit = hub.Services.GetRequiredService<AuditReader>();

        audit.CountActors(Guid.Parse(agency.AgencyId)).ShouldBe(3);
        (await hub.ReadLeavesAsync()).ShouldAllBe(leaf => !leaf.Contains("\"agency.", StringComparison.Ordinal) || leaf.Contains("\"subject\":", StringComparison.Ordinal));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRegistration_NamesEveryField(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);

        var refused = await Should.ThrowAsync<RpcException>(async () => await client.RegisterAgencyAsync(new RegisterAgencyRequest
        {
            Email = "nobody", PublicKey = "-----BEGIN PRIVATE KEY-----", SourceCodes = { "99" }, Scopes = { "everything" },
        }));

        refused.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        Violations(refused).ShouldBe(["email", "kind", "name", "public_key", "request_id", "scopes", "source_codes", "telephone"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ThirdLiveKey_IsRefusedUntilOneIsRevoked(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        await client.AddKeyAsync(AddKey(agency, Pem()));

        var third = Pem();
        var refused = await Should.ThrowAsync<RpcException>(async () => await client.AddKeyAsync(AddKey(agency, third)));
        await client.RevokeKeyAsync(new RevokeKeyRequest { AgencyId = agency.AgencyId, RequestId = NewId(), KeyId = agency.Keys[0].KeyId });
        await client.AddKeyAsync(AddKey(agency, third));
        var read = (await client.GetAgencyAsync(new GetAgencyRequest { AgencyId = agency.AgencyId })).Agency;

        refused.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        read.Keys.Count(key => key.RevokedTime is null).ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TokenOfARevokedKey_StopsWorkingAtOnce(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        var token = hub.Issuer.AgencyToken(Guid.Parse(agency.AgencyId), "contacts.read", agency.Keys[0].KeyId);
        var contacts = new ContactService.ContactServiceClient(hub.With(token));
        await contacts.ListContactsAsync(new ListContactsRequest());

        await client.RevokeKeyAsync(new RevokeKeyRequest { AgencyId = agency.AgencyId, RequestId = NewId(), KeyId = agency.Keys[0].KeyId });
        var refused = await Should.ThrowAsync<RpcException>(async () => await contacts.ListContactsAsync(new ListContactsRequest()));

        refused.StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SuspendedAgency_WorksAgainWhenResumed(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agencyId = await hub.AddAgencyAsync();
        var contacts = new ContactService.ContactServiceClient(hub.AsAgency(agencyId));

        await client.SuspendAgencyAsync(new SuspendAgencyRequest { AgencyId = agencyId.ToString(), RequestId = NewId(), Reason = "Keys were lost." });
        var suspended = await Should.ThrowAsync<RpcException>(async () => await contacts.ListContactsAsync(new ListContactsRequest()));
        await client.ResumeAgencyAsync(new ResumeAgencyRequest { AgencyId = agencyId.ToString(), RequestId = NewId() });

        suspended.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await contacts.ListContactsAsync(new ListContactsRequest())).Contacts.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PagesOfAgencies_ShowEachOnce(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        for (var index = 0; index < 5; index++)
            await client.RegisterAgencyAsync(Registration($"School {index}"));

        var first = await client.ListAgenciesAsync(new ListAgenciesRequest { PageSize = 3, NameContains = "school" });
        var second = await client.ListAgenciesAsync(new ListAgenciesRequest { PageSize = 3, NameContains = "school", PageToken = first.NextPageToken });
        var misused = await Should.ThrowAsync<RpcException>(async () =>
            await client.ListAgenciesAsync(new ListAgenciesRequest { PageSize = 3, PageToken = first.NextPageToken }));

        first.Agencies.Concat(second.Agencies).Select(agency => agency.Name).ShouldBe(["School 0", "School 1", "School 2", "School 3", "School 4"]);
        second.NextPageToken.ShouldBeEmpty();
        Violations(misused).ShouldBe(["page_token"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AgencyReadsItsOwnRow_AndNoOther(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var own = await hub.AddAgencyAsync("Own");
        var other = await hub.AddAgencyAsync("Other");
        var client = new AgencyService.AgencyServiceClient(hub.AsAgency(own));

        var read = await client.GetAgencyAsync(new GetAgencyRequest { AgencyId = own.ToString() });
        var refused = await Should.ThrowAsync<RpcException>(async () => await client.GetAgencyAsync(new GetAgencyRequest { AgencyId = other.ToString() }));

        read.Agency.AgencyId.ShouldBe(own.ToString());
        refused.StatusCode.ShouldBe(StatusCode.NotFound);
    }

    private static async Task<AgencyService.AgencyServiceClient> AdministratorAsync(TestHub hub) =>
        new(hub.AsStaff(await hub.AddStaffAsync("Ada Lowe", "admin")));

    private static RegisterAgencyRequest Registration(string name = "Bellfounder School") => new()
    {
        RequestId = NewId(),
        Name = name,
        Kind = AgencyKind.School,
        Telephone = "03069 990032",
        Email = "safeguarding@bellfounder.example",
        SourceCodes = { "2A" },
        PublicKey = Pem(),
    };

    private static AddKeyRequest AddKey(Agency agency, string pem) => new() { AgencyId = agency.AgencyId, RequestId = NewId(), PublicKey = pem };

    private static string Pem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static string NewId() => Guid.NewGuid().ToString();

    private static List<string> Violations(RpcException exception) =>
        [.. Google.Rpc.Status.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin")).Details
            .Single(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field).Order()];
}
