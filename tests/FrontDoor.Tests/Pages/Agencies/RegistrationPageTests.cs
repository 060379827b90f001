using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Agencies;

/// <summary>From "Register an agency" to what is sent to its IT, and each part later.</summary>
public sealed class RegistrationPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Begun = $"/agencies/{SampleOffice.BegunId}";
    private static readonly string Known = $"/agencies/{SampleOffice.AgencyId}";

    [Fact]
    public async Task Register_BeginsADraftAndLeadsToItsParts()
    {
        host.Reset();
        var sent = await host.PostAsync("/agencies/register", ("Name", "Yarrowmead Primary School"), ("Kind", "School"));
        sent.Location.ShouldBe($"{Begun}/registration", string.Join("; ", sent.Errors));
        var request = host.Hub.Received<RegisterAgencyRequest>().Single();
        (request.Draft, request.Name, request.Kind).ShouldBe((true, "Yarrowmead Primary School", AgencyKind.School));
        (await host.PostAsync("/agencies/register")).Errors.Select(error => error.Href).ShouldBe(["#Name", "#Kind"]);
    }

    [Fact]
    public async Task NameThatIsTaken_SaysWhatTheHubSays()
    {
        host.Reset();
        host.Hub.Refuse<RegisterAgencyRequest>(StatusCode.AlreadyExists, "An agency has this name already.");
        (await host.PostAsync("/agencies/register", ("Name", "A"), ("Kind", "School"))).Errors.ShouldBe([("An agency has this name already.", null)]);
    }

    [Fact]
    public async Task Parts_SayWhatIsDoneAndMissing()
    {
        host.Reset();
        var answer = await host.GetAsync($"{Begun}/registration");
        answer.Document.QuerySelectorAll(".govuk-task-list__status").Select(status => status.Text().Trim())
            .ShouldBe(["Completed", "Not yet done", "Completed", "Not yet done", "Can follow later"]);
        answer.Text.ShouldContain("2 of 5 parts done.");
        answer.Document.QuerySelectorAll("a.govuk-button").ShouldBeEmpty("it cannot be completed yet");
        (await host.GetAsync(Begun)).Location.ShouldBe($"{Begun}/registration");
        (await host.GetAsync($"{Known}/registration")).Location.ShouldBe(Known);
    }

    [Fact]
    public async Task People_GoWithTheLeadFirst_AndBlankOnesAreLeftOut()
    {
        host.Reset();
        var path = $"{Begun}/contacts";
        var more = await host.PostAsync(path, ("act", "more"), ("Telephone", "03069 990021"), ("People[0].Name", "Ines Okafor"), ("People[0].Role", "Head"), ("People[0].Telephone", "03069 990022"));
        more.Document.QuerySelectorAll("fieldset").Length.ShouldBe(2);
        more.Document.QuerySelector("[name='People[0].Name']")!.GetAttribute("value").ShouldBe("Ines Okafor");
        host.Hub.Received<UpdateAgencyContactsRequest>().ShouldBeEmpty();

        var sent = await host.PostAsync(more, path, "main form[method=post]", ("act", "save"));
        sent.Location.ShouldBe($"{Begun}/registration", string.Join("; ", sent.Errors));
        var request = host.Hub.Received<UpdateAgencyContactsRequest>().Single();
        request.Etag.ShouldBe("1");
        request.Contacts.Single().ShouldBe(new AgencyContact { Name = "Ines Okafor", Role = "Head", Telephone = "03069 990022", SafeguardingLead = true });
    }

    [Fact]
    public async Task ViolationOfAPerson_LandsOnTheirField_AlsoAfterABlankOne()
    {
        host.Reset();
        host.Hub.Refuse<UpdateAgencyContactsRequest>(StatusCode.InvalidArgument, "2 fields need attention.", ("contacts[1].email", "No such address"), ("contacts", "Too many"));
        var answer = await host.PostAsync($"{Known}/contacts", ("act", "save"),
            ("People[1].Name", ""), ("People[1].Role", ""), ("People[1].Email", ""), ("People[2].Name", "Amy"), ("People[2].Role", "Deputy"), ("People[2].Email", "x"));
        answer.Errors.ShouldBe([("Too many", "#People_0__Name"), ("No such address", "#People_2__Email")]);
        host.Hub.Received<UpdateAgencyContactsRequest>().Single().Contacts.Select(contact => contact.Name).ShouldBe(["Ines Okafor", "Amy"]);
    }

    [Fact]
    public async Task PeopleWithoutAnswers_LeadToEachField()
    {
        host.Reset();
        (await host.PostAsync($"{Begun}/contacts", ("act", "save"))).Errors.Select(error => error.Href)
            .ShouldBe(["#Telephone", "#People_0__Name", "#People_0__Role", "#People_0__Telephone"]);
    }

    [Fact]
    public async Task Agreement_IsRecordedAndRenewed()
    {
        host.Reset();
        var path = $"/agencies/{SampleOffice.EndedId}/agreement";
        var sent = await host.PostAsync(path, ("To.Year", "2029"));
        sent.Location.ShouldBe($"/agencies/{SampleOffice.EndedId}");
        var request = host.Hub.Received<SetAgencyAgreementRequest>().Single();
        request.FromDate.ShouldBe(new Date { Year = 2026, Month = 4, Day = 1 });
        request.ToDate.ShouldBe(new Date { Year = 2029, Month = 10, Day = 31 });
        (await host.PostAsync(path, ("Reference", ""), ("To.Day", ""), ("To.Month", ""), ("To.Year", ""))).Errors.Select(error => error.Href).ShouldBe(["#Reference", "#To_Day"]);
        host.Hub.Refuse<SetAgencyAgreementRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("to_date", "The agreement ends before it starts."));
        (await host.PostAsync(path)).Errors.ShouldBe([("The agreement ends before it starts.", "#To_Day")]);
    }

    [Fact]
    public async Task Access_SaysWhatEachScopeMeans()
    {
        host.Reset();
        var path = $"{Begun}/access";
        (await host.GetAsync(path)).Document.QuerySelectorAll(".govuk-checkboxes__hint").Length.ShouldBe(4);
        (await host.PostAsync(path)).Errors.Select(error => error.Href).ShouldBe(["#Scopes", "#SourceCodes"]);
        (await host.PostAsync(path, ("Scopes", "contacts.submit"), ("SourceCodes", "2A"))).Location.ShouldBe($"{Begun}/registration");
        host.Hub.Received<SetAgencyAccessRequest>().Single().Scopes.ShouldBe(["contacts.submit"]);
    }

    [Fact]
    public async Task Key_IsTakenFromAFile()
    {
        host.Reset();
        var path = $"{Known}/keys/add";
        var sent = await host.UploadAsync(path, "KeyFile", "key.json", "{\"kty\":\"EC\"}"u8.ToArray());
        sent.Location.ShouldBe(Known, string.Join("; ", sent.Errors));
        host.Hub.Received<AddKeyRequest>().Single().PublicKey.ShouldBe("{\"kty\":\"EC\"}");
        (await host.UploadAsync(path, "KeyFile", "key.json", new byte[16 * 1024 + 1])).Errors.ShouldBe([("The file is too large for a public key", "#KeyFile")]);
        host.Hub.Refuse<AddKeyRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("public_key", "This is a private key"));
        (await host.UploadAsync(path, "KeyFile", "key.pem", "x"u8.ToArray())).Errors.ShouldBe([("This is a private key", "#KeyFile")]);
    }

    [Fact]
    public async Task ThirdKey_IsRefusedInTheHubsWords()
    {
        host.Reset();
        (await host.GetAsync($"/agencies/{SampleOffice.EndedId}")).Text.ShouldContain("Two keys are live. Revoke one before you add another.");
        host.Hub.Refuse<AddKeyRequest>(StatusCode.FailedPrecondition, "Two keys are live already. Revoke the old one first.");
        (await host.PostAsync($"/agencies/{SampleOffice.EndedId}/keys/add", ("PublicKey", "{}"))).Errors.ShouldBe([("Two keys are live already. Revoke the old one first.", null)]);
    }

    [Fact]
    public async Task Address_IsSavedAndCleared()
    {
        host.Reset();
        var path = $"/agencies/{SampleOffice.EndedId}/keys/address";
        (await host.PostAsync(path, ("JwksAddress", ""))).Location.ShouldBe($"/agencies/{SampleOffice.EndedId}");
        host.Hub.Received<SetJwksAddressRequest>().Single().JwksAddress.ShouldBeEmpty();
        host.Hub.Refuse<SetJwksAddressRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("jwks_address", "Give an https address"));
        (await host.PostAsync(path, ("JwksAddress", "http://x"))).Errors.ShouldBe([("Give an https address", "#JwksAddress")]);
    }

    [Fact]
    public async Task Completing_LeadsToWhatTheAgencysItNeeds()
    {
        host.Reset();
        var path = $"{Begun}/registration/check";
        var sent = await host.PostAsync(path);
        sent.Location.ShouldBe($"{Begun}/connect");
        host.Hub.Received<CompleteRegistrationRequest>().Single().Etag.ShouldBe("1");
        var connect = await host.GetAsync($"{Known}/connect", after: sent);
        connect.Text.ShouldContain("Registration complete");
        connect.Text.ShouldContain("https://identity.hub.example/agencies/.well-known/oauth-authorization-server");
        connect.Text.ShouldContain("https://hub.example:7443");
        connect.Text.ShouldContain("contacts.submit contacts.read events.read");
        connect.Document.QuerySelector("pre")!.Text().ShouldContain($"\"agencyId\": \"{SampleOffice.AgencyId}\"");
    }

    [Fact]
    public async Task CompletingTooEarly_SaysWhatIsMissing()
    {
        host.Reset();
        host.Hub.Refuse<CompleteRegistrationRequest>(StatusCode.FailedPrecondition, "Still missing: contacts, access.");
        (await host.PostAsync($"{Begun}/registration/check")).Errors.ShouldBe([("Still missing: contacts, access.", null)]);
    }

    [Fact]
    public async Task SomebodyElsesChange_KeepsWhatWasTypedAndTakesTheNewVersion()
    {
        host.Reset();
        host.Hub.Refuse<UpdateAgencyRequest>(StatusCode.Aborted, "Changed.");
        host.Hub.On<GetAgencyRequest>(request =>
        {
            var answer = SampleOffice.Get(request);
            answer.Agency.Etag = host.Hub.Received<UpdateAgencyRequest>().Count == 0 ? "1" : "2";
            return answer;
        });
        var answer = await host.PostAsync($"{Known}/organisation", ("Name", "Yarrowmead Academy"));
        answer.Errors.Single().Words.ShouldContain("changed while you were working");
        answer.Document.QuerySelector("[name=Name]")!.GetAttribute("value").ShouldBe("Yarrowmead Academy");
        answer.Document.QuerySelector("[name=Etag]")!.GetAttribute("value").ShouldBe("2");
    }

    [Fact]
    public async Task OwnAdministrator_ChangesPeopleAndKeysAndNothingElse()
    {
        host.Reset();
        host.Hub.On<GetMeRequest>(_ =>
        {
            var me = SampleAnswers.Manager;
            me.Areas.Clear();
            me.Areas.Add(Area.OurAgency);
            me.Memberships.Clear();
            me.Memberships.Add(new Membership { Role = "agency.admin", RoleName = "Agency administrator", AgencyName = "Yarrowmead Primary School", AgencyId = SampleOffice.AgencyId });
            return me;
        });
        (await host.GetAsync("/our-agency")).Location.ShouldBe(Known);
        var shown = await host.GetAsync(Known);
        shown.Document.QuerySelectorAll("main a[href^='/agencies']").Select(link => link.GetAttribute("href")!.Replace(Known, "", StringComparison.Ordinal)).Distinct().Order()
            .ShouldBe(["/changes", "/connect", "/contacts", "/keys/add", $"/keys/{SampleOffice.LiveKeyId}/revoke"]);
        foreach (var path in new[] { "/agencies", "/agencies/register", $"{Known}/organisation", $"{Known}/access", $"{Known}/agreement", $"{Known}/suspend", $"{Known}/resume" })
            (await host.GetAsync(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }
}
