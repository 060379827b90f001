namespace Mash.Standalone;

/// <summary>Who runs the hub, for the privacy notice and the accessibility statement.</summary>
internal sealed record OperatorSection
{
    public string Name { get; init; } = "";

    public string Email { get; init; } = "";

    public string Telephone { get; init; } = "";
}
