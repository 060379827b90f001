using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.Hub.UnusualAccess.Review;
using Mash.HubCli.Backups;
using Mash.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Standalone.Tests;

/// <summary>The check after a restore opens every sealed column of a hub in which each holds something, and says which seal does not open.</summary>
public sealed class SealCheckTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task EverySealedColumn_IsOpened(DatabaseProvider provider)
    {
        await using var hub = await FilledAsync(provider);

        var opened = SealCheck.Count(Database(hub), Keys(hub));

        using var lease = Database(hub).Read();
        using var db = lease.OpenContext();
        opened.Keys.ShouldBe(SealedColumns.Of(db.Model).Select(column => column.ToString()));
        opened.Where(column => column.Value == 0).ShouldBeEmpty("the hub of this test holds something in every sealed column");
        SealCheck.Run(Database(hub), Keys(hub)).ShouldBe(opened.Values.Sum());
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SwappedBytesAndLostKey_AreNamed(DatabaseProvider provider)
    {
        await using var hub = await FilledAsync(provider);

        await RunAsync(hub, new SqlStatement("UPDATE break_glass SET reason = review", 0));
        Should.Throw<InvalidOperationException>(() => SealCheck.Run(Database(hub), Keys(hub))).Message.ShouldContain("(break_glass.reason, BreakGlassReason ");
        await RunAsync(hub, new SqlStatement("UPDATE agency_changes SET key_id = change_id", 0));
        Should.Throw<InvalidOperationException>(() => SealCheck.Run(Database(hub), Keys(hub))).Message.ShouldStartWith("The key of a sealed record (agency_changes.sealed, ");
    }

    /// <summary>A hub with something in every sealed column, by the acts that put it there.</summary>
    private static async Task<TestHub> FilledAsync(DatabaseProvider provider)
    {
        var hub = await TestHub.StartAsync(provider);
        var agency = await hub.AddAgencyAsync("Bellfounder School");
        var worker = hub.AsStaff(await hub.AddStaffAsync("Nia Cole", Roles.SocialWorker));
        var other = hub.AsStaff(await hub.AddStaffAsync("Olive Tan", Roles.SocialWorker));
        var lead = hub.AsStaff(await hub.AddStaffAsync("Priya Nair", Roles.PrivacyLead));
        var contact = await new ContactService.ContactServiceClient(hub.AsAgency(agency)).SubmitContactAsync(Samples.Submission());
        await new RestrictionService.RestrictionServiceClient(other).RequestRestrictionAsync(new RequestRestrictionRequest
        {
            ContactId = contact.ContactId, Label = RestrictionLabel.HighProfile, Reason = "Her father is known to many.", RequestId = NewId(),
        });
        var open = await new BreakGlassService.BreakGlassServiceClient(worker).OpenBreakGlassAsync(new OpenBreakGlassRequest
        {
            Contact = contact.ContactId, Reason = "The police are at the door and ask about her.", RequestId = NewId(),
        });
        await new BreakGlassService.BreakGlassServiceClient(lead).ReviewBreakGlassAsync(new ReviewBreakGlassRequest
        {
            BreakGlassId = open.BreakGlassId, Outcome = BreakGlassOutcome.Justified, Words = "Talked to her manager.", RequestId = NewId(),
        });
        await new InterestService.InterestServiceClient(worker).DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = NewId(), Subject = InterestSubject.Home, AddressLine = "4 Sorrel Close", Postcode = "NN9 5QB",
        });
        await new PersonService.PersonServiceClient(worker).LookUpPersonAsync(new LookUpPersonRequest { NhsNumber = "9990000018" });
        await ChangeAgencyAsync(hub, agency);
        await hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            MessageOutbox.AppendForAccount(session, new MessageDraft("nia@example.org", "Your account", "Dear Nia"), DataKey.Create(), AuditActor.Hub);
            AddFinding(session);
            return true;
        });
        return hub;
    }

    private static async Task ChangeAgencyAsync(TestHub hub, Guid agencyId)
    {
        var client = new AgencyService.AgencyServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ada Grant", Roles.Administrator)));
        var agency = (await client.GetAgencyAsync(new GetAgencyRequest { AgencyId = agencyId.ToString() })).Agency;
        await client.UpdateAgencyContactsAsync(new UpdateAgencyContactsRequest
        {
            AgencyId = agency.AgencyId, RequestId = NewId(), Etag = agency.Etag, Telephone = "01632 960001",
            Contacts = { new AgencyContact { Name = "Yvonne Rossiter", Role = "Designated safeguarding lead", Telephone = "01632 960002", SafeguardingLead = true } },
        });
    }

    /// <summary>A finding is what weeks of looks come to: its row is written as the review of access writes it.</summary>
    private static void AddFinding(WriteSession session)
    {
        using var db = session.OpenContext();
        var key = DataKey.Create();
        session.AddKey(key);
        var row = new FindingRow
        {
            FindingId = Guid.CreateVersion7(), AccountId = db.Accounts.First().AccountId, Role = Roles.SocialWorker, Week = new DateOnly(2026, 11, 16),
            OpenedTime = session.DomainTime, UpdatedTime = session.DomainTime, KeyId = key.Id, Version = 3,
        };
        row.Sealed = Sealer.Seal(key, RecordKind.Finding, row.FindingId, row.Version, new Mash.Hub.UnusualAccess.Review.FindingContent { Reason = "Many looks." });
        db.AccessFindings.Add(row);
        db.SaveChanges();
    }

    private static Task<bool> RunAsync(TestHub hub, SqlStatement statement) => hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
    {
        session.Execute(statement);
        return true;
    });

    private static string NewId() => Guid.NewGuid().ToString();

    private static HubDatabase Database(TestHub hub) => hub.Services.GetRequiredService<HubDatabase>();

    private static KeyStore Keys(TestHub hub) => hub.Services.GetRequiredService<KeyStore>();
}
