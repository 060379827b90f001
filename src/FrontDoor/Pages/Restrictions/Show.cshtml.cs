using Mash.FrontDoor.HubClients;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>One restriction: why, who is named, what was said, and what this person may do now.</summary>
[OpensArea(Area.Restrictions)]
internal sealed class ShowModel(RestrictionService.RestrictionServiceClient restrictions, CurrentPerson person) : HubPage
{
    public Restriction Restriction { get; private set; } = new();

    /// <summary>Contacts by reference, each with its id where this person may open it.</summary>
    public IEnumerable<(string Reference, string ContactId)> Contacts => Restriction.ContactReferences.Zip(Restriction.OpenContactIds);

    public DateTimeOffset Now { get; private set; }

    public async Task OnGetAsync(Guid id)
    {
        Restriction = (await restrictions.ReadAsync(id, Cancellation)).Restriction;
        Now = await person.NowAsync();
    }
}
