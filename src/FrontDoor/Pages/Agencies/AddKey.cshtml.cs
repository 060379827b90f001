using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Adds a public key, with which the agency's system can sign in: as a file, or pasted.</summary>
[OpensArea(Area.Agencies, Area.OurAgency)]
[StepUp]
internal sealed class AddKeyModel(AgencyService.AgencyServiceClient agencies) : AgencyEditPage(agencies)
{
    /// <summary>Keys are some hundred characters; the hub takes 16 KB.</summary>
    private const int LargestFile = 16 * 1024;

    [BindProperty]
    public string? PublicKey { get; set; }

    [BindProperty]
    public IFormFile? KeyFile { get; set; }

    public Task OnGetAsync(Guid id) => ReadAsync(id);

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var pasted = !string.IsNullOrWhiteSpace(PublicKey);
        var uploaded = KeyFile is { Length: > 0 };
        if (!pasted && !uploaded)
            ModelState.AddModelError(nameof(KeyFile), "Upload the public key, or paste it");
        else if (pasted && uploaded)
            ModelState.AddModelError(nameof(PublicKey), "Upload a file or paste the key, not both");
        else if (uploaded && KeyFile!.Length > LargestFile)
            ModelState.AddModelError(nameof(KeyFile), "The file is too large for a public key");
        var text = ModelState.IsValid && uploaded ? await ReadFileAsync(KeyFile!) : PublicKey ?? "";
        var fields = new FieldMap(("public_key", uploaded ? nameof(KeyFile) : nameof(PublicKey)));
        return await SaveAsync(id, AgencyNotices.KeyAdded, fields, async () => await Agencies.AddKeyAsync(
            new AddKeyRequest { AgencyId = id.ToString(), RequestId = RequestId, PublicKey = text }, cancellationToken: Cancellation));
    }

    private async Task<string> ReadFileAsync(IFormFile file)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return await reader.ReadToEndAsync(Cancellation);
    }
}
