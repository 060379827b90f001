using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Mash.Hub.Tests.Docs;

public sealed partial class AccessDocumentTests
{
    private const string Document = "docs/access.md";
    private const string Start = "<!-- made from src/Hub/Access/RpcPolicies.cs; do not edit below -->\n\n";

    [Fact]
    public void AccessDocument_SaysWhatThePoliciesSay()
    {
        var present = RepositoryFiles.Read(Document);
        var at = present.IndexOf(Start, StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, $"{Document} has lost the line after which its tables stand.");
        var tables = AccessTables.Render();
        var expected = Fingerprint().Replace(present[..(at + Start.Length)], $"Fingerprint of the tables: `{Hash(tables)}`") + tables + "\n";

        if (RepositoryFiles.Updates)
            RepositoryFiles.Write(Document, expected);
        else
            present.ShouldBe(expected, $"Who may call what has changed. Run this test with {RepositoryFiles.UpdateVariable}=1, read what it wrote, and have it agreed.");
    }

    /// <summary>What a signature is for: another table has another fingerprint.</summary>
    private static string Hash(string tables) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tables)))[..16];

    [GeneratedRegex("Fingerprint of the tables: `[0-9a-f]*`")]
    private static partial Regex Fingerprint();
}
