using Mash.Hub.UnusualAccess;

namespace Mash.AccessMonths.World;

/// <summary>A name as two ranks.</summary>
internal readonly record struct WholeName(int Given, int Family)
{
    public static WholeName Draw(Chance chance) => new(NameRanks.Given.Draw(chance), NameRanks.Families.Draw(chance));
}

/// <summary>A family that contacts are about.</summary>
internal sealed class Family
{
    public required int ChildrenFamilyName { get; init; }
    public required IReadOnlyList<WholeName> Adults { get; init; }
    public required IReadOnlyList<SubjectToken> Children { get; init; }
    public required SubjectToken Household { get; init; }

    /// <summary>Addresses that its contacts name, former ones too.</summary>
    public List<int> Addresses { get; } = [];

    public bool HighProfile { get; init; }

    /// <summary>Every contact about it, oldest first.</summary>
    public List<SimulatedContact> Contacts { get; } = [];

    /// <summary>True where somebody of the household bears the family name.</summary>
    public bool Bears(int familyName) => ChildrenFamilyName == familyName || Adults.Any(adult => adult.Family == familyName);
}

/// <summary>A contact with the times between which it waits in the queue.</summary>
internal sealed class SimulatedContact
{
    public required Guid Id { get; init; }
    public required Family Family { get; init; }
    public required IReadOnlyList<SubjectToken> Children { get; init; }
    public required DateTimeOffset Received { get; init; }

    /// <summary>When it left the queue and ended; the far future while it waits.</summary>
    public DateTimeOffset Ended { get; set; } = DateTimeOffset.MaxValue;

    /// <summary>Who has worked on it.</summary>
    public HashSet<Guid> Workers { get; } = [];

    public bool IsOpen(DateTimeOffset at) => Received <= at && at < Ended;
}

/// <summary>A member of staff.</summary>
internal sealed class Worker
{
    public required Guid Id { get; init; }
    public required string Role { get; init; }
    public required WholeName Name { get; init; }

    /// <summary>The home that they declared.</summary>
    public required int Address { get; init; }

    /// <summary>How much they open beside others in the role: around 1.</summary>
    public required double Pace { get; init; }

    /// <summary>Working days a week.</summary>
    public required int Days { get; init; }

    public required DateOnly Joined { get; init; }

    /// <summary>The last day; far in the future for most.</summary>
    public DateOnly Left { get; set; } = DateOnly.MaxValue;

    /// <summary>Mondays of weeks on leave.</summary>
    public HashSet<DateOnly> Leave { get; } = [];

    /// <summary>Contacts they worked on, oldest first.</summary>
    public List<SimulatedContact> Work { get; } = [];
}
