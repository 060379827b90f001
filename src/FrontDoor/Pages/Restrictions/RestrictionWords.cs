using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Restrictions;

/// <summary>Restrictions in words, and where their pages are.</summary>
internal static class RestrictionWords
{
    public const string List = "/restrictions";

    public const string Ask = "/restrictions/ask";

    /// <summary>The most characters of a reason that the hub takes.</summary>
    public const int LongestReason = 2000;

    public static string Show(string id) => $"/restrictions/{Uri.EscapeDataString(id)}";

    public static string Decide(string id) => $"{Show(id)}/decide";

    public static string Review(string id) => $"{Show(id)}/review";

    public static string AddPerson(string id) => $"{Show(id)}/people/add";

    public static string EndAccess(string id, string accountId) => $"{Show(id)}/people/{Uri.EscapeDataString(accountId)}/end";

    public static string Request(string contactId) => $"/contacts/{Uri.EscapeDataString(contactId)}/restrict";

    public static readonly IReadOnlyList<(RestrictionLabel Label, string Words, string Hint)> Labels =
    [
        (RestrictionLabel.Staff, "A member of staff, or a relative of one", "Also councillors and people of partner agencies"),
        (RestrictionLabel.HighProfile, "High profile", "Somebody whom many know"),
        (RestrictionLabel.Refuge, "Refuge or confidential address", "Where a family lives must not become known"),
        (RestrictionLabel.Adoption, "Adoption", "The contact is linked with no other any more, and the agency that sent it does not see it"),
        (RestrictionLabel.WitnessProtection, "Witness protection", "The agency that sent it does not see it any more"),
    ];

    /// <summary>A colleague in a list to choose from; by name alone where they hold no role now.</summary>
    public static SelectListItem Choice(StaffChoice colleague) =>
        new(colleague.Roles.Length == 0 ? colleague.Name : $"{colleague.Name}, {colleague.Roles}", colleague.AccountId);

    public static string Label(RestrictionLabel label) => Labels.FirstOrDefault(known => known.Label == label).Words ?? "Restricted";

    /// <summary>The contacts that it covers, by their references.</summary>
    public static string Contacts(Restriction restriction) =>
        $"{(restriction.ContactReferences.Count == 1 ? "Contact" : "Contacts")} {string.Join(", ", restriction.ContactReferences)}";

    public static string State(RestrictionState state) => state switch
    {
        RestrictionState.Requested => "In force, waits for a decision",
        RestrictionState.Active => "In force",
        RestrictionState.LiftRequested => "In force, its end waits for a decision",
        RestrictionState.Refused => "Refused",
        RestrictionState.Lifted => "Lifted",
        _ => "",
    };

    public static string Colour(Restriction restriction) => restriction switch
    {
        { State: RestrictionState.Requested or RestrictionState.LiftRequested } => "red",
        { ReviewDue: true } => "orange",
        { State: RestrictionState.Active } => "purple",
        _ => "grey",
    };
}

/// <summary>What an act leaves for the page of a restriction to say.</summary>
internal static class RestrictionNotices
{
    public const string Requested = "requested";
    public const string Decided = "decided";
    public const string Reviewed = "reviewed";
    public const string Named = "named";
    public const string Ended = "ended";
    public const string Asked = "asked";

    public static string? Of(string? notice) => notice switch
    {
        Requested => "The record is restricted from now on. Another manager or the privacy lead decides whether it stays so.",
        Decided => "Your decision is recorded.",
        Reviewed => "Your review is recorded.",
        Named => "The person is named and can see the contacts now.",
        Ended => "Their access has ended.",
        Asked => "If there is such a record, the manager on duty has been told what you need.",
        _ => null,
    };
}

internal static class RestrictionReading
{
    /// <summary>Reads a restriction for a page. The hub puts the read on the record.</summary>
    /// <exception cref="Grpc.Core.RpcException">Absent or hidden, or the hub cannot be reached.</exception>
    public static async Task<GetRestrictionResponse> ReadAsync(this RestrictionService.RestrictionServiceClient restrictions, Guid id, CancellationToken cancellation) =>
        await restrictions.GetRestrictionAsync(new GetRestrictionRequest { RestrictionId = id.ToString() }, cancellationToken: cancellation);
}
