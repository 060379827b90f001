using Mash.Hub.Access;
using Mash.Hub.Access.Accounts;
using Mash.Hub.Storage;

namespace Mash.Hub;

/// <summary>Everything a hub needs to know at start.</summary>
internal sealed record HubOptions
{
    public required StorageOptions Storage { get; init; }

    public required AccessOptions Access { get; init; }

    /// <summary>The hub's name, shown to its staff.</summary>
    public string HubName { get; init; } = "Children’s Trust";

    /// <summary>Where agencies' systems reach this hub; null where it does not say.</summary>
    public Uri? PublicAddress { get; init; }

    /// <summary>True where every person in it is fictional; the front door says so on every page.</summary>
    public bool SampleData { get; init; }

    /// <summary>When accounts that nobody uses are closed.</summary>
    public DormancyOptions Dormancy { get; init; } = new();

    /// <summary>How much one caller may ask.</summary>
    public Grpc.CallLimits CallLimits { get; init; } = new();

    /// <summary>How often a stream of events says that it is alive.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);
}
