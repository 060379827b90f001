using Mash.Hub.Audit;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.Hub.Tests.Contacts;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Messages;

public class AccountMessageTests
{
    private static readonly MessageDraft Draft = new("ruth@mash.example", "A new passkey was added to your account", "The marker of the text.");

    [Theory]
    [OnEachDatabase]
    internal async Task MessageAboutAnAccount_IsSentOnceAndItsTextShownToNobody(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await QueueAsync(work);
        var administrator = new MessageService.MessageServiceClient(await work.StaffAsync("Ada Min", "admin"));
        await work.Hub.Services.GetRequiredService<MessageSender>().SendWaitingAsync(CancellationToken.None);

        var listed = (await administrator.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();
        var read = (await administrator.GetMessageAsync(new GetMessageRequest { MessageId = listed.MessageId })).Message;

        listed.State.ShouldBe(V1.MessageState.Sent);
        read.Recipient.ShouldBe(Draft.Recipient);
        read.Subject.ShouldBe(Draft.Subject);
        read.ContactId.ShouldBeEmpty();
        read.Body.ShouldBeEmpty();
        work.Outcomes("message.queue").ShouldBe(["allow"]);
        work.Outcomes("message.view").ShouldBe(["allow"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task OnASampleHub_ItsTextCanBeRead(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(
            provider, builder => builder.Services.AddSingleton(_ => Sample(builder.Services)));
        await QueueAsync(work);
        var administrator = new MessageService.MessageServiceClient(await work.StaffAsync("Ada Min", "admin"));

        var listed = (await administrator.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();
        var read = (await administrator.GetMessageAsync(new GetMessageRequest { MessageId = listed.MessageId })).Message;

        read.Body.ShouldBe(Draft.Body);
    }

    private static HubOptions Sample(IServiceCollection registered) =>
        ((HubOptions)registered.Where(service => service.ServiceType == typeof(HubOptions)).Select(service => service.ImplementationInstance).First(instance => instance is not null)!) with { SampleData = true };

    private static Task<bool> QueueAsync(Casework work) => work.Hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
    {
        MessageOutbox.AppendForAccount(session, Draft, DataKey.Create(), AuditActor.Hub);
        return true;
    });
}
