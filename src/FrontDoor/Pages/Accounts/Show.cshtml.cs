using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>One person: their roles, and where their account stands.</summary>
[OpensArea(Area.People)]
internal sealed class ShowModel(AccountService.AccountServiceClient accounts) : HubPage
{
    private static readonly FieldMap Fields = new(("role", nameof(Role)));

    [BindProperty]
    public string? Role { get; set; }

    public V1.Account Account { get; private set; } = new();

    public async Task OnGetAsync(Guid id) => await ReadAsync(id);

    public async Task<IActionResult> OnPostGrantAsync(Guid id)
    {
        await ReadAsync(id);
        if (string.IsNullOrEmpty(Role))
            ModelState.AddModelError(nameof(Role), "Choose the role to give");
        var request = new GrantRoleRequest { AccountId = id.ToString(), RequestId = RequestId, Role = Role ?? "", AgencyId = Account.AgencyId };
        return ModelState.IsValid
            ? await DoAsync(id, async () => await accounts.GrantRoleAsync(request, cancellationToken: Cancellation), PeopleNotices.Granted)
            : Page();
    }

    public Task<IActionResult> OnPostEndAsync(Guid id)
    {
        var request = new EndRoleRequest { AccountId = id.ToString(), RequestId = RequestId, Role = Role ?? "" };
        return DoAsync(id, async () => await accounts.EndRoleAsync(request, cancellationToken: Cancellation), PeopleNotices.Ended);
    }

    public Task<IActionResult> OnPostEnableAsync(Guid id)
    {
        var request = new EnableAccountRequest { AccountId = id.ToString(), RequestId = RequestId };
        return DoAsync(id, async () => await accounts.EnableAccountAsync(request, cancellationToken: Cancellation), PeopleNotices.Enabled);
    }

    public Task<IActionResult> OnPostResendAsync(Guid id)
    {
        var request = new ResendInvitationRequest { AccountId = id.ToString(), RequestId = RequestId };
        return DoAsync(id, async () => await accounts.ResendInvitationAsync(request, cancellationToken: Cancellation), PeopleNotices.Resent);
    }

    /// <summary>What was just done, in words; null where nothing was.</summary>
    public string? Done => Notice switch
    {
        PeopleNotices.Invited => "The invitation is on its way.",
        PeopleNotices.Linked => "The person can sign in now.",
        PeopleNotices.Resent => "A new invitation is on its way. Earlier links no longer work.",
        PeopleNotices.Granted => "The role was given. It counts from now.",
        PeopleNotices.Ended => "The role was ended. It counts no more.",
        PeopleNotices.Disabled => "The account is closed. The person is signed out everywhere.",
        PeopleNotices.Enabled => "The account is open again.",
        _ => null,
    };

    private async Task<IActionResult> DoAsync(Guid id, Func<Task> act, string notice)
    {
        if (await AttemptAsync(act, Fields) == Attempt.Done)
        {
            Leave(notice);
            return LocalRedirect(PeopleLinks.Person(id.ToString()));
        }

        await ReadAsync(id);
        return Page();
    }

    private async Task ReadAsync(Guid id) =>
        Account = (await accounts.GetAccountAsync(new GetAccountRequest { AccountId = id.ToString() }, cancellationToken: Cancellation)).Account;
}

/// <summary>What an act leaves for the person's page to say.</summary>
internal static class PeopleNotices
{
    public const string Invited = "invited";
    public const string Linked = "linked";
    public const string Resent = "resent";
    public const string Granted = "granted";
    public const string Ended = "ended";
    public const string Disabled = "disabled";
    public const string Enabled = "enabled";
}
