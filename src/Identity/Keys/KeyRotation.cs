namespace Mash.Identity.Keys;

/// <summary>When signing keys change.</summary>
internal sealed record KeyRotation
{
    /// <summary>How long a key lives from its publication until its successor signs.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(90);

    /// <summary>
    /// How long a new key stands in the JWKS before it signs, so that everybody who keeps a copy of the set has it by then. Longer than the
    /// minute for which the set may be kept.
    /// </summary>
    public TimeSpan Lead { get; init; } = TimeSpan.FromHours(1);

    /// <exception cref="InvalidOperationException">A value is unusable.</exception>
    public void Validate()
    {
        if (Lead < TimeSpan.FromMinutes(2))
            throw new InvalidOperationException("Identity: the lead of a signing key must be at least 2 minutes.");
        if (Age < Lead * 2)
            throw new InvalidOperationException("Identity: the age of a signing key must be at least twice its lead.");
    }
}

/// <summary>One key of an issuer at one moment.</summary>
/// <param name="KeyId">Its <c>kid</c>.</param>
/// <param name="PublishedTime">When it was made and published.</param>
/// <param name="State">What it does now.</param>
internal sealed record SigningKeyStanding(string KeyId, DateTimeOffset PublishedTime, SigningKeyState State);

internal enum SigningKeyState
{
    /// <summary>Stands in the JWKS and signs nothing yet.</summary>
    Published,

    /// <summary>Signs.</summary>
    Signing,

    /// <summary>Stands in the JWKS until the last token that it signed has expired.</summary>
    Retiring,

    /// <summary>Out of the JWKS; its file goes at the next upkeep.</summary>
    Over,
}
