using System.Text.RegularExpressions;

namespace Mash.Hub.Tests.Docs;

/// <summary>docs/token-attacks.md names tests that are there, for every attack that must be refused and every section of RFC 9700.</summary>
public sealed partial class TokenAttackDocumentTests
{
    private const string Document = "docs/token-attacks.md";

    /// <summary>Beginnings of the rows that must not go missing.</summary>
    private static readonly string[] Attacks =
    [
        "no signature", "wrong issuer", "wrong audience", "wrong type", "expired", "replayed client assertion", "replayed code", "replayed refresh token",
        "mixed-up issuer", "stolen bound token", "revoked key", "suspended agency", "token that was revoked",
    ];

    /// <summary>Sections of RFC 9700 with recommendations (2) and attacks (4).</summary>
    private static readonly string[] Sections =
    [
        "2.1", "2.1.1", "2.1.2", "2.2.1", "2.2.2", "2.3", "2.4", "2.5", "2.6", .. Enumerable.Range(1, 17).Select(number => $"4.{number}"),
    ];

    [Fact]
    public void EveryNamedTest_IsThere()
    {
        var sources = RepositoryFiles.Below("tests", "*.cs").Select(RepositoryFiles.Read).ToList();
        var missing = Names().Where(name => !sources.Exists(source => Holds(source, name.Class, name.Method))).Select(name => $"{name.Class}.{name.Method}").ToList();

        missing.ShouldBeEmpty($"{Document} names tests that are not there.");
        Names().Count().ShouldBeGreaterThan(60);
    }

    [Fact]
    public void EveryAttackAndSection_HasARow()
    {
        var rows = RowStart().Matches(RepositoryFiles.Read(Document)).Select(match => match.Groups[1].Value).ToList();

        Attacks.Where(attack => !rows.Exists(row => row.StartsWith(attack, StringComparison.Ordinal))).ShouldBeEmpty();
        Sections.Except(rows, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void EveryClassNamedAfterASection_StandsInTheDocument()
    {
        var classes = RepositoryFiles.Below("tests", "*.cs").SelectMany(file => SectionClass().Matches(RepositoryFiles.Read(file))).Select(match => match.Groups[1].Value);

        classes.Except(Names().Select(name => name.Class), StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static IEnumerable<(string Class, string Method)> Names() => TestName().Matches(RepositoryFiles.Read(Document))
        .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    private static bool Holds(string source, string name, string method)
        => Regex.IsMatch(source, $@"\bclass {name}\b") && (method.Length == 0 || Regex.IsMatch(source, $@"\b{method}\("));

    [GeneratedRegex(@"`((?:Rfc9700_)?[A-Za-z0-9_]*Tests|Rfc9700_[A-Za-z0-9_]+)(?:\.([A-Za-z0-9_]+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex RowStart();

    [GeneratedRegex(@"\bclass (Rfc9700_\w+)")]
    private static partial Regex SectionClass();
}
