using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>Changes how an agency is reached: telephone, mailbox and named people, the safeguarding lead first.</summary>
[OpensArea(Area.Agencies, Area.OurAgency)]
internal sealed class ContactsModel(AgencyService.AgencyServiceClient agencies) : AgencyEditPage(agencies)
{
    /// <summary>More people than this the hub does not take.</summary>
    public const int MostPeople = 10;

    [BindProperty]
    public string? Telephone { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public List<PersonAnswers> People { get; set; } = [];

    public async Task OnGetAsync(Guid id)
    {
        await ReadAsync(id);
        Telephone = Agency.Telephone;
        Email = Agency.Email;
        People = [.. Agency.Contacts.OrderByDescending(contact => contact.SafeguardingLead).Select(PersonAnswers.Of)];
        if (People.Count == 0)
            People.Add(new PersonAnswers());
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? act)
    {
        if (People.Count == 0)
            People.Add(new PersonAnswers());
        if (act == "more")
            return await WithOneMoreAsync(id);
        Check();
        var request = new UpdateAgencyContactsRequest
        {
            AgencyId = id.ToString(),
            RequestId = RequestId,
            Etag = Etag ?? "",
            Telephone = Telephone?.Trim() ?? "",
            Email = Email?.Trim() ?? "",
        };
        var fields = new List<(string Path, string Field)> { ("telephone", nameof(Telephone)), ("email", nameof(Email)), ("contacts", "People[0].Name") };
        for (var index = 0; index < People.Count; index++)
        {
            if (People[index].IsBlank)
                continue;
            var path = $"contacts[{request.Contacts.Count}]";
            fields.AddRange([
                ($"{path}.name", $"People[{index}].Name"), ($"{path}.role", $"People[{index}].Role"),
                ($"{path}.telephone", $"People[{index}].Telephone"), ($"{path}.email", $"People[{index}].Email")]);
            request.Contacts.Add(People[index].ToContact(safeguardingLead: index == 0));
        }
        return await SaveAsync(id, AgencyNotices.Saved, new FieldMap(fields),
            async () => await Agencies.UpdateAgencyContactsAsync(request, cancellationToken: Cancellation));
    }

    private async Task<IActionResult> WithOneMoreAsync(Guid id)
    {
        // What was typed comes back from the model itself; nothing is wrong yet.
        ModelState.Clear();
        if (People.Count < MostPeople)
            People.Add(new PersonAnswers());
        await ReadAsync(id);
        return Page();
    }

    private void Check()
    {
        if (string.IsNullOrWhiteSpace(Telephone))
            ModelState.AddModelError(nameof(Telephone), "Enter the number to ring about a contact");
        if (string.IsNullOrWhiteSpace(People[0].Name))
            ModelState.AddModelError("People[0].Name", "Enter the name of the safeguarding lead");
        if (string.IsNullOrWhiteSpace(People[0].Telephone))
            ModelState.AddModelError("People[0].Telephone", "Enter the safeguarding lead’s telephone number");
        for (var index = 0; index < People.Count; index++)
        {
            if (index > 0 && People[index].IsBlank)
                continue;
            if (index > 0 && string.IsNullOrWhiteSpace(People[index].Name))
                ModelState.AddModelError($"People[{index}].Name", $"Enter the name of person {index + 1}");
            if (string.IsNullOrWhiteSpace(People[index].Role))
                ModelState.AddModelError($"People[{index}].Role", index == 0 ? "Enter the role of the safeguarding lead" : $"Enter the role of person {index + 1}");
        }
    }
}
