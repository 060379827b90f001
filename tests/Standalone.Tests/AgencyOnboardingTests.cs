using System.Security.Cryptography;
using Mash.AgencyClient;
using Mash.Hub.Storage;
using Mash.Standalone.SampleWorld;
using Mash.Standalone.Tests.Support;
using Mash.V1;

namespace Mash.Standalone.Tests;

/// <summary>An agency from its registration to its first contact and to the end of its agreement, over the real issuers and with the SDK.</summary>
public sealed class AgencyOnboardingTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task RegisteredAgency_SubmitsWithItsKey_UntilItsAgreementEnds(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);
        await run.FillAsync(contact => contact.Reference == "SCH-20250404-001");
        using var hub = new HubCalls(run.Options, run.Host.AuthorityFile, new SampleAccounts(run.Options, null!, null!).Password());
        var administrator = hub.Agencies(SamplePeople.Administrator);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        var agency = (await administrator.RegisterAgencyAsync(new() { RequestId = NewId(), Draft = true, Name = "Quenbury Primary School", Kind = AgencyKind.School })).Agency;
        await administrator.AddKeyAsync(new() { AgencyId = agency.AgencyId, RequestId = NewId(), PublicKey = key.ExportSubjectPublicKeyInfoPem() });
        await using var system = Open(run, agency.AgencyId, key);
        await Should.ThrowAsync<MashException>(async () => await system.ListContactsAsync().ToListAsync());

        agency = (await administrator.GetAgencyAsync(new() { AgencyId = agency.AgencyId })).Agency;
        agency = (await administrator.UpdateAgencyContactsAsync(new()
        {
            AgencyId = agency.AgencyId, RequestId = NewId(), Etag = agency.Etag, Telephone = "03069 990021",
            Contacts = { new AgencyContact { Name = "Ines Okafor", Role = "Head teacher", Telephone = "03069 990022", SafeguardingLead = true } },
        })).Agency;
        agency = (await administrator.SetAgencyAccessAsync(new()
        {
            AgencyId = agency.AgencyId, RequestId = NewId(), Etag = agency.Etag, Scopes = { "contacts.submit", "contacts.read", "events.read" }, SourceCodes = { "2A" },
        })).Agency;
        agency = (await administrator.SetAgencyAgreementAsync(Agreement(agency, 2029))).Agency;
        agency = (await administrator.CompleteRegistrationAsync(new() { AgencyId = agency.AgencyId, RequestId = NewId(), Etag = agency.Etag })).Agency;
        var connection = await administrator.GetAgencyAsync(new() { AgencyId = agency.AgencyId });

        (connection.Issuer, new Uri(connection.HubAddress)).ShouldBe((run.Options.AgencyAuthority.ToString().TrimEnd('/'), run.Options.Hub.Address));
        var outcome = await (await system.SubmitAsync(Samples.Concern())).Completion;
        var contact = outcome.ShouldBeOfType<AcceptedSubmission>().ContactId;
        (await system.GetContactAsync(contact, practitioner: "Zoë Marsh")).ContactId.ShouldBe(contact);

        await administrator.SetAgencyAgreementAsync(Agreement(agency, 2025));
        var ended = await Should.ThrowAsync<MashPermissionException>(async () => await system.GetContactAsync(contact));

        ended.Reason.ShouldBe("AGREEMENT_ENDED");
        ended.Message.ShouldContain("ended on 31 March 2025");
    }

    private static MashAgencyClient Open(TestRun run, string agencyId, ECDsa key)
    {
        var directory = Directory.CreateDirectory(Path.Combine(run.Options.DataDirectory, "new-agency")).FullName;
        var file = Path.Combine(directory, "key.pem");
        File.WriteAllText(file, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return MashAgencyClient.Create(new MashAgencyClientOptions
        {
            HubAddress = run.Options.Hub.Address,
            Authority = run.Options.AgencyAuthority,
            AgencyId = agencyId,
            SigningKeyFile = file,
            CaCertificateFile = Path.Combine(run.Options.TlsDirectory, "ca.crt"),
            OutboxDirectory = Path.Combine(directory, "outbox"),
            HubTelephone = "03069 990601",
        });
    }

    private static SetAgencyAgreementRequest Agreement(Agency agency, int lastYear) => new()
    {
        AgencyId = agency.AgencyId,
        RequestId = NewId(),
        Etag = agency.Etag,
        Reference = "DSA 2026/014",
        FromDate = new Date { Year = 2024, Month = 4, Day = 1 },
        ToDate = new Date { Year = lastYear, Month = 3, Day = 31 },
    };

    private static string NewId() => Guid.NewGuid().ToString();
}
