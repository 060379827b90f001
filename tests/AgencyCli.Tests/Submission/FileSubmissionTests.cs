using Mash.AgencyClient;
using Mash.AgencyCli.Submission;
using Mash.AgencyCli.Tests.HubStandIn;
using Mash.V1;

namespace Mash.AgencyCli.Tests.Submission;

public sealed class FileSubmissionTests
{
    private static async Task<SubmissionReport> SubmitAsync(
        MashAgencyClient client, string path, IProgress<SubmissionProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        var file = MappedFile.Open(path);
        return await new FileSubmission(client).SubmitAsync(file.ReadAsync(cancellationToken), file.Mapping, progress, cancellationToken);
    }

    [Fact]
    public async Task PoliceFile_GetsExactlyTheExpectedTreatmentRowByRow()
    {
        await using var hub = await TestHub.StartAsync();
        await using var client = hub.Client();
        var report = await SubmitAsync(client, Samples.PathOf("police-notices"));

        PoliceExpectations.ShouldHold(report);
        hub.State.Stored.Count.ShouldBe(407);
    }

    [Theory]
    [InlineData("schools", AgencyKind.School, 160)]
    [InlineData("health", AgencyKind.Health, 110)]
    [InlineData("others", AgencyKind.Hub, 60)]
    public async Task OtherSampleFiles_AreAcceptedWhole(string name, AgencyKind kind, int rows)
    {
        await using var hub = await TestHub.StartAsync();
        hub.State.AgencyKind = kind;
        await using var client = hub.Client();

        var report = await SubmitAsync(client, Samples.PathOf(name));

        report.Rows.SelectMany(r => r.Faults.Concat(r.Warnings)).ShouldBeEmpty();
        report.Count(RowTreatment.Accepted).ShouldBe(rows);
        hub.State.Stored.Count.ShouldBe(rows);
    }

    [Fact]
    public async Task SecondRun_SendsNothingThatWasAccepted()
    {
        await using var hub = await TestHub.StartAsync();
        await using (var client = hub.Client())
            await SubmitAsync(client, Samples.PathOf("police-notices"));
        hub.State.Received.Clear();

        await using var again = hub.Client();
        var report = await SubmitAsync(again, Samples.PathOf("police-notices"));

        report.Count(RowTreatment.AcceptedBefore).ShouldBe(409);
        report.Count(RowTreatment.Rejected).ShouldBe(11);
        hub.State.Received.ShouldAllBe(id => !hub.State.Stored.ContainsKey(id));
    }

    [Fact]
    public async Task InterruptedRun_GoesOnWithoutSendingAcceptedRowsAgain()
    {
        await using var hub = await TestHub.StartAsync();
        hub.State.HoldAfter = 120;
        using var interrupt = new CancellationTokenSource();
        SubmissionReport first;
        await using (var client = hub.Client())
        {
            var running = SubmitAsync(client, Samples.PathOf("police-notices"), cancellationToken: interrupt.Token);
            await hub.State.ReachedAsync(121);
            await interrupt.CancelAsync();
            first = await running;
        }
        hub.State.Release();
        var acceptedFirst = first.Rows.Where(r => r.Treatment == RowTreatment.Accepted).Select(r => r.ContactId!).ToHashSet();
        hub.State.Received.Clear();

        await using var again = hub.Client();
        var second = await SubmitAsync(again, Samples.PathOf("police-notices"));

        first.IsComplete.ShouldBeFalse();
        first.Count(RowTreatment.Unfinished).ShouldBeGreaterThan(0);
        second.IsComplete.ShouldBeTrue();
        second.Count(RowTreatment.Rejected).ShouldBe(11);
        hub.State.Stored.Count.ShouldBe(407);
        hub.State.Received.ShouldAllBe(id => !acceptedFirst.Contains(id));
    }

    [Fact]
    public async Task CorrectedRow_TakesThePlaceOfTheRefusedOne()
    {
        await using var hub = await TestHub.StartAsync();
        await using var client = hub.Client();
        var path = hub.FileOf("one.ndjson", Line("R-1", "  "));

        var refused = await SubmitAsync(client, path);
        refused.Rows.ShouldHaveSingleItem().Faults.ShouldHaveSingleItem().Column.ShouldBe("concern.narrative");
        File.WriteAllText(path, Line("R-1", "Something happened."));
        var corrected = await SubmitAsync(client, path);

        corrected.Rows.ShouldHaveSingleItem().Treatment.ShouldBe(RowTreatment.Accepted);
        (await client.Outbox.CountAsync()).Parked.ShouldBe(0);
    }

    [Fact]
    public async Task ChangedRowOfAnAcceptedReference_IsAConflictAlsoInALaterRun()
    {
        await using var hub = await TestHub.StartAsync();
        await using var client = hub.Client();
        await SubmitAsync(client, hub.FileOf("one.ndjson", Line("R-1", "First.")));

        var report = await SubmitAsync(client, hub.FileOf("two.ndjson", Line("R-1", "Second.")));

        var row = report.Rows.ShouldHaveSingleItem();
        row.Treatment.ShouldBe(RowTreatment.Rejected);
        row.Faults.ShouldHaveSingleItem().Column.ShouldBe("sender_reference");
        hub.State.Stored.ShouldHaveSingleItem().Value.Concern.Narrative.ShouldBe("First.");
    }

    [Fact]
    public async Task RepeatedReferenceBehindARefusedRow_IsSent()
    {
        await using var hub = await TestHub.StartAsync();
        await using var client = hub.Client();

        var report = await SubmitAsync(client, hub.FileOf("one.ndjson", Line("R-1", " ") + Line("R-1", "Good.") + Line("R-1", "Good.")));

        report.Rows.Select(r => r.Treatment).ShouldBe([RowTreatment.Rejected, RowTreatment.Accepted, RowTreatment.AcceptedBefore]);
    }

    [Fact]
    public async Task BrokenLine_IsRejectedAndTheOthersAreSent()
    {
        await using var hub = await TestHub.StartAsync();
        await using var client = hub.Client();

        var report = await SubmitAsync(client, hub.FileOf(
            "one.ndjson", Line("R-1", "One.") + "{\"oops\n" + "{\"sender_reference\": 7, \"source_code\": []}\n" + Line("R-4", "Four.")));

        report.Rows.Select(r => r.Treatment)
            .ShouldBe([RowTreatment.Accepted, RowTreatment.Rejected, RowTreatment.Rejected, RowTreatment.Accepted]);
    }

    private static string Line(string reference, string narrative) => $$"""
        {"sender_reference":"{{reference}}","source_code":"6","referrer":{"name":"Pat Example"},"children":[{"name":{"unsplit":"Sam Example"},"age_estimate_years":7}],"concern":{"narrative":"{{narrative}}"} }
        """ + "\n";
}
