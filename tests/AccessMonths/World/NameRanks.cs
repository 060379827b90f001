namespace Mash.AccessMonths.World;

/// <summary>
/// Names as ranks: 0 is the commonest. A Zipf-Mandelbrot curve, as name frequencies in England follow: the first family name is borne by
/// 1.2 people in a hundred, the tenth by 0.4, the thousandth by 0.01. So innocent people of one name meet as often as they do.
/// </summary>
internal sealed class NameRanks
{
    public static readonly NameRanks Families = new(12_000, 0.85, 3);
    public static readonly NameRanks Given = new(600, 1.0, 5);

    private readonly double[] upTo;

    private NameRanks(int ranks, double steepness, double shift)
    {
        upTo = new double[ranks];
        var sum = 0.0;
        for (var rank = 0; rank < ranks; rank++)
            upTo[rank] = sum += Math.Pow(rank + 1 + shift, -steepness);
        for (var rank = 0; rank < ranks; rank++)
            upTo[rank] /= sum;
    }

    /// <summary>Share of people who bear the name of a rank.</summary>
    public double Share(int rank) => upTo[rank] - (rank == 0 ? 0 : upTo[rank - 1]);

    public int Draw(Chance chance)
    {
        var at = Array.BinarySearch(upTo, chance.Fraction());
        return Math.Min(at >= 0 ? at : ~at, upTo.Length - 1);
    }
}
