namespace Mash.Hub.ReferenceData;

/// <summary>Which side of the assessment triangle an indicator belongs to.</summary>
internal enum IndicatorDomain
{
    /// <summary>The child's own development.</summary>
    Child,

    /// <summary>What parents and carers do and can do.</summary>
    Parenting,

    /// <summary>Family and home.</summary>
    Family,
}

/// <summary>One sentence of a threshold document. It supports a judgement and is never counted up.</summary>
/// <param name="Id">For example <c>4-CHILD-03</c>; stays with a decision that cites it.</param>
/// <param name="Level">1 to 4.</param>
/// <param name="Domain">Where it belongs.</param>
/// <param name="Text">The words.</param>
internal sealed record ThresholdIndicator(string Id, int Level, IndicatorDomain Domain, string Text);

/// <summary>One version of the partnership's threshold document.</summary>
/// <param name="Version">Its version as printed on it.</param>
/// <param name="Title">Its title.</param>
/// <param name="EffectiveFrom">First day in force; it ends when the next begins.</param>
/// <param name="IsSample">Written as an example, not adopted by a safeguarding partnership.</param>
/// <param name="Indicators">Its indicators, level 4 first.</param>
internal sealed record ThresholdDocument(
    string Version, string Title, DateOnly EffectiveFrom, bool IsSample, IReadOnlyList<ThresholdIndicator> Indicators)
{
    public ThresholdIndicator? Find(string id) => Indicators.FirstOrDefault(indicator => indicator.Id == id);
}

/// <summary>The threshold documents by date. A decision keeps the version that was in force on its day.</summary>
internal sealed class Thresholds
{
    private readonly ThresholdDocument[] documents;

    /// <exception cref="ArgumentException">There is no document.</exception>
    public Thresholds(IEnumerable<ThresholdDocument> documents)
    {
        this.documents = [.. documents.OrderBy(document => document.EffectiveFrom)];
        if (this.documents.Length == 0)
            throw new ArgumentException("There is no threshold document.", nameof(documents));
    }

    /// <summary>The documents in the assembly.</summary>
    public static Thresholds Default { get; } = new(EmbeddedData.Load<IReadOnlyList<ThresholdDocument>>("thresholds.json"));

    /// <summary>The document in force on a date; before the first, the first.</summary>
    public ThresholdDocument InForce(DateOnly date) =>
        Array.FindLast(documents, document => document.EffectiveFrom <= date) ?? documents[0];
}
