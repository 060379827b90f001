using Mash.AgencyCli.Submission;

namespace Mash.AgencyCli.Tests.Submission;

internal static class PoliceExpectations
{
    /// <summary>Each row has exactly the treatment, the columns at fault and the warnings of the expected file.</summary>
    public static void ShouldHold(SubmissionReport report)
    {
        var exceptions = Samples.PoliceExceptions().ToDictionary(e => e.Row);
        report.IsComplete.ShouldBeTrue();
        report.Rows.Select(r => r.Row).ShouldBe(Enumerable.Range(1, 420));
        foreach (var row in report.Rows)
        {
            var expected = exceptions.GetValueOrDefault(row.Row) ?? new PoliceException(row.Row, "accept", [], []);
            row.Treatment.ShouldBe(expected.Treatment switch
            {
                "accept" => RowTreatment.Accepted,
                "accept-idempotent" => RowTreatment.AcceptedBefore,
                _ => RowTreatment.Rejected,
            }, $"row {row.Row}");
            row.Faults.Select(f => f.Column).ShouldBe(expected.Fields, ignoreOrder: true, $"faults of row {row.Row}");
            row.Warnings.Select(w => w.Column).ShouldBe(expected.Warnings, ignoreOrder: true, $"warnings of row {row.Row}");
            row.Faults.ShouldAllBe(f => f.Reason.Length > 0);
        }
    }
}
