namespace Mash.Identity.Messages;

/// <summary>
/// Writes to people about their own accounts: invitations, resets, changes to the ways they sign in. The composition implements it over the
/// hub's sealed message outbox. It is called before an act takes effect: when it throws, the act does not happen.
/// </summary>
internal interface IAccountMessages
{
    /// <summary>Puts the message into the outbox; it is durable there when the call returns.</summary>
    ValueTask SendAsync(AccountMessage message, CancellationToken cancellationToken);
}

/// <summary>A message to one person about their account.</summary>
/// <param name="Recipient">The account's email address.</param>
/// <param name="Subject">Subject line. It stands in the list of sent messages, so it holds no secret.</param>
/// <param name="Body">Text. On a hub with real people nobody but the recipient is shown it, so it may hold a link that works once.</param>
internal sealed record AccountMessage(string Recipient, string Subject, string Body)
{
    /// <summary>The staff account that caused it; null for the issuer itself.</summary>
    public Guid? CausedBy { get; init; }
}
