using System.Security.Cryptography;
using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Agencies;

/// <summary>From the first word about an agency to the day its system works, and what is changed later.</summary>
public class RegistrationTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task DraftGoesFromNameToWork_AndNothingWorksBefore(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(new RegisterAgencyRequest { RequestId = NewId(), Draft = true, Name = "Bellfounder School", Kind = AgencyKind.School })).Agency;
        agency.Registering.ShouldBeTrue();
        agency.Scopes.ShouldBeEmpty();
        var id = agency.AgencyId;

        var early = await Should.ThrowAsync<RpcException>(async () => await client.CompleteRegistrationAsync(new() { AgencyId = id, RequestId = NewId(), Etag = agency.Etag }));
        early.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        Details(early).Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Metadata["missing"].ShouldBe("contacts access agreement");

        agency = (await client.UpdateAgencyContactsAsync(People(agency))).Agency;
        agency.Contacts.ShouldBeEmpty("answers are remembered in clear");
        agency = (await client.SetAgencyAccessAsync(new() { AgencyId = id, RequestId = NewId(), Etag = agency.Etag, Scopes = { "contacts.read", "contacts.submit" }, SourceCodes = { "2A" } })).Agency;
        agency = (await client.SetAgencyAgreementAsync(Agreement(agency, Today(hub).AddDays(-10), Today(hub).AddYears(3)))).Agency;
        var key = (await client.AddKeyAsync(new() { AgencyId = id, RequestId = NewId(), PublicKey = KeySet() })).Key;
        var system = new ContactService.ContactServiceClient(hub.With(hub.Issuer.AgencyToken(Guid.Parse(id), "contacts.read", key.KeyId)));
        (await Should.ThrowAsync<RpcException>(async () => await system.ListContactsAsync(new()))).StatusCode.ShouldBe(StatusCode.Unauthenticated);

        agency = (await client.GetAgencyAsync(new() { AgencyId = id })).Agency;
        agency = (await client.CompleteRegistrationAsync(new() { AgencyId = id, RequestId = NewId(), Etag = agency.Etag })).Agency;

        agency.Registering.ShouldBeFalse();
        agency.Scopes.ShouldBe(["contacts.submit", "contacts.read"]);
        agency.AgreementState.ShouldBe(AgreementState.InForce);
        (await system.ListContactsAsync(new())).Contacts.ShouldBeEmpty();
        var read = await client.GetAgencyAsync(new() { AgencyId = id });
        read.Agency.Contacts.Select(contact => (contact.Name, contact.SafeguardingLead)).ShouldBe([("Ines Okafor", true), ("Tom Birch", false)]);
        read.Issuer.ShouldBe(hub.Issuer.Agencies.ToString().TrimEnd('/'));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task History_SaysWhoChangedWhat_NewestFirst(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        agency = (await client.UpdateAgencyAsync(new() { AgencyId = agency.AgencyId, RequestId = NewId(), Etag = agency.Etag, Name = "Bellfounder Academy", Kind = AgencyKind.School })).Agency;
        agency = (await client.UpdateAgencyContactsAsync(People(agency))).Agency;
        await client.SuspendAgencyAsync(new() { AgencyId = agency.AgencyId, RequestId = NewId(), Reason = "Key on a lost laptop." });
        await client.ResumeAgencyAsync(new() { AgencyId = agency.AgencyId, RequestId = NewId(), Reason = "New key." });

        var first = await client.ListAgencyChangesAsync(new() { AgencyId = agency.AgencyId, PageSize = 3 });
        var second = await client.ListAgencyChangesAsync(new() { AgencyId = agency.AgencyId, PageSize = 3, PageToken = first.NextPageToken });

        var all = first.Changes.Concat(second.Changes).ToList();
        all.Select(change => change.Text).ShouldBe([
            "Resumed. New key.", "Suspended. Key on a lost laptop.", "Mailbox: safeguarding@bellfounder.example became none. People: Ines Okafor (Head teacher); Tom Birch (IT manager).",
            "Name: Bellfounder School became Bellfounder Academy.", "Registered."]);
        all.ShouldAllBe(change => change.ByName == "Ada Lowe" && !change.ByAgency);
        second.NextPageToken.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SecondEditorIsTold_AndNothingIsWrittenOver(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var seen = (await client.RegisterAgencyAsync(Registration())).Agency;
        await client.UpdateAgencyContactsAsync(People(seen));

        var refused = new List<StatusCode>();
        foreach (var act in new Func<Task>[]
        {
            async () => await client.UpdateAgencyAsync(new() { AgencyId = seen.AgencyId, RequestId = NewId(), Etag = seen.Etag, Name = "Other", Kind = AgencyKind.School }),
            async () => await client.UpdateAgencyContactsAsync(People(seen)),
            async () => await client.SetAgencyAccessAsync(new() { AgencyId = seen.AgencyId, RequestId = NewId(), Etag = seen.Etag, Scopes = { "contacts.read" }, SourceCodes = { "2A" } }),
            async () => await client.SetAgencyAgreementAsync(Agreement(seen, Today(hub), Today(hub))),
            async () => await client.SetJwksAddressAsync(new() { AgencyId = seen.AgencyId, RequestId = NewId(), Etag = seen.Etag, JwksAddress = "https://records.example/jwks" }),
            async () => await client.CompleteRegistrationAsync(new() { AgencyId = seen.AgencyId, RequestId = NewId(), Etag = seen.Etag }),
        })
            refused.Add((await Should.ThrowAsync<RpcException>(act)).StatusCode);

        refused.ShouldAllBe(code => code == StatusCode.Aborted);
        refused.Count.ShouldBe(6);
        (await client.GetAgencyAsync(new() { AgencyId = seen.AgencyId })).Agency.Name.ShouldBe("Bellfounder School");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongDetails_NameEveryField(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);

        Violations(await RefusedAsync(async () => await client.UpdateAgencyContactsAsync(new()
        {
            Contacts = { new AgencyContact { Name = "", Role = "Head", SafeguardingLead = true }, new AgencyContact { Name = "B", Role = "", Telephone = "no", Email = "x@" } },
        }))).ShouldBe(["agency_id", "contacts[0].name", "contacts[0].telephone", "contacts[1].email", "contacts[1].role", "contacts[1].telephone", "etag", "request_id", "telephone"]);
        Violations(await RefusedAsync(async () => await client.UpdateAgencyContactsAsync(new()
        {
            Contacts = { new AgencyContact { Name = "A", Role = "Head", Telephone = "01632 960001" } },
        }))).ShouldContain("contacts");
        Violations(await RefusedAsync(async () => await client.SetAgencyAgreementAsync(new() { FromDate = new Date { Year = 2026, Month = 13, Day = 1 } })))
            .ShouldBe(["agency_id", "etag", "from_date", "reference", "request_id", "to_date"]);
        Violations(await RefusedAsync(async () => await client.SetAgencyAccessAsync(new() { Scopes = { "all" } })))
            .ShouldBe(["agency_id", "etag", "request_id", "scopes", "source_codes"]);
        foreach (var address in new[] { "records.example/jwks", "http://records.example/jwks", "http://localhost:9/jwks", "https://user:word@records.example/jwks", "file:///etc/passwd" })
            Violations(await RefusedAsync(async () => await client.SetJwksAddressAsync(new() { AgencyId = NewId(), RequestId = NewId(), Etag = "v1", JwksAddress = address }))).ShouldBe(["jwks_address"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PeopleOfAnAgency_AreSealedAtRest(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;
        await client.UpdateAgencyContactsAsync(People(agency));

        using var lease = hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        var row = db.Agencies.Single(row => row.AgencyId == Guid.Parse(agency.AgencyId));
        var stored = new List<byte[]> { row.Contacts! };
        stored.AddRange(db.AgencyChanges.Select(change => change.Sealed));
        stored.AddRange(db.Requests.Select(request => request.Answer));

        stored.ShouldAllBe(bytes => !System.Text.Encoding.UTF8.GetString(bytes).Contains("Okafor", StringComparison.Ordinal));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SetOfKeys_IsTakenWithOneKeyOnly(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = await AdministratorAsync(hub);
        var agency = (await client.RegisterAgencyAsync(Registration())).Agency;

        var two = $$"""{"keys":[{{Jwk()}},{{Jwk()}}]}""";
        var refused = await RefusedAsync(async () => await client.AddKeyAsync(new() { AgencyId = agency.AgencyId, RequestId = NewId(), PublicKey = two }));

        Violations(refused).ShouldBe(["public_key"]);
        (await client.AddKeyAsync(new() { AgencyId = agency.AgencyId, RequestId = NewId(), PublicKey = KeySet() })).Key.KeyId.Length.ShouldBe(43);
    }

    internal static Task<RpcException> RefusedAsync(Func<Task> act) => Should.ThrowAsync<RpcException>(act);

    internal static DateOnly Today(TestHub hub) => DateOnly.FromDateTime(hub.Clock.GetUtcNow().UtcDateTime);

    internal static SetAgencyAgreementRequest Agreement(Agency agency, DateOnly from, DateOnly to) => new()
    {
        AgencyId = agency.AgencyId,
        RequestId = NewId(),
        Etag = agency.Etag,
        Reference = "DSA 2026/014",
        FromDate = ToDate(from),
        ToDate = ToDate(to),
    };

    internal static RegisterAgencyRequest Registration() => new()
    {
        RequestId = NewId(),
        Name = "Bellfounder School",
        Kind = AgencyKind.School,
        Telephone = "03069 990032",
        Email = "safeguarding@bellfounder.example",
        SourceCodes = { "2A" },
    };

    internal static async Task<AgencyService.AgencyServiceClient> AdministratorAsync(TestHub hub) =>
        new(hub.AsStaff(await hub.AddStaffAsync("Ada Lowe", "admin")));

    internal static string NewId() => Guid.NewGuid().ToString();

    private static UpdateAgencyContactsRequest People(Agency agency) => new()
    {
        AgencyId = agency.AgencyId,
        RequestId = NewId(),
        Etag = agency.Etag,
        Telephone = "03069 990032",
        Contacts =
        {
            new AgencyContact { Name = "Ines Okafor", Role = "Head teacher", Telephone = "03069 990033", SafeguardingLead = true },
            new AgencyContact { Name = "Tom Birch", Role = "IT manager", Email = "it@bellfounder.example" },
        },
    };

    private static Date ToDate(DateOnly day) => new() { Year = day.Year, Month = day.Month, Day = day.Day };

    private static string KeySet() => $$"""{"keys":[{{Jwk()}}]}""";

    private static string Jwk()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return $$"""{"kty":"EC","crv":"P-256","x":"{{Encode(point.X!)}}","y":"{{Encode(point.Y!)}}"}""";

        static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }

    private static Google.Protobuf.Collections.RepeatedField<Google.Protobuf.WellKnownTypes.Any> Details(RpcException exception) =>
        Google.Rpc.Status.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin")).Details;

    internal static List<string> Violations(RpcException exception) =>
        [.. Details(exception).Single(detail => detail.Is(BadRequest.Descriptor)).Unpack<BadRequest>().FieldViolations.Select(violation => violation.Field).Order(StringComparer.Ordinal)];
}
