using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Rota;

public sealed class RotaPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task Week_ShowsSevenDaysWhoIsOnDutyAndWhoTakesOverForTheNight()
    {
        host.Reset();
        var answer = await host.GetAsync("/rota");

        answer.Document.QuerySelector("main p strong")!.TextContent.Trim().ShouldBe("Ruth Adeyemi");
        answer.Text.ShouldContain("Friday 20 November");
        answer.Text.ShouldContain("8:00am to 5:00pm");
        answer.Text.ShouldContain("5:00pm to 8:00am on Saturday 21 November");
        answer.Document.QuerySelectorAll("main tbody tr").Length.ShouldBe(8);
        var asked = host.Hub.Received<ListDutyRequest>().Single();
        (asked.FromTime.ToDateTimeOffset(), asked.ToTime.ToDateTimeOffset()).ShouldBe(
            (new DateTimeOffset(2026, 11, 16, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task Adding_SendsTheTimesOfEnglandAndAnEarlierEndMeansTheNextDay()
    {
        host.Reset();
        var shown = await host.GetAsync("/rota?week=2026-07-06");
        var answer = await host.PostAsync(shown, "/rota?week=2026-07-06", "main form[data-form=add]",
            ("Manager", SampleRota.TomId), ("Day.Day", "7"), ("Day.Month", "7"), ("Day.Year", "2026"), ("FromTime", "5pm"), ("ToTime", "08:30"));

        var sent = host.Hub.Received<SetDutyRequest>().Single();
        sent.FromTime.ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 7, 7, 16, 0, 0, TimeSpan.Zero));
        sent.ToTime.ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 7, 8, 7, 30, 0, TimeSpan.Zero));
        answer.Location.ShouldBe("/rota?week=2026-07-07");
    }

    [Fact]
    public async Task WrongAnswers_AreSaidOnTheirFieldsAndNothingIsSent()
    {
        host.Reset();
        var shown = await host.GetAsync("/rota");
        var answer = await host.PostAsync(shown, "/rota", "main form[data-form=add]",
            ("Manager", ""), ("Day.Day", "31"), ("Day.Month", "11"), ("Day.Year", "2026"), ("FromTime", "late"), ("ToTime", ""));

        answer.Errors.Select(error => error.Href).ShouldBe(["#Manager", "#Day_Day", "#FromTime", "#ToTime"], ignoreOrder: true);
        host.Hub.Received<SetDutyRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task TakingOff_NamesTheDuty()
    {
        host.Reset();
        var shown = await host.GetAsync("/rota");
        var answer = await host.PostAsync(shown, "/rota?week=2026-11-16&handler=Remove", "main form[action*=Remove]", ("dutyId", SampleRota.DutyId));

        host.Hub.Received<RemoveDutyRequest>().Single().DutyId.ShouldBe(SampleRota.DutyId);
        answer.Location.ShouldBe("/rota?week=2026-11-16");
    }
}
