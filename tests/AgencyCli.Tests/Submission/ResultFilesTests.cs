using Mash.AgencyCli.Mapping;
using Mash.AgencyCli.Submission;

namespace Mash.AgencyCli.Tests.Submission;

public sealed class ResultFilesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("mash-results-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Rejects_NameRowReferenceFieldAndReason_AndAreHarmlessInASpreadsheet()
    {
        var file = Open();

        ResultFiles.Write(file, new SubmissionReport([Row(3, "=cmd()", "child_dob", "names a date that does not exist")], true));

        File.ReadAllText(ResultFiles.RejectsOf(file.Path)).ShouldBe(
            "\"row\",\"line\",\"reference\",\"field\",\"reason\"\r\n\"3\",\"9\",\"'=cmd()\",\"child_dob\",\"names a date that does not exist\"\r\n");
        File.Exists(ResultFiles.WarningsOf(file.Path)).ShouldBeFalse();
    }

    [Fact]
    public void RunWithoutRejects_RemovesTheFileOfAnEarlierRun()
    {
        var file = Open();
        ResultFiles.Write(file, new SubmissionReport([Row(1, "A", "x", "y")], true));

        ResultFiles.Write(file, new SubmissionReport([], true));

        File.Exists(ResultFiles.RejectsOf(file.Path)).ShouldBeFalse();
    }

    private MappedFile Open()
    {
        var path = Path.Combine(_directory, "police.csv");
        File.Copy(Samples.PathOf("police-notices"), path);
        return MappedFile.Open(path);
    }

    private static RowResult Row(int row, string reference, string field, string reason) => new()
    {
        Row = row,
        Line = row * 3,
        Reference = reference,
        Treatment = RowTreatment.Rejected,
        Faults = [new SourceNote(field, reason)],
    };
}
