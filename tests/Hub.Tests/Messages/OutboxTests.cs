using Grpc.Core;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using MessageState = Mash.V1.MessageState;

namespace Mash.Hub.Tests.Messages;

public class OutboxTests
{
    private const string Email = "safeguarding@bellfounder.example";

    [Theory]
    [OnEachDatabase]
    internal async Task Feedback_TellsTheReferrerThatItIsReadyAndNothingElse(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await work.Hub.AddAgencyAsync("The Hub", Mash.Hub.Agencies.AgencyKind.Hub);
        var contact = await TellAsync(work);
        await work.Hub.Services.GetRequiredService<MessageSender>().SendWaitingAsync(CancellationToken.None);

        var listed = (await work.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();
        var read = (await work.Messages.GetMessageAsync(new GetMessageRequest { MessageId = listed.MessageId })).Message;

        listed.Body.ShouldBeEmpty();
        listed.State.ShouldBe(MessageState.Sent);
        listed.Transport.ShouldBe("local");
        listed.SentTime.ShouldNotBeNull();
        read.Recipient.ShouldBe(Email);
        read.Subject.ShouldBe("The outcome of the concern you sent is ready");
        read.ContactId.ShouldBe(contact.ContactId);
        read.ContactReference.ShouldBe(contact.Reference);
        read.Body.ShouldContain($"Your reference: {contact.Details.SenderReference}");
        read.Body.ShouldContain(contact.Reference);
        read.Body.ShouldContain("01632 960001");
        read.Body.ShouldNotContain("Amira");
        read.Body.ShouldNotContain("Hassan");
        read.Body.ShouldNotContain("Thank you");
        work.Outcomes("message.queue").ShouldBe(["allow"]);
        work.Outcomes("message.send").ShouldBe(["allow"]);
        work.Outcomes("message.list").ShouldBe(["allow"]);
        work.Outcomes("message.view").ShouldBe(["allow"]);
        work.Hub.Log.ShouldAllBe(line => !line.Contains(Email));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Messages_AboutContactsAreHiddenFromAdministratorsAndThoseAboutAccountsFromEverybodyElse(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await TellAsync(work);
        await work.Hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            MessageOutbox.AppendForAccount(session, new MessageDraft("new@bellfounder.example", "Your account", "A link."), Mash.Hub.Storage.Keys.DataKey.Create(), Mash.Hub.Audit.AuditActor.Hub);
            return true;
        });
        var administrator = new MessageService.MessageServiceClient(await work.StaffAsync("Ada Min", "admin"));
        var about = (await work.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();
        var account = (await administrator.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();

        about.ContactId.ShouldNotBeEmpty();
        account.Subject.ShouldBe("Your account");
        var hidden = await Should.ThrowAsync<RpcException>(async () => await work.Messages.GetMessageAsync(new GetMessageRequest { MessageId = account.MessageId }));
        var other = await Should.ThrowAsync<RpcException>(async () => await administrator.GetMessageAsync(new GetMessageRequest { MessageId = about.MessageId }));
        hidden.StatusCode.ShouldBe(StatusCode.NotFound);
        other.Status.ShouldBe(hidden.Status);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task MessageThatCouldNotBeTried_WaitsAndSurvivesARestart(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider, builder => builder.Services.AddSingleton<IMessageTransport>(new Transport(null)));
        await TellAsync(work);
        await work.Hub.Services.GetRequiredService<MessageSender>().SendWaitingAsync(CancellationToken.None);
        var waiting = (await work.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();

        await work.Hub.RestartAsync();
        await work.Hub.Services.GetRequiredService<MessageSender>().SendWaitingAsync(CancellationToken.None);
        var messages = new MessageService.MessageServiceClient(await work.StaffAsync("Olive Tan", "contact_officer"));
        var sent = (await messages.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();

        waiting.State.ShouldBe(MessageState.Waiting);
        waiting.SentTime.ShouldBeNull();
        sent.MessageId.ShouldBe(waiting.MessageId);
        sent.State.ShouldBe(MessageState.Sent);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task RefusedMessage_HasFailed(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(
            provider, builder => builder.Services.AddSingleton<IMessageTransport>(new Transport(MessageDelivery.Refused)));
        await TellAsync(work);
        await work.Hub.Services.GetRequiredService<MessageSender>().SendWaitingAsync(CancellationToken.None);

        var failed = (await work.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.Single();

        failed.State.ShouldBe(MessageState.Failed);
        failed.SentTime.ShouldBeNull();
        work.Outcomes("message.send").ShouldBe(["deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Pages_HaveNoGapsAndNoDoublesWhileMessagesArrive(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        for (var count = 0; count < 5; count++)
            await TellAsync(work);
        var all = (await work.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.Select(message => message.MessageId).ToList();

        var first = await work.Messages.ListMessagesAsync(new ListMessagesRequest { PageSize = 2 });
        await TellAsync(work);
        var second = await work.Messages.ListMessagesAsync(new ListMessagesRequest { PageSize = 2, PageToken = first.NextPageToken });
        var third = await work.Messages.ListMessagesAsync(new ListMessagesRequest { PageSize = 2, PageToken = second.NextPageToken });

        first.Messages.Concat(second.Messages).Concat(third.Messages).Select(message => message.MessageId).ShouldBe(all);
        third.NextPageToken.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_AreRefused(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var socialWorker = new MessageService.MessageServiceClient(work.AsSocialWorker);
        var agency = new MessageService.MessageServiceClient(work.AsAgency);
        await work.SubmitAsync();
        await work.SubmitAsync();
        var otherToken = (await work.Contacts.ListContactsAsync(new ListContactsRequest { PageSize = 1 })).NextPageToken;

        var list = await Casework.RefusedAsync(work.Messages.ListMessagesAsync(new ListMessagesRequest { PageSize = 201, PageToken = otherToken }));
        var get = await Casework.RefusedAsync(work.Messages.GetMessageAsync(new GetMessageRequest { MessageId = "1" }));
        var absent = await Casework.RefusedAsync(work.Messages.GetMessageAsync(new GetMessageRequest { MessageId = Guid.NewGuid().ToString() }));

        Casework.Fields(list).ShouldBe(["page_size", "page_token"]);
        Casework.Fields(get).ShouldBe(["message_id"]);
        absent.StatusCode.ShouldBe(StatusCode.NotFound);
        work.Outcomes("message.view").ShouldBe(["deny"]);
        (await Casework.RefusedAsync(socialWorker.ListMessagesAsync(new ListMessagesRequest()))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await Casework.RefusedAsync(agency.GetMessageAsync(new GetMessageRequest()))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    private static async Task<Contact> TellAsync(Casework work)
    {
        var details = Casework.Quiet();
        details.Referrer.Email = Email;
        // A name of its own for every child: repeats would ask for a second manager.
        details.Children[0].Name.Family = "Hassan" + string.Concat(Guid.NewGuid().ToString("N").Where(char.IsAsciiLetter));
        var contact = await work.DecidedAsync(1, Outcome.Advice, details);
        await work.Decisions.SendFeedbackAsync(Casework.Feedback(contact));
        return contact;
    }

    /// <summary>Answers always the same; fails where there is no answer.</summary>
    private sealed class Transport(MessageDelivery? delivery) : IMessageTransport
    {
        public string Name => "test";

        public Task<MessageDelivery> SendAsync(OutgoingMessage message, CancellationToken cancellation) =>
            Task.FromResult(delivery ?? throw new IOException("No line."));
    }
}
