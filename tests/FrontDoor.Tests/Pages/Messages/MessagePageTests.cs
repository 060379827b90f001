using System.Net;
using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Messages;

public sealed class MessagePageTests(PagesHost host) : IClassFixture<PagesHost>
{
    [Fact]
    public async Task List_LeadsToEachMessageAndItsContact()
    {
        host.Reset();
        var answer = await host.GetAsync("/messages");
        answer.Document.QuerySelectorAll("tbody a").Select(link => link.GetAttribute("href")).ShouldBe([$"/messages/{SampleOffice.MessageId}", $"/contacts/{SampleContact.Id}"]);
        answer.Text.ShouldContain("On this hub messages go nowhere");
    }

    [Fact]
    public async Task EmptyList_SaysSo()
    {
        host.Reset();
        host.Hub.On<ListMessagesRequest>(_ => new ListMessagesResponse());
        (await host.GetAsync("/messages")).Text.ShouldContain("No message has been written yet");
    }

    [Fact]
    public async Task Message_ShowsItsText()
    {
        host.Reset();
        (await host.GetAsync($"/messages/{SampleOffice.MessageId}")).Text.ShouldContain(SampleOffice.MessageText);
    }

    [Fact]
    public async Task UnknownMessage_IsNotFound()
    {
        host.Reset();
        host.Hub.Refuse<GetMessageRequest>(StatusCode.NotFound, "No.");
        (await host.GetAsync($"/messages/{SampleOffice.MessageId}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
