using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.Hub.Tests.Restrictions;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.People;

public class LookUpPersonTests
{
    private const string NhsNumber = "9990000018";

    [Theory]
    [OnEachDatabase]
    internal async Task ChildAndAdult_AreFoundByEachExactTerm(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var contact = await work.Work.SubmitAsync(Amira());

        foreach (var request in Ways(contact.Reference))
        {
            var found = (await work.Worker.People.LookUpPersonAsync(request)).Contacts;
            found.Single().ContactId.ShouldBe(contact.ContactId, request.ToString());
            found[0].ChildNames.Single().ShouldContain("Amira");
        }
        var stranger = await work.Worker.People.LookUpPersonAsync(new LookUpPersonRequest { GivenName = "Amira", FamilyName = "Hassan", DateOfBirth = Day(2019, 4, 3) });
        stranger.ShouldBe(new LookUpPersonResponse());
    }

    [Theory]
    [OnEachDatabase]
    internal async Task HiddenRecord_AnswersInTheBytesOfNobodyAndTellsTheDutyManager(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, id) = await work.ActiveAsync(details: Amira());
        foreach (var request in Ways(contact.Reference))
        {
            var before = (await work.Manager.AlertsAsync()).Count;

            var answer = await work.Worker.People.LookUpPersonAsync(request);

            answer.ToByteArray().ShouldBe(new LookUpPersonResponse().ToByteArray());
            var alerts = await work.Manager.AlertsAsync();
            alerts.Count.ShouldBe(before + 1);
            alerts[0].Kind.ShouldBe(V1.AlertKind.RestrictedHit);
            alerts[0].AboutName.ShouldBe("Nia Cole");
            alerts[0].Path.ShouldBe($"/restrictions/{id}");
            (await work.Manager.People.LookUpPersonAsync(request)).Contacts.Single().ContactId.ShouldBe(contact.ContactId);
        }
        work.Work.Leaves("person.look_up").Where((_, index) => index % 2 == 0).ShouldAllBe(leaf => leaf.GetProperty("count").GetInt32() == 0);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Terms_AreOnTheRecordSealed(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);

        await work.Worker.People.LookUpPersonAsync(new LookUpPersonRequest { GivenName = "Marvellina", FamilyName = "Quartermarker", DateOfBirth = Day(2019, 4, 2) });

        (await work.Hub.ReadLeavesAsync()).ShouldNotContain(leaf => leaf.Contains("Quartermarker", StringComparison.OrdinalIgnoreCase));
        work.Hub.Log.ShouldNotContain(line => line.Contains("Quartermarker", StringComparison.OrdinalIgnoreCase));
        using var lease = work.Hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        var row = db.LookUps.Single();
        row.Results.ShouldBe(0);
        Encoding.UTF8.GetString(row.Sealed).ShouldNotContain("Quartermarker");
        row.AccountId.ShouldBe(work.Worker.AccountId);
        var key = work.Hub.Services.GetRequiredService<Mash.Hub.Storage.Keys.KeyStore>().Get(row.KeyId);
        Mash.Hub.Storage.Keys.Sealer.Open(key, Mash.Hub.Storage.Keys.RecordKind.LookUp, row.LookUpId, 1, row.Sealed, LookUpPersonRequest.Parser).FamilyName.ShouldBe("Quartermarker");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongTerms_AreNamed(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);

        (await WrongAsync(new LookUpPersonRequest())).ShouldBe(["contact_reference"]);
        (await WrongAsync(new LookUpPersonRequest { ContactReference = "nonsense" })).ShouldBe(["contact_reference"]);
        (await WrongAsync(new LookUpPersonRequest { NhsNumber = "9990000019" })).ShouldBe(["nhs_number"]);
        (await WrongAsync(new LookUpPersonRequest { Upn = "A1" })).ShouldBe(["upn"]);
        (await WrongAsync(new LookUpPersonRequest { FamilyName = "Hassan" })).ShouldBe(["given_name", "date_of_birth"]);
        (await WrongAsync(new LookUpPersonRequest { NhsNumber = NhsNumber, Upn = "A1" })).ShouldBe(["upn"]);

        async Task<IEnumerable<string>> WrongAsync(LookUpPersonRequest request) =>
            Casework.Fields(await Casework.RefusedAsync(work.Worker.People.LookUpPersonAsync(request)));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EarlyHelp_FindsWhatIsTheirsOnly(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var coordinator = await work.AddAsync("Ines Park", Roles.EarlyHelpCoordinator);
        var contact = await work.Work.SubmitAsync(Amira());

        (await coordinator.People.LookUpPersonAsync(new LookUpPersonRequest { ContactReference = contact.Reference })).Contacts.ShouldBeEmpty();
        (await Casework.RefusedAsync(work.PrivacyLead.People.LookUpPersonAsync(new LookUpPersonRequest { ContactReference = contact.Reference })))
            .StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    private static ContactDetails Amira()
    {
        var details = Casework.Quiet();
        details.Children[0].NhsNumber = NhsNumber;
        details.People[0].DateOfBirth = Day(1993, 4, 4);
        return details;
    }

    private static IEnumerable<LookUpPersonRequest> Ways(string reference) =>
    [
        new() { ContactReference = reference.ToLowerInvariant() },
        new() { NhsNumber = "999 000 0018" },
        new() { GivenName = "amira", FamilyName = "HASSAN", DateOfBirth = Day(2019, 4, 2) },
        new() { GivenName = "Hassan", FamilyName = "Donna", DateOfBirth = Day(1993, 4, 4) },
    ];

    private static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };
}
