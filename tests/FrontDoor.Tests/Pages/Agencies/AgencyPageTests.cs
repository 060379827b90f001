using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Agencies;

public sealed class AgencyPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Path = $"/agencies/{SampleOffice.AgencyId}";

    private static readonly (string, string)[] NewAgency =
    [
        ("Name", "Yarrowmead Primary School"), ("Kind", "School"), ("Telephone", "03069 990021"), ("SourceCodes", "2A"),
        ("AgreementFrom.Day", "1"), ("AgreementFrom.Month", "4"), ("AgreementFrom.Year", "2026"),
    ];

    [Fact]
    public async Task List_FindsByName()
    {
        host.Reset();
        var answer = await host.GetAsync("/agencies?name=primary");
        host.Hub.Received<ListAgenciesRequest>().Single().NameContains.ShouldBe("primary");
        answer.Document.QuerySelector("input[name=Name]")!.GetAttribute("value").ShouldBe("primary");
        answer.Text.ShouldContain("Suspended");
        answer.Document.QuerySelector(".govuk-pagination").ShouldBeNull();
        answer.Text.ShouldContain("None: its system cannot sign in");
    }

    [Fact]
    public async Task Register_SendsEverythingAndLeadsToTheAgency()
    {
        host.Reset();
        var sent = await host.PostAsync("/agencies/register", NewAgency);
        sent.Location.ShouldBe(Path, string.Join("; ", sent.Errors));
        var request = host.Hub.Received<RegisterAgencyRequest>().Single();
        request.Kind.ShouldBe(AgencyKind.School);
        request.Scopes.Count.ShouldBe(4);
        request.SourceCodes.ShouldBe(["2A"]);
        request.AgreementFromDate.ShouldBe(new Date { Year = 2026, Month = 4, Day = 1 });
        request.AgreementToDate.ShouldBeNull();
    }

    [Fact]
    public async Task RegisterWithoutAnswers_LeadsToEachField()
    {
        host.Reset();
        var answer = await host.PostAsync("/agencies/register", ("Scopes", ""));
        answer.Errors.Select(error => error.Href).ShouldBe(["#Name", "#Kind", "#Telephone", "#Scopes", "#SourceCodes"]);
    }

    [Fact]
    public async Task NameThatIsTaken_SaysWhatTheHubSays()
    {
        host.Reset();
        host.Hub.Refuse<RegisterAgencyRequest>(StatusCode.AlreadyExists, "An agency has this name already.");
        (await host.PostAsync("/agencies/register", NewAgency)).Errors.ShouldBe([("An agency has this name already.", null)]);
    }

    [Fact]
    public async Task ViolationOfADate_LandsOnIt()
    {
        host.Reset();
        host.Hub.Refuse<RegisterAgencyRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("agreement_to_date", "Must not lie before the start"));
        (await host.PostAsync("/agencies/register", NewAgency)).Errors.ShouldBe([("Must not lie before the start", "#AgreementTo_Day")]);
    }

    [Fact]
    public async Task Agency_ShowsKeysAndOffersRevokingLiveOnes()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")).ShouldBe([$"{Path}/keys/{SampleOffice.LiveKeyId}/revoke"]);
    }

    [Fact]
    public async Task AddKey_ShowsWhatIsWrongWithIt()
    {
        host.Reset();
        host.Hub.Refuse<AddKeyRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("public_key", "This is a private key: never send it"));
        (await host.PostAsync($"{Path}/keys/add", ("PublicKey", "{}"))).Errors.ShouldBe([("This is a private key: never send it", "#PublicKey")]);
        (await host.PostAsync($"{Path}/keys/add")).Errors.ShouldBe([("Paste the public key", "#PublicKey")]);
    }

    [Fact]
    public async Task AddKey_LeadsToTheAgency()
    {
        host.Reset();
        var sent = await host.PostAsync($"{Path}/keys/add", ("PublicKey", "{\"kty\":\"EC\"}"));
        sent.Location.ShouldBe(Path);
        (await host.GetAsync(Path, after: sent)).Text.ShouldContain("The key was added.");
    }

    [Fact]
    public async Task RevokeKey_AsksOnceMoreAndWarnsOfTheLast()
    {
        host.Reset();
        var path = $"{Path}/keys/{SampleOffice.LiveKeyId}/revoke";
        (await host.GetAsync(path)).Text.ShouldContain("This is the only live key");
        host.Hub.Received<RevokeKeyRequest>().ShouldBeEmpty();
        (await host.PostAsync(path)).Location.ShouldBe(Path);
        host.Hub.Received<RevokeKeyRequest>().Single().KeyId.ShouldBe(SampleOffice.LiveKeyId);
    }

    [Fact]
    public async Task UnknownKey_IsNotFound()
    {
        host.Reset();
        (await host.GetAsync($"{Path}/keys/unknown/revoke")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Suspend_NeedsAReason()
    {
        host.Reset();
        (await host.PostAsync($"{Path}/suspend")).Errors.ShouldBe([("Say why", "#Reason")]);
        (await host.PostAsync($"{Path}/suspend", ("Reason", "Key lost."))).Location.ShouldBe(Path);
        host.Hub.Received<SuspendAgencyRequest>().Single().Reason.ShouldBe("Key lost.");
    }

    [Fact]
    public async Task Resume_LeadsToTheAgency()
    {
        host.Reset();
        (await host.PostAsync($"{Path}/resume")).Location.ShouldBe(Path);
        host.Hub.Received<ResumeAgencyRequest>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task UnknownAgency_IsNotFound()
    {
        host.Reset();
        host.Hub.Refuse<GetAgencyRequest>(StatusCode.NotFound, "No.");
        (await host.GetAsync(Path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
