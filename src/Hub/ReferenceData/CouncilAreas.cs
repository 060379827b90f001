using System.Collections.Frozen;
using Mash.Hub.People.Identifiers;

namespace Mash.Hub.ReferenceData;

/// <summary>Which of the two councils a contact belongs to.</summary>
internal enum CouncilArea
{
    /// <summary>No usable postcode, no fixed abode, or a district that both sides of the border share: a person chooses.</summary>
    Unknown,

    /// <summary>North Northamptonshire, E06000061.</summary>
    North,

    /// <summary>West Northamptonshire, E06000062.</summary>
    West,

    /// <summary>Neither.</summary>
    OutOfArea,
}

/// <summary>One postcode district's council from a date on.</summary>
/// <param name="District">For example <c>NN16</c>.</param>
/// <param name="Area">Where most of its homes are; <see cref="CouncilArea.Unknown"/> when no side has most.</param>
/// <param name="EffectiveFrom">First day.</param>
/// <param name="Note">Where the district is, and what crosses the border.</param>
internal sealed record DistrictArea(string District, CouncilArea Area, DateOnly EffectiveFrom, string? Note = null);

/// <summary>
/// Council area by postcode district: a first answer that staff can change with a reason. Districts follow the post, not the
/// councils' border, so that an address register must settle the edges.
/// </summary>
internal sealed class CouncilAreas
{
    private readonly FrozenDictionary<string, DistrictArea[]> byDistrict;

    public CouncilAreas(IEnumerable<DistrictArea> districts) =>
        byDistrict = districts.GroupBy(district => district.District, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.OrderBy(district => district.EffectiveFrom).ToArray(), StringComparer.Ordinal);

    /// <summary>The table in the assembly.</summary>
    public static CouncilAreas Default { get; } = new(EmbeddedData.Load<IReadOnlyList<DistrictArea>>("council-areas.json"));

    /// <summary>The area of a postcode on a date. Missing, malformed and ZZ99 postcodes are unknown; districts not in the table are out of area.</summary>
    public CouncilArea Of(string? postcode, DateOnly date)
    {
        if (!Postcode.TryParse(postcode, out var parsed, out _) || parsed.IsPseudo)
            return CouncilArea.Unknown;
        if (!byDistrict.TryGetValue(parsed.District, out var periods))
            return CouncilArea.OutOfArea;
        return (Array.FindLast(periods, period => period.EffectiveFrom <= date) ?? periods[0]).Area;
    }
}
