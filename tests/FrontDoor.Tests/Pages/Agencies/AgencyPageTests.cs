using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Agencies;

public sealed class AgencyPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Path = $"/agencies/{SampleOffice.AgencyId}";

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
    public async Task Agency_ShowsKeysAndOffersRevokingLiveOnes()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")).ShouldBe([$"{Path}/keys/{SampleOffice.LiveKeyId}/revoke"]);
        answer.Text.ShouldContain("By Ines Okafor, of the agency");
        answer.Text.ShouldContain("By the hub’s command line");
    }

    [Fact]
    public async Task AddKey_ShowsWhatIsWrongWithIt()
    {
        host.Reset();
        host.Hub.Refuse<AddKeyRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("public_key", "This is a private key: never send it"));
        (await host.PostAsync($"{Path}/keys/add", ("PublicKey", "{}"))).Errors.ShouldBe([("This is a private key: never send it", "#PublicKey")]);
        (await host.PostAsync($"{Path}/keys/add")).Errors.ShouldBe([("Upload the public key, or paste it", "#KeyFile")]);
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
    public async Task Resume_NeedsAReason()
    {
        host.Reset();
        (await host.PostAsync($"{Path}/resume")).Errors.ShouldBe([("Say why it may work again", "#Reason")]);
        (await host.PostAsync($"{Path}/resume", ("Reason", "New key."))).Location.ShouldBe(Path);
        host.Hub.Received<ResumeAgencyRequest>().Single().Reason.ShouldBe("New key.");
    }

    [Fact]
    public async Task UnknownAgency_IsNotFound()
    {
        host.Reset();
        host.Hub.Refuse<GetAgencyRequest>(StatusCode.NotFound, "No.");
        (await host.GetAsync(Path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
