namespace Mash.Hub.Tests.Docs;

public sealed class AccessDocumentTests
{
    private const string Document = "docs/access.md";
    private const string Start = "<!-- made from src/Hub/Access/RpcPolicies.cs; do not edit below -->\n\n";

    [Fact]
    public void AccessDocument_SaysWhatThePoliciesSay()
    {
        var present = RepositoryFiles.Read(Document);
        var at = present.IndexOf(Start, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, $"{Document} has lost the line after which its tables stand.");
        var expected = present[..(at + Start.Length)] + AccessTables.Render() + "\n";

        if (RepositoryFiles.Updates)
            RepositoryFiles.Write(Document, expected);
        else
            present.ShouldBe(expected, $"Who may call what has changed. Run this test with {RepositoryFiles.UpdateVariable}=1, read what it wrote, and have it agreed.");
    }
}
