using System.Text.Json.Nodes;
using Mash.AgencyCli.Mapping;
using Mash.V1;

namespace Mash.AgencyCli.Tests.Mapping;

public sealed class MappingFileTests
{
    private const string Head = """ "name": "own", "format": "ndjson", "detect": ["ref"], "reference": "ref", """;

    private static ContactMapping Compile(string rules, string more = "") =>
        MappingCompiler.Compile("own.json", $$"""{ {{Head}} {{more}} "rules": [ {{rules}} ] }""");

    private static MappedContact Map(string rules, string record, string more = "") =>
        Compile(rules, more).Map(JsonNode.Parse(record)!.AsObject());

    [Theory]
    [InlineData("""{ "from": "a", "to": "concern.naration" }""", "rules[0]", "mash.v1.Concern has no field 'naration'")]
    [InlineData("""{ "to": "source_code", "value": "6" }, { "from": "a", "to": "children.name" }""", "rules[1]", "use a group for 'children[]'")]
    [InlineData("""{ "to": "children", "rules": [] }""", "rules[0]", "write 'children[]'")]
    [InlineData("""{ "to": "concern[]", "rules": [] }""", "rules[0]", "not a list of messages")]
    [InlineData("""{ "to": "referrer", "rules": [] }""", "rules[0]", "a group adds to a list")]
    [InlineData("""{ "to": "children[]", "rules": [{ "from": "a", "to": "nmae.family" }] }""", "rules[0].rules[0]", "no field 'nmae'")]
    [InlineData("""{ "from": "a", "to": "incident_time", "as": "date" }""", "rules[0]", "'date' does not fit mash.v1.ContactDetails.incident_time")]
    [InlineData("""{ "from": "a", "to": "incident_time" }""", "rules[0]", "needs 'as' or 'table'")]
    [InlineData("""{ "from": "a", "to": "incident_time", "as": "localTime" }""", "rules[0]", "needs 'format'")]
    [InlineData("""{ "from": "a", "to": "incident_time", "as": "sundial" }""", "rules[0]", "'sundial' is not a converter")]
    [InlineData("""{ "from": "a", "to": "referrer_rag", "table": "none" }""", "rules[0]", "no table 'none'")]
    [InlineData("""{ "from": "a", "to": "referrer_rag", "table": "bad" }""", "rules[0]", "the value of 'x' does not fit")]
    [InlineData("""{ "to": "channel", "value": "CHANNEL_PIGEON" }""", "rules[0]", "the constant does not fit")]
    [InlineData("""{ "to": "source_code" }""", "rules[0]", "needs exactly one of")]
    [InlineData("""{ "from": "a", "to": "source_code", "gaps": { "": "LOST" } }""", "rules[0]", "'LOST' is not")]
    [InlineData("""{ "from": "a", "to": "concern.location", "gaps": { "": "REFUSED" } }""", "rules[0]", "mash.v1.Concern has no gaps")]
    [InlineData("""{ "from": "a", "to": "source_code", "when": [{ "from": "b" }] }""", "rules[0].when[0]", "needs 'is', 'not' or 'given'")]
    public void WrongRule_IsToldByFileAndRule(string rules, string where, string problem)
    {
        var error = Should.Throw<MappingFileException>(() => Compile(rules, """ "tables": { "bad": { "x": "RAG_PINK" } }, """));

        error.Message.ShouldStartWith($"own.json: {where}: ");
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public void UnknownProperty_IsAnError() =>
        Should.Throw<MappingFileException>(() => Compile("""{ "form": "a", "to": "source_code" }""")).Message.ShouldContain("form");

    [Fact]
    public void UnknownZone_IsAnError() =>
        Should.Throw<MappingFileException>(() => Compile("", """ "zone": "Europe/Camelot", """)).Message.ShouldContain("Europe/Camelot");

    [Fact]
    public void UnknownName_ListsTheMappingsThereAre() =>
        Should.Throw<MappingFileException>(() => MappingCatalog.Open("no-such")).Message.ShouldContain("police-notices");

    [Theory]
    [InlineData("29/03/2026 01:30", "does not exist: the clocks go forward")]
    [InlineData("31/02/2026 21:15", "names a time that does not exist")]
    [InlineData("2026-03-29", "is not a time in the form dd/MM/yyyy HH:mm")]
    public void TimeThatCannotBe_IsAFaultOfItsSource(string text, string reason)
    {
        var mapped = Map("""{ "from": "t", "to": "incident_time", "as": "localTime", "format": "dd/MM/yyyy HH:mm" }""", $$"""{ "t": "{{text}}" }""");

        var fault = mapped.Faults.ShouldHaveSingleItem();
        fault.Column.ShouldBe("t");
        fault.Reason.ShouldStartWith(reason);
        mapped.Contact.IncidentTime.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{ "v": "REFUSED" }""", GapReason.Refused)]
    [InlineData("""{ "v": "not asked" }""", GapReason.NotAsked)]
    [InlineData("""{ "v": null }""", GapReason.NotKnown)]
    [InlineData("{}", GapReason.NotKnown)]
    public void TextThatStandsForNoValue_BecomesAGap(string record, GapReason reason)
    {
        var mapped = Map(
            """{ "from": "v", "to": "equality", "gaps": { "REFUSED": "REFUSED", "NOT ASKED": "NOT_ASKED", "": "NOT_KNOWN" } }""", record);

        mapped.Contact.Gaps.ShouldBe([new Gap { Field = "equality", Reason = reason }]);
        mapped.Contact.Equality.ShouldBeEmpty();
    }

    [Fact]
    public void TwoSourcesThatDiffer_KeepTheFirstAndWarn()
    {
        const string rules = """{ "from": "a", "to": "equality" }, { "from": "b", "to": "equality" }""";

        var mapped = Map(rules, """{ "a": "one", "b": "two" }""");

        mapped.Contact.Equality.ShouldBe("one");
        mapped.Warnings.ShouldHaveSingleItem().Column.ShouldBe("b");
        Map(rules, """{ "a": "one", "b": "one" }""").Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void GroupWithoutAnyValue_AddsNothing()
    {
        const string rules = """{ "to": "people[]", "rules": [{ "to": "relationship", "value": "aunt" }, { "from": "n", "to": "name.unsplit" }] }""";

        Map(rules, """{ "n": " " }""").Contact.People.ShouldBeEmpty();
        Map(rules, """{ "n": "X" }""").Contact.People.ShouldHaveSingleItem().Relationship.ShouldBe("aunt");
    }

    [Fact]
    public void ListWhereOneValueIsExpected_IsAFault() =>
        Map("""{ "from": "a", "to": "equality" }""", """{ "a": ["x", "y"] }""").Faults.ShouldHaveSingleItem().Column.ShouldBe("a");

    [Fact]
    public void ItemOfAList_IsNamedWithItsPosition()
    {
        var mapped = Map(
            """{ "each": "kids", "to": "children[]", "rules": [{ "from": "born", "to": "date_of_birth", "as": "date" }] }""",
            """{ "kids": [{ "born": "2020-01-01" }, { "born": "2021-02-30" }] }""");

        mapped.Faults.ShouldHaveSingleItem().Column.ShouldBe("kids[1].born");
        mapped.Trace.SourcesOf("contact.children[0].date_of_birth").ShouldBe(["kids[0].born"]);
    }

    [Fact]
    public void ValueThatNoRuleReads_IsReported()
    {
        var mapping = Compile("""{ "from": "a.b", "to": "equality" }""", """ "ignore": { "c": "not wanted" }, """);

        mapping.Unread(JsonNode.Parse("""{ "ref": "1", "a": { "b": "x", "d": "y" }, "c": 1, "e": [{ "f": true }], "g": null }""")!.AsObject())
            .ShouldBe(["a.d", "e[].f"]);
    }

    [Fact]
    public void FindingWithoutASource_IsToldByItsPath() =>
        Map("""{ "from": "a", "to": "equality" }""", "{}").Trace.SourcesOf("contact.children").ShouldBe(["children"]);
}
