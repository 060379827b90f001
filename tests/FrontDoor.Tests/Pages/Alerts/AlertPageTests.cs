using AngleSharp.Dom;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Alerts;

public sealed class AlertPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task List_AsksForWhatWaitsAndSaysWhoHasTakenUpTheRest()
    {
        host.Reset();
        var answer = await host.GetAsync("/alerts");

        host.Hub.Received<ListAlertsRequest>().Single().OpenOnly.ShouldBeTrue();
        answer.Text.ShouldContain("1 alert waits for somebody to take up");
        answer.Text.ShouldContain("About an act of Kate Thorburn, who does not see this.");
        answer.Text.ShouldContain("Taken up by Ruth Adeyemi");
        answer.Document.QuerySelectorAll("main form").Length.ShouldBe(1);
    }

    [Fact]
    public async Task All_AsksForEverything()
    {
        host.Reset();
        await host.GetAsync("/alerts?show=all");
        host.Hub.Received<ListAlertsRequest>().Single().OpenOnly.ShouldBeFalse();
    }

    [Fact]
    public async Task TakingUp_NamesTheAlertAndSaysSoOnce()
    {
        host.Reset();
        var answer = await host.PostAsync("/alerts", ("alertId", SampleAlerts.OpenId));

        host.Hub.Received<AcknowledgeAlertRequest>().Single().AlertId.ShouldBe(SampleAlerts.OpenId);
        answer.Location.ShouldBe("/alerts");
    }

    [Fact]
    public async Task NothingWaiting_SaysSo()
    {
        host.Reset();
        host.Hub.On<ListAlertsRequest>(_ => new ListAlertsResponse());
        (await host.GetAsync("/alerts")).Text.ShouldContain("Nothing waits for you.");
    }
}
