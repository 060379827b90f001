using Mash.V1;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>What was typed about a person of an agency.</summary>
internal sealed class PersonAnswers
{
    public string? Name { get; set; }

    public string? Role { get; set; }

    public string? Telephone { get; set; }

    public string? Email { get; set; }

    public bool IsBlank => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Role) && string.IsNullOrWhiteSpace(Telephone) && string.IsNullOrWhiteSpace(Email);

    public static PersonAnswers Of(AgencyContact contact) => new() { Name = contact.Name, Role = contact.Role, Telephone = contact.Telephone, Email = contact.Email };

    public AgencyContact ToContact(bool safeguardingLead) => new()
    {
        Name = Name?.Trim() ?? "",
        Role = Role?.Trim() ?? "",
        Telephone = Telephone?.Trim() ?? "",
        Email = Email?.Trim() ?? "",
        SafeguardingLead = safeguardingLead,
    };
}
