using System.Text;
using Mash.AgencyCli.Files;
using Mash.AgencyCli.Mapping;

namespace Mash.AgencyCli.Tests.Files;

public sealed class RecordFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    private async Task<List<SourceRecord>> ReadAsync(string content)
    {
        File.WriteAllText(_path, content);
        return await RecordFile.Open(_path).ReadAsync(TestContext.None).ToListAsync();
    }

    [Fact]
    public async Task QuotedCsv_KeepsEveryCharacter()
    {
        var records = await ReadAsync("\"a\",\"b\"\r\n\" x\t\",\"say \"\"hi\"\", now\r\nor later\"\r\n\"1\",\"\"\r\n");

        records.Count.ShouldBe(2);
        records[0].Content!["a"]!.GetValue<string>().ShouldBe(" x\t");
        records[0].Content!["b"]!.GetValue<string>().ShouldBe("say \"hi\", now\r\nor later");
        records[1].Row.ShouldBe(2);
        records[1].Line.ShouldBe(4);
    }

    [Theory]
    [InlineData("a,b\r\n1\r\n2,3\r\n", "the row has 1 values, the header has 2")]
    [InlineData("a,b\r\n1,2,3\r\n2,3\r\n", "the row has 3 values, the header has 2")]
    [InlineData("a,b\r\n1,2\"x\r\n2,3\r\n", "the quotation marks of this row do not match")]
    public async Task BrokenRow_IsToldAndTheNextIsRead(string content, string problem)
    {
        var records = await ReadAsync(content);

        records.Count.ShouldBe(2);
        records[0].Problem.ShouldBe(problem);
        records[1].Problem.ShouldBeNull();
    }

    [Fact]
    public async Task QuotationMarkThatNeverCloses_IsTold() =>
        (await ReadAsync("a,b\r\n1,\"2\r\n3,4\r\n")).ShouldHaveSingleItem().Problem.ShouldBe("the quotation marks of this row do not match");

    [Fact]
    public async Task BrokenLine_IsToldAndTheNextIsRead()
    {
        var records = await ReadAsync("{\"a\":1}\n{\"a\":\n\n[1]\n{\"a\":2}\n");

        records.Select(r => (r.Row, r.Line, r.Problem is null)).ShouldBe([(1, 1, true), (2, 2, false), (3, 4, false), (4, 5, true)]);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \r\n", "empty")]
    [InlineData("{\"a\":", "not a JSON object")]
    [InlineData("a,b,a\r\n1,2,3\r\n", "twice")]
    [InlineData("just words\r\n", "neither")]
    public void FileThatIsNoTable_IsRefused(string content, string reason)
    {
        File.WriteAllText(_path, content);

        Should.Throw<RecordFileException>(() => RecordFile.Open(_path)).Message.ShouldContain(reason);
    }

    [Fact]
    public void FileInAnotherEncoding_IsRefusedBeforeItsFirstRecord()
    {
        File.WriteAllBytes(_path, [.. "a,b\r\n1,2\r\nZo"u8, 0xEB, .. ",2\r\n"u8]);

        Should.Throw<RecordFileException>(() => RecordFile.Open(_path)).Message.ShouldContain("UTF-8");
    }

    [Fact]
    public async Task ByteOrderMark_IsNotPartOfTheFirstColumn()
    {
        File.WriteAllText(_path, "a,b\r\n1,2\r\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var file = RecordFile.Open(_path);
        file.Format.ShouldBe(SourceFormat.Csv);
        file.Names.ShouldBe(["a", "b"]);
        (await file.ReadAsync(TestContext.None).ToListAsync()).ShouldHaveSingleItem().Content!["a"]!.GetValue<string>().ShouldBe("1");
    }
}
