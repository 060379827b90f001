using Mash.Hub.Audit;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.Identity.Messages;

namespace Mash.Standalone.Hosting;

/// <summary>Puts messages about accounts into the hub's outbox, each sealed under a key of its own.</summary>
internal sealed class AccountMessages(WriteQueue writes, MessageSender sender, string staffIssuer) : IAccountMessages
{
    public async ValueTask SendAsync(AccountMessage message, CancellationToken cancellationToken)
    {
        var draft = new MessageDraft(message.Recipient, message.Subject, message.Body);
        var actor = message.CausedBy is { } account ? new AuditActor(staffIssuer, account.ToString()) : AuditActor.Hub;
        var key = DataKey.Create();
        await writes.WriteAsync(session =>
        {
            MessageOutbox.AppendForAccount(session, draft, key, actor);
            return true;
        }).WaitAsync(cancellationToken);
        sender.Wake();
    }
}
