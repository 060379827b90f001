using System.Text.RegularExpressions;

namespace Mash.Hub.Tests.Docs;

/// <summary>Pages that prove what they say by naming tests: the tests must be there.</summary>
public sealed partial class NamedTests
{
    [Theory]
    [InlineData("docs/asvs.md", 40)]
    public void EveryTestThatAPageNames_IsInTheSuite(string page, int atLeast)
    {
        var named = TestName().Matches(RepositoryFiles.Read(page)).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var source = string.Join('\n', RepositoryFiles.Below("tests", "*.cs").Select(RepositoryFiles.Read));

        named.Count.ShouldBeGreaterThan(atLeast);
        named.Where(name => !source.Contains($" {name}(", StringComparison.Ordinal)).ShouldBeEmpty($"{page} names tests that are not there.");
    }

    [GeneratedRegex("`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
