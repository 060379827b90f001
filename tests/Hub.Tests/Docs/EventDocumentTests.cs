using System.Text.RegularExpressions;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Tests.Docs;

/// <summary>docs/events.md names every kind of event and every act of the audit log.</summary>
public sealed partial class EventDocumentTests
{
    private const string Document = "docs/events.md";

    /// <summary>Every part that writes leaves. Identity names its acts by an enum, which src/Standalone turns into words.</summary>
    private static readonly string[] Sources = ["src/Hub", "src/Standalone", "src/HubCli"];

    /// <summary>Texts of the form word.word that are names of files.</summary>
    private static readonly string[] FileEndings = [".cert", ".crt", ".css", ".csv", ".db", ".json", ".key", ".lock", ".log", ".ndjson", ".pem", ".txt"];

    /// <summary>Roles of agencies' people have that form too.</summary>
    private static readonly string[] AgencyRoles = ["agency.referrer", "agency.responder", "agency.supervisor", "agency.admin"];

    /// <summary>And tables with their schema.</summary>
    private static readonly string[] Schemas = ["identity.", "keystore."];

    [Fact]
    public void EveryKindOfEvent_IsDocumented()
    {
        var kinds = EventServiceReflection.Descriptor.EnumTypes.Single(type => type.Name == nameof(EventKind))
            .Values.Where(value => value.Number != 0).Select(value => value.Name["EVENT_KIND_".Length..]);

        NamesUnder("## Events").ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void EveryActInTheCode_IsDocumented()
    {
        var documented = NamesUnder("## Acts");
        var missing = Sources.SelectMany(folder => RepositoryFiles.Below(folder, "*.cs"))
            .SelectMany(file => ActsIn(RepositoryFiles.Read(file)).Select(act => (File: file, Act: act)))
            .Where(found => !documented.Contains(found.Act))
            .Select(found => $"{found.Act} in {found.File}")
            .ToList();

        missing.ShouldBeEmpty($"Say in {Document} what these acts mean. A text of this form that is no act is excepted in {nameof(EventDocumentTests)}.");
    }

    [Fact]
    public void EveryDocumentedAct_IsInTheCode()
    {
        var acts = Sources.SelectMany(folder => RepositoryFiles.Below(folder, "*.cs")).SelectMany(file => ActsIn(RepositoryFiles.Read(file)));

        NamesUnder("## Acts").Except(acts, StringComparer.Ordinal).ShouldBeEmpty($"{Document} describes acts that nothing writes any more.");
    }

    private static IEnumerable<string> ActsIn(string source) => ActSet().Matches(source).Concat(DottedText().Matches(source))
        .Select(match => match.Groups[1].Value)
        .Where(text => !FileEndings.Any(ending => text.EndsWith(ending, StringComparison.Ordinal))
            && !Schemas.Any(schema => text.StartsWith(schema, StringComparison.Ordinal))
            && !AgencyScopes.All.Contains(text) && !AgencyRoles.Contains(text))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The names that begin the rows of the tables of a chapter.</summary>
    private static List<string> NamesUnder(string heading)
    {
        var chapter = RepositoryFiles.Read(Document).Split("\n## ").Single(part => part.StartsWith(heading[3..] + "\n", StringComparison.Ordinal));
        return [.. RowName().Matches(chapter).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex("\\bAct = \"([^\"]*)\"")]
    private static partial Regex ActSet();

    [GeneratedRegex("\"([a-z]+(?:_[a-z]+)*\\.[a-z]+(?:_[a-z]+)*)\"")]
    private static partial Regex DottedText();

    [GeneratedRegex(@"^\| `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex RowName();
}
