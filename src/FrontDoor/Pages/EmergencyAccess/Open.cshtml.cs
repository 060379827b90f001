using Grpc.Core;
using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using RpcCode = Grpc.Core.StatusCode;

namespace Mash.FrontDoor.Pages.EmergencyAccess;

/// <summary>Opens a record in an emergency: what follows is said first, then the reason, after a fresh sign-in.</summary>
[OpensArea(Area.EmergencyAccess)]
[StepUp]
internal sealed class OpenModel(BreakGlassService.BreakGlassServiceClient access) : HubPage
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int LongestReason = 2000;

    private static readonly FieldMap Fields = new(("contact", nameof(Reference)), ("reason", nameof(Reason)), ("minutes", nameof(Minutes)));

    /// <summary>Opaque id of the contact that somebody could not open; empty where they know a reference.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Contact { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public int Minutes { get; set; } = 60;

    public async Task<IActionResult> OnPostAsync()
    {
        if (Contact is null && string.IsNullOrWhiteSpace(Reference))
            ModelState.AddModelError(nameof(Reference), "Enter the contact’s reference");
        if (string.IsNullOrWhiteSpace(Reason))
            ModelState.AddModelError(nameof(Reason), "Say why it cannot wait");
        if (!ModelState.IsValid)
            return Page();
        var request = new OpenBreakGlassRequest { Contact = Contact?.ToString() ?? Reference ?? "", Reason = Reason ?? "", Minutes = Minutes, RequestId = RequestId };
        var opened = "";
        try
        {
            if (await AttemptAsync(async () => opened = (await access.OpenBreakGlassAsync(request, cancellationToken: Cancellation)).ContactId, Fields) != Attempt.Done)
                return Page();
        }
        catch (RpcException refusal) when (refusal.StatusCode == RpcCode.NotFound)
        {
            ModelState.AddModelError(Contact is null ? nameof(Reference) : "", "There is no such contact. That you tried is on the record, and the privacy lead has been told.");
            RequestId = Guid.CreateVersion7().ToString();
            ModelState.SetModelValue(nameof(RequestId), RequestId, RequestId);
            return Page();
        }
        return LocalRedirect(ContactLinks.Contact(opened));
    }
}
