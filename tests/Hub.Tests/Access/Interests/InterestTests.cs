using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Access.Interests;

public class InterestTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task DeclaredRelative_HidesContactsThatAreThereAndThoseToComeFromThatPersonAlone(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var kate = await work.StaffAsync("Kate Hassan", Roles.SocialWorker);
        var before = await work.SubmitAsync();
        var contacts = new ContactService.ContactServiceClient(kate);
        (await Casework.ReadAsync(contacts, before.ContactId)).Reference.ShouldBe(before.Reference);

        await new InterestService.InterestServiceClient(kate).DeclareInterestAsync(Niece());
        var after = await work.SubmitAsync(Samples.Concern());
        var stranger = await work.SubmitAsync(Samples.Concern("Leo", "Brandt"));

        (await Casework.RefusedAsync(contacts.GetContactAsync(new GetContactRequest { ContactId = before.ContactId }))).StatusCode.ShouldBe(StatusCode.NotFound);
        (await Casework.RefusedAsync(contacts.GetContactAsync(new GetContactRequest { ContactId = after.ContactId }))).StatusCode.ShouldBe(StatusCode.NotFound);
        var list = await contacts.ListContactsAsync(new ListContactsRequest { IncludeCounts = true });
        list.Contacts.Select(contact => contact.ContactId).ShouldBe([stranger.ContactId]);
        (list.Counts.Open, list.Counts.Unallocated).ShouldBe((1, 1));
        (await contacts.ListContactsAsync(new ListContactsRequest { Reference = before.Reference })).Contacts.ShouldBeEmpty();
        (await work.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts.Count.ShouldBe(3);
        var screening = new ScreeningService.ScreeningServiceClient(kate);
        (await Casework.RefusedAsync(screening.StartScreeningAsync(Casework.Start(before)))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Attempt_AlertsTheDutyManagerOnceADayAndTellsThePersonNothing(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var kate = await work.StaffAsync("Kate Hassan", Roles.SocialWorker);
        var contact = await work.SubmitAsync();
        await new InterestService.InterestServiceClient(kate).DeclareInterestAsync(Niece());
        var contacts = new ContactService.ContactServiceClient(kate);

        var hidden = await Casework.RefusedAsync(contacts.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId }));
        var absent = await Casework.RefusedAsync(contacts.GetContactAsync(new GetContactRequest { ContactId = Guid.NewGuid().ToString() }));
        await Casework.RefusedAsync(contacts.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId }));

        hidden.Status.ShouldBe(absent.Status);
        var alert = (await new AlertService.AlertServiceClient(work.AsManager).ListAlertsAsync(new ListAlertsRequest())).Alerts.Single();
        (alert.Kind, alert.AboutName, alert.ContactId).ShouldBe((AlertKind.ConflictOfInterest, "Kate Hassan", contact.ContactId));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Home_MeetsItsHouseholdAndAdultsOfADeclaredNameWhoLiveThere(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var kate = await work.StaffAsync("Kate Thorburn", Roles.SocialWorker);
        var interests = new InterestService.InterestServiceClient(kate);
        var household = await work.SubmitAsync(Samples.Concern("Mia", "Okafor"));
        var adult = Elsewhere("Noah", "Vance");
        adult.People[0].Name = new PersonName { Given = "Greg", Family = "Thorburn" };
        adult.People[0].Addresses.Add(new Address { Lines = { "95 Hayrick Way" }, Postcode = "NN4 9XF" });
        var sharing = await work.SubmitAsync(adult);
        var unrelated = await work.SubmitAsync(Elsewhere("Ava", "Lind"));

        await interests.DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Home, AddressLine = "95 hayrick way", Postcode = "nn49xf",
        });
        await interests.DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Self, GivenName = "Kate", FamilyName = "Thorburn", DateOfBirth = new Date { Year = 1988, Month = 2, Day = 3 },
        });

        var seen = (await new ContactService.ContactServiceClient(kate).ListContactsAsync(new ListContactsRequest())).Contacts.Select(contact => contact.ContactId);
        seen.ShouldBe([unrelated.ContactId]);
        seen.ShouldNotContain(household.ContactId);
        seen.ShouldNotContain(sharing.ContactId);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task HomeWithAUprn_MeetsWhateverTheLineSaysButNoProtectedAddress(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var kate = await work.StaffAsync("Kate Thorburn", Roles.SocialWorker);
        var before = await work.SubmitAsync(At("Mia", "Okafor", new Address { Lines = { "Flat 2, Hayrick House" }, Postcode = "NN4 9XF", Uprn = "010093990018" }));
        var former = Elsewhere("Noah", "Vance");
        former.People[0].Addresses.Add(new Address { Lines = { "Hayrick House" }, Postcode = "NN4 9XE", Uprn = "10093990018" });
        var adult = await work.SubmitAsync(former);
        var refuge = await work.SubmitAsync(At("Ava", "Lind", new Address { Lines = { "3 Mill Court" }, Postcode = "NN9 5QB", Uprn = "10093990018", Confidential = true }));
        var declared = new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Home, AddressLine = "2 Hayrick House", Postcode = "NN4 9XF", Uprn = "10093990018",
        };

        await new InterestService.InterestServiceClient(kate).DeclareInterestAsync(declared);
        var after = await work.SubmitAsync(At("Leo", "Brandt", new Address { Lines = { "Second floor, Hayrick House" }, Postcode = "NN4 9XF", Uprn = "10093990018" }));
        var next = await work.SubmitAsync(At("Ida", "Frost", new Address { Lines = { "Flat 3, Hayrick House" }, Postcode = "NN4 9XF", Uprn = "10093990019" }));

        var seen = (await new ContactService.ContactServiceClient(kate).ListContactsAsync(new ListContactsRequest())).Contacts.Select(contact => contact.ContactId);
        seen.ShouldBe([refuge.ContactId, next.ContactId], ignoreOrder: true);
        seen.ShouldNotContain(before.ContactId);
        seen.ShouldNotContain(adult.ContactId);
        seen.ShouldNotContain(after.ContactId);
        (await new InterestService.InterestServiceClient(kate).ListInterestsAsync(new ListInterestsRequest())).Interests.Single().Uprn.ShouldBe("10093990018");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task OnlyAPrivacyLeadEndsAnInterestAndNeverTheirOwn(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var kateSubject = await work.Hub.AddStaffAsync("Kate Hassan", Roles.SocialWorker);
        var kate = new InterestService.InterestServiceClient(work.Hub.AsStaff(kateSubject));
        var lead = new InterestService.InterestServiceClient(await work.StaffAsync("Priya Nair", Roles.PrivacyLead));
        var kateId = (await kate.ListInterestsAsync(new ListInterestsRequest())).Person.AccountId;
        var contact = await work.SubmitAsync();
        var own = await lead.DeclareInterestAsync(Niece());
        var request = Niece();
        request.AccountId = kateId;
        var forKate = await lead.DeclareInterestAsync(request);

        (await kate.ListInterestsAsync(new ListInterestsRequest())).Interests.Single().DeclaredBy.ShouldBe("Priya Nair");
        (await Casework.RefusedAsync(kate.EndInterestAsync(End(forKate)))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        Casework.Reason(await Casework.RefusedAsync(lead.EndInterestAsync(End(own)))).ShouldBe("NOBODY_ENDS_OWN_INTEREST");
        await lead.EndInterestAsync(End(forKate));

        (await kate.ListInterestsAsync(new ListInterestsRequest())).Interests.ShouldBeEmpty();
        (await Casework.ReadAsync(new ContactService.ContactServiceClient(work.Hub.AsStaff(kateSubject)), contact.ContactId)).Reference.ShouldBe(contact.Reference);
        var others = new ListInterestsRequest { AccountId = kateId };
        (await lead.ListInterestsAsync(others)).People.ShouldContain(person => person.Name == "Kate Hassan");
        (await Casework.RefusedAsync(new InterestService.InterestServiceClient(work.AsManager).ListInterestsAsync(others))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongFields_AreAllNamed(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var client = new InterestService.InterestServiceClient(work.AsSocialWorker);

        var nothing = await Casework.RefusedAsync(client.DeclareInterestAsync(new DeclareInterestRequest()));
        var person = await Casework.RefusedAsync(client.DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Relative, DateOfBirth = new Date { Year = 2030, Month = 1, Day = 1 }, OtherNames = { "" },
        }));
        var home = await Casework.RefusedAsync(client.DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Home, Postcode = "ZZ99 3VZ", Uprn = "one",
        }));

        Casework.Fields(nothing).ShouldBe(["subject", "request_id"]);
        Casework.Fields(person).ShouldBe(["given_name", "family_name", "other_names[0]", "date_of_birth"]);
        Casework.Fields(home).ShouldBe(["address_line", "postcode", "uprn"]);
    }

    [Fact]
    public async Task NoInterest_CostsASubmissionNothingAndOneMatchHidesBeforeTheCommit()
    {
        await using var work = await Casework.StartAsync(DatabaseProvider.Sqlite);
        var directory = work.Hub.Services.GetRequiredService<ConflictDirectory>();
        directory.Tokens.Count.ShouldBe(0);

        await new InterestService.InterestServiceClient(work.AsSocialWorker).DeclareInterestAsync(Niece());

        directory.Tokens.Count.ShouldBe(1);
        directory.Tokens.Values.ShouldAllBe(interests => interests.Length == 1);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NothingDeclared_StandsInClearInTheDatabase(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await new InterestService.InterestServiceClient(work.AsSocialWorker).DeclareInterestAsync(Niece("Zebedine", "Quillfeather"));
        using var lease = work.Hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();

        var row = db.Interests.Single();

        System.Text.Encoding.UTF8.GetString(row.Sealed).ShouldNotContain("Zebedine");
        db.InterestTokens.AsEnumerable().ShouldAllBe(token => token.Token.Length == 16);
    }

    private static EndInterestRequest End(DeclareInterestResponse declared) =>
        new() { InterestId = declared.InterestId, RequestId = Guid.NewGuid().ToString(), Reason = "The name was another child's." };

    private static DeclareInterestRequest Niece(string given = "Amira", string family = "Hassan") => new()
    {
        RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Relative, GivenName = given, FamilyName = family, DateOfBirth = new Date { Year = 2019, Month = 4, Day = 2 },
    };

    private static ContactDetails Elsewhere(string given, string family) => At(given, family, new Address { Lines = { "4 Sorrel Close" }, Postcode = "NN9 5QB" });

    private static ContactDetails At(string given, string family, Address address)
    {
        var details = Samples.Concern(given, family);
        details.Children[0].Addresses.Clear();
        details.Children[0].Addresses.Add(address);
        return details;
    }
}
