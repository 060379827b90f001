namespace Mash.AccessMonths.World;

/// <summary>Draws of one seed.</summary>
internal sealed class Chance(int seed)
{
    private readonly Random random = new(seed);

    public bool Happens(double probability) => random.NextDouble() < probability;

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => random.Next(least, most + 1);

    public double Fraction() => random.NextDouble();

    public T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>Different items in random order; fewer where there are not so many.</summary>
    public List<T> PickSome<T>(IReadOnlyList<T> items, int count)
    {
        var copy = items.ToList();
        var picked = new List<T>(Math.Min(count, copy.Count));
        while (picked.Count < count && copy.Count > 0)
        {
            var at = random.Next(copy.Count);
            picked.Add(copy[at]);
            copy[at] = copy[^1];
            copy.RemoveAt(copy.Count - 1);
        }
        return picked;
    }

    /// <summary>How often something happens that happens so often on average.</summary>
    public int Poisson(double mean)
    {
        if (mean > 30)
            return Math.Max(0, (int)Math.Round(mean + (Math.Sqrt(mean) * Normal())));
        var limit = Math.Exp(-mean);
        var product = random.NextDouble();
        var count = 0;
        while (product > limit)
        {
            product *= random.NextDouble();
            count++;
        }
        return count;
    }

    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Days that pass before something whose chance is the same every day.</summary>
    public double Exponential(double mean) => -mean * Math.Log(1 - random.NextDouble());

    public UInt128 Token() => new((ulong)random.NextInt64(), (ulong)random.NextInt64());

    public Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
