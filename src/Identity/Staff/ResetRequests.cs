using System.Threading.Channels;
using Mash.Identity.Accounts;
using Mash.Identity.Messages;

namespace Mash.Identity.Staff;

/// <summary>
/// Sends links for new passwords, behind the answer: how long it takes tells nobody whether an account has the address. An account gets at most
/// one message in two minutes, and none while it has no password: then its invitation or its passkey is the way in.
/// </summary>
internal sealed partial class ResetRequests(
    StaffAccounts accounts, AccountLinks links, IAccountMessages messages, SignInRecord record, TimeProvider clock, ILogger<ResetRequests> log) : BackgroundService
{
    private const int Waiting = 1000;
    private static readonly TimeSpan BetweenMessages = TimeSpan.FromMinutes(2);

    private readonly Channel<string> asked = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Waiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Takes what was typed. Nothing waits for what comes of it.</summary>
    public void Ask(string userName) => asked.Writer.TryWrite(userName);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var userName in asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SendAsync(userName, stoppingToken);
            }
#pragma warning disable CA1031 // the person asks again; the next one must still be served
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogFailed(log, error.GetType().Name);
            }
        }
    }

    private async Task SendAsync(string userName, CancellationToken cancellationToken)
    {
        if (await accounts.FindByUserNameAsync(userName, cancellationToken) is not { DisabledTime: null, HasPassword: true } account)
            return;
        if (await links.LatestResetAsync(account.Id, cancellationToken) is { } latest && clock.GetUtcNow() - latest < BetweenMessages)
            return;
        if (!await record.TryResetAskedAsync(account.Id, cancellationToken))
            return;
        var link = await links.IssueAsync(account.Id, AccountLinkKind.Reset, cancellationToken);
        await messages.SendAsync(Message(account, link), cancellationToken);
        await links.ReplaceAsync(account.Id, link.Id, cancellationToken);
    }

    private static AccountMessage Message(StaffAccountInfo account, IssuedLink link) => new(
        account.Email,
        "A new password for MASH Hub",
        string.Join('\n',
        [
            $"Dear {account.Name},",
            "",
            "somebody, we hope you, asked for a new password for your MASH Hub account. Open this link to choose one:",
            "",
            link.Address.ToString(),
            "",
            "The link works once, for 30 minutes. Every place where you are signed in is signed out when you use it.",
            "If it was not you, do nothing: your password stays as it is. If it happens again, tell your administrator.",
        ]))
    {
        CausedBy = account.Id,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "A link for a new password could not be sent ({Error})")]
    private static partial void LogFailed(ILogger log, string error);
}
