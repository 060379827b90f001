using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Decisions;

/// <summary>Decides for one child, with the siblings in view. What will happen is said before the button.</summary>
[OpensArea(Area.Queue)]
internal sealed class DecideModel(ContactService.ContactServiceClient contacts, DecisionService.DecisionServiceClient decisions, CurrentPerson person) : HubPage
{
    /// <summary>Value of the button that only asks what would happen.</summary>
    public const string Preview = "preview";

    [BindProperty]
    public DecisionAnswers Answers { get; set; } = new();

    [BindProperty]
    public string Etag { get; set; } = "";

    public ContactView View { get; private set; } = null!;

    public ChildView Child { get; private set; } = null!;

    public ThresholdView Threshold { get; private set; } = null!;

    public PreviewDecisionResponse Next { get; private set; } = new();

    public bool Changed { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid childId)
    {
        if (!await ReadAsync(id, childId))
            return NotFound();
        Etag = View.Contact.Etag;
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid childId, string? act)
    {
        if (!await ReadAsync(id, childId))
            return NotFound();
        if (act == Preview)
            return await ShowAsync();
        Answers.Check(ModelState, Child.FirstName);
        var attempt = ModelState.IsValid ? await AttemptAsync(RecordAsync, DecisionAnswers.Fields) : Attempt.Refused;
        if (attempt == Attempt.Done)
        {
            Leave(ContactNotices.Decided, Child.Id);
            return LocalRedirect(ContactLinks.Contact(View.Contact.ContactId));
        }

        Changed = attempt == Attempt.Changed;
        if (Changed)
            Etag = View.Contact.Etag;
        return await ShowAsync();
    }

    private async Task<bool> ReadAsync(Guid id, Guid childId)
    {
        View = await contacts.ReadAsync(id, person, Cancellation);
        var child = View.Children.FirstOrDefault(child => child.Id == childId.ToString());
        Child = child!;
        return child is not null;
    }

    private async Task RecordAsync() =>
        await decisions.DecideChildAsync(Answers.ToDecision(View.Contact.ContactId, Child.Id, RequestId, Etag), cancellationToken: Cancellation);

    private async Task<IActionResult> ShowAsync()
    {
        var preview = decisions.PreviewDecisionAsync(Answers.ToPreview(View.Contact.ContactId, Child.Id), cancellationToken: Cancellation).ResponseAsync;
        var indicators = decisions.ListIndicatorsAsync(new ListIndicatorsRequest(), cancellationToken: Cancellation).ResponseAsync;
        Next = await preview;
        Threshold = new ThresholdView(await indicators);
        return Page();
    }
}
