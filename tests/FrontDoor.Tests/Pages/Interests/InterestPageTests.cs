using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Interests;

public sealed class InterestPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private const string Form = "main form[data-form=declare]";

    [Fact]
    public async Task OwnInterests_AreShownWithoutAWayToEndThem()
    {
        host.Reset();
        var answer = await host.GetAsync("/account/interests");

        answer.Text.ShouldContain("Mabel Rose Thorburn (also Mabel Rose Quill)");
        answer.Text.ShouldContain("12 Sorrel Close, NN9 5QB");
        answer.Document.QuerySelectorAll("main a[href*='/end']").ShouldBeEmpty();
        (await host.GetAsync("/account")).Document.QuerySelector("a[href='/account/interests']").ShouldNotBeNull();
    }

    [Fact]
    public async Task AnothersInterests_CanBeEndedWithAReason()
    {
        host.Reset();
        var list = await host.GetAsync($"/account/interests?of={SampleInterests.KateId}");
        var path = list.Document.QuerySelector("main a[href*='/end']")!.GetAttribute("href")!;
        var refused = await host.PostAsync(path, ("Reason", ""));
        var answer = await host.PostAsync(path, ("Reason", "The name was another child’s."));

        refused.Errors.Select(error => error.Href).ShouldBe(["#Reason"]);
        host.Hub.Received<EndInterestRequest>().Single().InterestId.ShouldBe(SampleInterests.RelativeId);
        answer.Location.ShouldBe($"/account/interests?of={SampleInterests.KateId}");
    }

    [Fact]
    public async Task DeclaringARelative_SendsNamesAndBirth()
    {
        host.Reset();
        var shown = await host.GetAsync("/account/interests");
        await host.PostAsync(shown, "/account/interests", Form,
            ("Subject", nameof(InterestSubject.Relative)), ("GivenName", "Amira"), ("FamilyName", "Hassan"), ("OtherNames", "Amira Khan\r\n\r\nMira Khan"),
            ("DateOfBirth.Day", "2"), ("DateOfBirth.Month", "4"), ("DateOfBirth.Year", "2019"));

        var sent = host.Hub.Received<DeclareInterestRequest>().Single();
        (sent.Subject, sent.GivenName, sent.FamilyName, sent.AccountId).ShouldBe((InterestSubject.Relative, "Amira", "Hassan", ""));
        sent.OtherNames.ShouldBe(["Amira Khan", "Mira Khan"]);
        sent.DateOfBirth.ShouldBe(new Date { Year = 2019, Month = 4, Day = 2 });
    }

    [Fact]
    public async Task DeclaringAHome_SendsItsAddressAndNumber()
    {
        host.Reset();
        var shown = await host.GetAsync("/account/interests");
        await host.PostAsync(shown, "/account/interests", Form,
            ("Subject", nameof(InterestSubject.Home)), ("AddressLine", "95 Hayrick Way"), ("Postcode", "NN4 9XF"), ("Uprn", "10093990018"));

        var sent = host.Hub.Received<DeclareInterestRequest>().Single();
        (sent.Subject, sent.AddressLine, sent.Postcode, sent.Uprn).ShouldBe((InterestSubject.Home, "95 Hayrick Way", "NN4 9XF", "10093990018"));
    }

    [Theory]
    [InlineData("", "#Subject")]
    [InlineData("Relative", "#GivenName #FamilyName #DateOfBirth_Day")]
    [InlineData("Home", "#AddressLine #Postcode")]
    public async Task MissingAnswers_AreAskedForByWhatItIsAbout(string subject, string fields)
    {
        host.Reset();
        var shown = await host.GetAsync("/account/interests");
        var answer = await host.PostAsync(shown, "/account/interests", Form, ("Subject", subject));

        answer.Errors.Select(error => error.Href).ShouldBe(fields.Split(' '));
        host.Hub.Received<DeclareInterestRequest>().ShouldBeEmpty();
    }
}
