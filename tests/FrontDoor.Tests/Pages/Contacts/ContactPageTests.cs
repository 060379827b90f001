using System.Net;
using AngleSharp.Dom;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Contacts;

public sealed class ContactPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string Path = $"/contacts/{SampleContact.Id}";

    [Fact]
    public async Task Page_BeginsWithTheChildrenAndTheirClock()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Document.Title.ShouldBe("Oscar, Jessica and Brandon Marshall - MASH Hub");
        var summary = answer.Document.QuerySelector(".app-summary")!;
        summary.QuerySelector("h1")!.Text().ShouldStartWith("Oscar, 7, Jessica, 12, and Brandon, 2");
        summary.Text().ShouldContain("20 Welt Stitch Gardens, Towcester NN12 9XH, West Northamptonshire");
        summary.Text().ShouldContain("Late by 5 h 40 min");
        summary.Text().ShouldContain("Not safe: contact the family before a manager says so");
    }

    [Fact]
    public async Task Sections_StandInReadingOrder()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        string[] order = ["happened", "injuries", "voice", "people", "family", "unknown", "history", "analysis", "decision", "feedback", "record"];
        answer.Document.QuerySelectorAll("section > h2").Select(heading => heading.Id).ShouldBe(order);
        answer.Document.QuerySelectorAll(".app-aside a").Select(link => link.GetAttribute("href")).ShouldBe(order.Select(id => $"#{id}"));
    }

    [Fact]
    public async Task Gaps_LookDifferentByKind()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        var gaps = answer.Document.QuerySelectorAll("#unknown + ul .app-gap").Select(gap => (gap.ClassName, gap.Text())).Distinct().ToList();
        gaps.ShouldBe([("app-gap", "Not asked"), ("app-gap app-gap--unknown", "Not known"), ("app-gap app-gap--refused", "Refused"), ("app-gap app-gap--unsupplied", "Not supplied")]);
    }

    [Fact]
    public async Task Buttons_AreWhatTheHubAllows()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelectorAll(".app-summary__actions .govuk-button").Select(button => button.Text().Trim())
            .ShouldBe(["Decide for Oscar", "Tell the referrer", "Rate", "Add information"]);
        answer.Document.QuerySelectorAll("main .govuk-button:not(.govuk-button--secondary)").Length.ShouldBe(1);
    }

    [Fact]
    public async Task ActionNotAllowedNow_SaysWhyInOneSentence()
    {
        host.Reset();
        host.Hub.On<GetContactRequest>(_ => new GetContactResponse { Contact = SampleContact.Received(SampleContact.Id) });
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelectorAll(".app-summary__actions .govuk-button").Select(button => button.Text().Trim()).ShouldBe(["Start screening"]);
        answer.Text.ShouldContain("You can decide once somebody has screened and rated this contact.");
    }

    [Fact]
    public async Task WordsOfOthers_StandApartFromTheDirectionOfThePage()
    {
        host.Reset();
        var answer = await host.GetAsync(Path);
        answer.Document.QuerySelectorAll(".app-voice, .app-own-words").ShouldAllBe(words => words.GetAttribute("dir") == "auto");
        answer.Document.QuerySelectorAll(".app-own-words").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task ContactWithHardlyAnything_IsShownToo()
    {
        host.Reset();
        host.Hub.On<GetContactRequest>(_ => new GetContactResponse
        {
            Contact = new Contact
            {
                ContactId = SampleContact.Id.ToString(),
                Reference = SampleContact.Reference,
                ReceivedTime = SampleAnswers.At(0, 6, 0),
                Details = new ContactDetails { SourceCode = "10", Children = { new Child { Unborn = true } }, Concern = new Concern { Narrative = "Somebody rang." } },
                Children = { new ContactChild { ContactChildId = SampleContact.Oscar.ToString(), State = ChildState.AwaitingDecision } },
            },
        });
        var answer = await host.GetAsync(Path);
        answer.Status.ShouldBe(HttpStatusCode.OK, string.Join(Environment.NewLine, host.Log.Lines));
        answer.Document.QuerySelector("h1")!.Text().ShouldContain("Unborn baby");
    }

    [Fact]
    public async Task AddressThatIsNoId_IsNotFound() => (await host.GetAsync("/contacts/oscar")).Status.ShouldBe(HttpStatusCode.NotFound);
}
