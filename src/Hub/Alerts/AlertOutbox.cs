using System.Security.Cryptography;
using Mash.Hub.Access;
using Mash.Hub.Access.Rota;
using Mash.Hub.Audit;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Alerts;

/// <summary>An alert before it is raised.</summary>
internal sealed record AlertDraft
{
    public required AlertKind Kind { get; init; }

    public required AlertAddressee Addressee { get; init; }

    /// <summary>One line; no name of a child.</summary>
    public required string Title { get; init; }

    /// <summary>What happened and what is asked of the reader.</summary>
    public required string Text { get; init; }

    /// <summary>Whose act it is about; that person never sees it.</summary>
    public Guid? AboutAccountId { get; init; }

    /// <summary>The contact it is about.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>Where to go on: a path of the front door.</summary>
    public string Path { get; init; } = "";
}

/// <summary>Raises alerts: sealed, on the record, in the transaction of the act, with a message to each addressee that holds no case content.</summary>
internal sealed class AlertOutbox(DutyRota rota, AccessDirectory directory)
{
    private static readonly SqlStatement Insert = new(
        "INSERT INTO alerts (alert_id, kind, addressee, about_account_id, contact_id, created_time, key_id, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", 8);

    /// <summary>Raises an alert inside a write.</summary>
    /// <param name="session">The write of the act that causes it.</param>
    /// <param name="draft">The alert.</param>
    /// <param name="actor">Who causes it.</param>
    public void Raise(WriteSession session, AlertDraft draft, AuditActor actor)
    {
        var id = Guid.CreateVersion7();
        var key = DataKey.Create();
        session.AddKey(key);
        var bytes = Sealer.Seal(key, RecordKind.Alert, id, 1, new Alert { Title = draft.Title, Text = draft.Text, Path = draft.Path });
        session.Execute(Insert, id, draft.Kind.ToString(), draft.Addressee.ToString(), draft.AboutAccountId, draft.ContactId, session.DomainTime, key.Id, bytes);
        session.Audit(new AuditEntry
        {
            Act = "alert.raise",
            Actor = actor,
            Subjects = draft.ContactId is { } contact ? [id, contact] : [id],
            Records = [new RecordVersion(id, 1, SHA256.HashData(bytes))],
        });
        foreach (var addressee in Addressees(session, draft).Where(addressee => addressee.Email.Length > 0))
            MessageOutbox.AppendForAccount(session, Notice(addressee), DataKey.Create(), actor);
    }

    private IEnumerable<AccountStanding> Addressees(WriteSession session, AlertDraft draft)
    {
        using var db = session.OpenContext();
        IReadOnlyList<AccountStanding> all = draft.Addressee switch
        {
            AlertAddressee.DutyManager => rota.DutyManagers(db, session.DomainTime),
            AlertAddressee.PrivacyLead => [.. directory.Holders(Roles.PrivacyLead)],
            _ => [.. directory.Holders(Roles.Administrator)],
        };
        return all.Where(account => account.AccountId != draft.AboutAccountId);
    }

    private static MessageDraft Notice(AccountStanding addressee) => new(
        addressee.Email,
        "An alert waits for you in MASH Hub",
        $"Dear {addressee.Name},\n\nan alert waits for you in MASH Hub. Sign in and open Alerts to read it and take it up. This message says no more, because mail can be read by others.\n\nMASH Hub");
}
