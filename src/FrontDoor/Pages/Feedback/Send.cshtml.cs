using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Feedback;

/// <summary>Tells the referrer what was decided. They see level and next step, and this text; never the reasons.</summary>
[OpensArea(Area.Queue)]
internal sealed class SendModel(ContactService.ContactServiceClient contacts, DecisionService.DecisionServiceClient decisions, CurrentPerson person) : HubPage
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int LongestText = 5000;

    private static readonly FieldMap Fields = new(("text", nameof(Text)), ("contact_child_ids", nameof(Children)));

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Ids of the children it covers.</summary>
    [BindProperty]
    public List<string> Children { get; set; } = [];

    [BindProperty]
    public string Etag { get; set; } = "";

    public ContactView View { get; private set; } = null!;

    public bool Changed { get; private set; }

    /// <summary>Children that are decided and whose referrer was not told yet.</summary>
    public IReadOnlyList<ChildView> Waiting => [.. View.Children.Where(child => child.WaitsForFeedback)];

    public async Task OnGetAsync(Guid id)
    {
        View = await contacts.ReadAsync(id, person, Cancellation);
        Etag = View.Contact.Etag;
        Children = [.. Waiting.Select(child => child.Id)];
    }

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        if (string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError(nameof(Text), "Write what the referrer should know");
        if (Children.Count == 0)
            ModelState.AddModelError(nameof(Children), "Choose which children this is about");
        var attempt = ModelState.IsValid ? await AttemptAsync(() => SendAsync(id), Fields) : Attempt.Refused;
        if (attempt == Attempt.Done)
        {
            Leave(ContactNotices.FeedbackSent);
            return LocalRedirect(ContactLinks.Contact(id.ToString()));
        }

        View = await contacts.ReadAsync(id, person, Cancellation);
        Changed = attempt == Attempt.Changed;
        if (Changed)
            Etag = View.Contact.Etag;
        return Page();
    }

    private async Task SendAsync(Guid id)
    {
        var request = new SendFeedbackRequest { ContactId = id.ToString(), RequestId = RequestId, Etag = Etag, Text = Text };
        request.ContactChildIds.AddRange(Children);
        await decisions.SendFeedbackAsync(request, cancellationToken: Cancellation);
    }
}
