using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Mash.EndToEnd.Product;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Mash.TestKit;

namespace Mash.EndToEnd.Police;

/// <summary>
/// The police's file through <c>mash-agency submit</c> and a whole hub: every row gets exactly the treatment that its expectation names.
/// The hub's clock stands where the sample world receives that file: Friday 20 November 2026, 06:00.
/// </summary>
public sealed class PoliceRowsTests
{
    private const int Refused = 1;
    private static readonly DateTimeOffset Received = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    [OnEachDatabase]
    internal async Task EveryRow_GetsTheTreatmentOfItsExpectation(DatabaseProvider provider)
    {
        AgencyAccess agency = null!;
        await using var product = await ProductProcess.StartAsync(provider, async preparation =>
        {
            agency = await preparation.AddAgencyAsync("Fictional police force", AgencyKind.Police, "6");
            await preparation.SetDomainTimeAsync(Received);
        });
        var expected = Expectation.Read();
        var file = Path.Combine(agency.Directory, "police-notices.csv");
        File.Copy(Expectation.Sample("police-notices.csv"), file);

        var end = await OutsideProgram.RunAgencyCliAsync("submit", file, "--config", agency.WriteConfiguration("outbox"));

        end.ExitCode.ShouldBe(Refused, end.Output + end.Error);
        Flatten(end.Output).ShouldContain(
            $"{expected.Rows} rows: {expected.Accepted} accepted, {expected.AcceptedBefore} accepted before, {expected.Rejected} rejected, 0 unfinished.");
        var rejects = ResultLines(file + ".rejects.csv");
        FieldsByRow(rejects).ShouldBe(expected.Fields);
        rejects.ShouldAllBe(line => line.Reason.Contains(' '));
        FieldsByRow(ResultLines(file + ".warnings.csv")).ShouldBe(expected.Warnings);

        var again = await OutsideProgram.RunAgencyCliAsync("submit", file, "--config", agency.WriteConfiguration("outbox"));

        again.ExitCode.ShouldBe(Refused, again.Output + again.Error);
        Flatten(again.Output).ShouldContain($"0 accepted, {expected.Accepted + expected.AcceptedBefore} accepted before, {expected.Rejected} rejected");
        (await product.StopAsync()).ShouldBe(0);
        await using var ledger = new Ledger(product);
        ledger.Contacts(agency.Id).Count.ShouldBe(expected.Accepted);
        ledger.ShouldBeWhole(agency.Id);
    }

    /// <summary>The command's output without the line breaks of its terminal width.</summary>
    private static string Flatten(string output) => string.Join(' ', output.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    private static List<ResultLine> ResultLines(string path)
    {
        using var csv = new CsvReader(new StreamReader(path), CultureInfo.InvariantCulture);
        csv.Read();
        csv.ReadHeader();
        var lines = new List<ResultLine>();
        while (csv.Read())
            lines.Add(new ResultLine(csv.GetField<int>("row"), csv.GetField("field")!, csv.GetField("reason")!));
        return lines;
    }

    private static Dictionary<int, string> FieldsByRow(IEnumerable<ResultLine> lines) =>
        lines.GroupBy(line => line.Row).ToDictionary(group => group.Key, group => Joined(group.Select(line => line.Field)));

    private static string Joined(IEnumerable<string> fields) => string.Join(' ', fields.Order(StringComparer.Ordinal));

    private sealed record ResultLine(int Row, string Field, string Reason);

    private sealed record Expectation(int Rows, int Accepted, int AcceptedBefore, int Rejected, Dictionary<int, string> Fields, Dictionary<int, string> Warnings)
    {
        public static string Sample(string name) => Path.Combine(AppContext.BaseDirectory, "samples", name);

        public static Expectation Read()
        {
            using var document = JsonDocument.Parse(File.ReadAllText(Sample("police-notices.expected.json")));
            var root = document.RootElement;
            var counts = root.GetProperty("counts");
            var exceptions = root.GetProperty("exceptions").EnumerateArray().ToList();
            exceptions.Count(one => one.GetProperty("treatment").GetString() == "reject").ShouldBe(counts.GetProperty("reject").GetInt32());
            return new Expectation(
                root.GetProperty("rows").GetInt32(),
                counts.GetProperty("accept").GetInt32(),
                counts.GetProperty("accept-idempotent").GetInt32(),
                counts.GetProperty("reject").GetInt32(),
                ByRow(exceptions, "fields"),
                ByRow(exceptions, "warnings"));
        }

        private static Dictionary<int, string> ByRow(IEnumerable<JsonElement> exceptions, string property) => exceptions
            .Where(one => one.TryGetProperty(property, out var list) && list.GetArrayLength() > 0)
            .ToDictionary(one => one.GetProperty("row").GetInt32(), one => Joined(one.GetProperty(property).EnumerateArray().Select(text => text.GetString()!)));
    }
}
