using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>What was typed about a new person.</summary>
internal sealed class PersonAnswers
{
    public static readonly FieldMap Fields = new(
        ("name", nameof(Name)), ("email", nameof(Email)), ("roles", nameof(Roles)), ("agency_id", nameof(AgencyId)),
        ("issuer", nameof(Issuer)), ("subject", nameof(Subject)));

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? AgencyId { get; set; }

    public List<string> Roles { get; set; } = [];

    /// <summary>Another authority's name, where it signs people in.</summary>
    public string? Issuer { get; set; }

    /// <summary>That authority's name for the person.</summary>
    public string? Subject { get; set; }

    /// <summary>Says in the model state what is missing.</summary>
    public void Check(ModelStateDictionary state, PersonSide side, bool link)
    {
        Need(state, nameof(Name), !string.IsNullOrWhiteSpace(Name), "Enter the person’s name");
        Need(state, nameof(Email), link || !string.IsNullOrWhiteSpace(Email), "Enter their work email address");
        Need(state, nameof(Issuer), !link || !string.IsNullOrWhiteSpace(Issuer), "Enter the authority’s issuer");
        Need(state, nameof(Subject), !link || !string.IsNullOrWhiteSpace(Subject), "Enter the authority’s name for the person");
        Need(state, nameof(AgencyId), side.Agencies.Count == 0 || !string.IsNullOrEmpty(AgencyId), "Choose their agency");
        Need(state, nameof(Roles), Roles.Count > 0, "Choose at least one role");
    }

    private static void Need(ModelStateDictionary state, string field, bool given, string words)
    {
        if (!given)
            state.AddModelError(field, words);
    }
}

/// <summary>On which side a new person is: the hub's staff, or an agency's people.</summary>
/// <param name="Roles">Roles to choose from.</param>
/// <param name="Agencies">Agencies to choose from; none where the side is fixed.</param>
/// <param name="Who">The side in words.</param>
internal sealed record PersonSide(IReadOnlyList<(string Role, string Words)> Roles, IReadOnlyList<SelectListItem> Agencies, string Who)
{
    private const int MostAgencies = 200;

    /// <param name="me">Who adds the person: an agency's administrator adds to their own agency only.</param>
    /// <param name="forAgency">True where the hub's administrator adds an agency's person.</param>
    /// <param name="agencies">Reads the agencies.</param>
    /// <param name="cancellation">The request's own.</param>
    public static async Task<PersonSide> OfAsync(GetMeResponse me, bool forAgency, AgencyService.AgencyServiceClient agencies, CancellationToken cancellation)
    {
        if (me.AgencyName() is { Length: > 0 } own)
            return new PersonSide(AccountWords.AgencyRoles, [], own);
        if (!forAgency)
            return new PersonSide(AccountWords.HubRoles, [], me.HubName);
        var items = new List<SelectListItem>();
        for (var request = new ListAgenciesRequest { PageSize = MostAgencies }; ;)
        {
            var answer = await agencies.ListAgenciesAsync(request, cancellationToken: cancellation);
            items.AddRange(answer.Agencies.Select(agency => new SelectListItem(agency.Name, agency.AgencyId)));
            if (answer.NextPageToken.Length == 0)
                return new PersonSide(AccountWords.AgencyRoles, items, "an agency");
            request.PageToken = answer.NextPageToken;
        }
    }
}
