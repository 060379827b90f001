namespace Mash.Hub.UnusualAccess.Detection;

/// <summary>Different children, each with the places in the log where they were seen.</summary>
internal sealed class ChildTally
{
    private readonly Dictionary<SubjectToken, List<long>> children = [];

    public int Count => children.Count;

    /// <summary>All places, in their order.</summary>
    public IReadOnlyList<long> Evidence => [.. children.Values.SelectMany(places => places).Distinct().Order()];

    /// <summary>Adds the children of a view; true where one of them is new.</summary>
    public bool Add(AccessFact view)
    {
        var before = children.Count;
        foreach (var child in view.Children)
        {
            if (!children.TryGetValue(child, out var places))
                children[child] = places = [];
            places.Add(view.Sequence);
        }
        return children.Count > before;
    }

    /// <summary>Takes children out whom work explains after all.</summary>
    public void Remove(IEnumerable<SubjectToken> explained)
    {
        foreach (var child in explained)
            children.Remove(child);
    }

    /// <summary>Adds what another counted.</summary>
    public void Add(ChildTally other)
    {
        foreach (var (child, places) in other.children)
        {
            if (!children.TryGetValue(child, out var own))
                children[child] = own = [];
            own.AddRange(places);
        }
    }

    public ChildTally Copy()
    {
        var copy = new ChildTally();
        copy.Add(this);
        return copy;
    }

    public void Clear() => children.Clear();
}
