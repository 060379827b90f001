using System.Security.Cryptography;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;
using static Mash.Hub.Tests.Agencies.RegistrationTests;

namespace Mash.Hub.Tests.Agencies;

/// <summary>An agency's own administrator: own people, own keys, nothing else, and of nobody else.</summary>
public class AgencyAdministratorTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task OwnPeopleAndKeys_AreChangedAndNoted(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var own = (await (await AdministratorAsync(hub)).RegisterAgencyAsync(Registration())).Agency;
        var client = new AgencyService.AgencyServiceClient(hub.AsStaff(await AddPersonAsync(hub, own, "Ines Okafor", "agency.admin")));

        await client.UpdateAgencyContactsAsync(new()
        {
            AgencyId = own.AgencyId, RequestId = NewId(), Etag = own.Etag, Telephone = "03069 990040",
            Contacts = { new AgencyContact { Name = "Ines Okafor", Role = "Head teacher", Telephone = "03069 990041", SafeguardingLead = true } },
        });
        var key = (await client.AddKeyAsync(new() { AgencyId = own.AgencyId, RequestId = NewId(), PublicKey = Pem() })).Key;
        await client.RevokeKeyAsync(new() { AgencyId = own.AgencyId, RequestId = NewId(), KeyId = key.KeyId });
        var read = (await client.GetAgencyAsync(new() { AgencyId = own.AgencyId })).Agency;
        var changes = (await client.ListAgencyChangesAsync(new() { AgencyId = own.AgencyId })).Changes;
        var me = await new AccessService.AccessServiceClient(hub.AsStaff(await AddPersonAsync(hub, own, "Second Person", "agency.admin"))).GetMeAsync(new());

        read.Telephone.ShouldBe("03069 990040");
        read.Contacts.Single().Name.ShouldBe("Ines Okafor");
        changes.Count(change => change is { ByAgency: true, ByName: "Ines Okafor" }).ShouldBe(3);
        me.Areas.ShouldContain(Area.OurAgency);
        me.Areas.ShouldNotContain(Area.Agencies);
        me.Memberships.Single().AgencyId.ShouldBe(own.AgencyId);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AnotherAgency_IsAnsweredLikeNone_AndTheRestIsRefused(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var administrator = await AdministratorAsync(hub);
        var own = (await administrator.RegisterAgencyAsync(Registration())).Agency;
        var otherRequest = Registration();
        otherRequest.Name = "Yarrowmead School";
        otherRequest.PublicKey = Pem();
        var other = (await administrator.RegisterAgencyAsync(otherRequest)).Agency;
        var client = new AgencyService.AgencyServiceClient(hub.AsStaff(await AddPersonAsync(hub, own, "Ines Okafor", "agency.admin")));

        foreach (var id in new[] { other.AgencyId, NewId() })
        {
            foreach (var act in new Func<Task>[]
            {
                async () => await client.GetAgencyAsync(new() { AgencyId = id }),
                async () => await client.ListAgencyChangesAsync(new() { AgencyId = id }),
                async () => await client.AddKeyAsync(new() { AgencyId = id, RequestId = NewId(), PublicKey = Pem() }),
                async () => await client.RevokeKeyAsync(new() { AgencyId = id, RequestId = NewId(), KeyId = other.Keys[0].KeyId }),
                async () => await client.SetJwksAddressAsync(new() { AgencyId = id, RequestId = NewId(), Etag = other.Etag, JwksAddress = "https://thief.example/jwks" }),
                async () => await client.UpdateAgencyContactsAsync(new() { AgencyId = id, RequestId = NewId(), Etag = other.Etag, Telephone = "03069 990040" }),
            })
                (await RefusedAsync(act)).StatusCode.ShouldBe(StatusCode.NotFound);
        }
        foreach (var act in new Func<Task>[]
        {
            async () => await client.UpdateAgencyAsync(new() { AgencyId = own.AgencyId, RequestId = NewId(), Etag = own.Etag, Name = "New", Kind = AgencyKind.School }),
            async () => await client.SetAgencyAccessAsync(new() { AgencyId = own.AgencyId, RequestId = NewId(), Etag = own.Etag, Scopes = { "contacts.read" }, SourceCodes = { "2A" } }),
            async () => await client.SetAgencyAgreementAsync(Agreement(own, Today(hub), Today(hub).AddYears(9))),
            async () => await client.ResumeAgencyAsync(new() { AgencyId = own.AgencyId, RequestId = NewId() }),
            async () => await client.ListAgenciesAsync(new()),
            async () => await client.RegisterAgencyAsync(Registration()),
        })
            (await RefusedAsync(act)).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task OldSignIn_IsAskedToConfirmBeforeKeys(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var own = (await (await AdministratorAsync(hub)).RegisterAgencyAsync(Registration())).Agency;
        var person = await AddPersonAsync(hub, own, "Ines Okafor", "agency.admin");
        var client = new AgencyService.AgencyServiceClient(hub.With(hub.Issuer.StaffToken(person, signedInBefore: TimeSpan.FromMinutes(6))));

        var refused = await RefusedAsync(async () => await client.AddKeyAsync(new() { AgencyId = own.AgencyId, RequestId = NewId(), PublicKey = Pem() }));

        AgreementTests.Reason(refused).ShouldBe(StepUp.Reason);
        (await client.GetAgencyAsync(new() { AgencyId = own.AgencyId })).Agency.Keys.ShouldBeEmpty();
    }

    private static Task<string> AddPersonAsync(TestHub hub, Agency agency, string name, string role) =>
        hub.AddAgencyPersonAsync(Guid.Parse(agency.AgencyId), name, role);

    private static string Pem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
