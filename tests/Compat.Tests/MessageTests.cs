using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class MessageTests(EchoHost host) : EchoTests(host)
{
    [Fact]
    public async Task Message_EveryKindOfField_ComesBackEqual()
    {
        var sent = Full();

        (await Client.CopyAsync(sent)).ShouldBe(sent);
    }

    [Fact]
    public async Task OptionalField_SetToItsDefault_IsPresent()
    {
        var copy = await Client.CopyAsync(new Everything { MaybeNumber = 0 });

        copy.HasMaybeNumber.ShouldBeTrue();
        copy.HasMaybeText.ShouldBeFalse();
    }

    [Fact]
    public async Task Oneof_LastSet_IsTheOnlyOne()
    {
        var copy = await Client.CopyAsync(new Everything { Words = "words", Inner = new Inner { Name = "inner" } });

        copy.ChoiceCase.ShouldBe(Everything.ChoiceOneofCase.Inner);
        copy.Words.ShouldBeEmpty();
    }

    [Fact]
    public async Task Enum_ValueOfANewerVersion_IsKept()
    {
        var copy = await Client.CopyAsync(new Everything { Colour = (Colour)77 });

        copy.Colour.ShouldBe((Colour)77);
    }

    [Fact]
    public void UnknownFields_ReadByAnOlderProgram_AreKept()
    {
        var sent = Full();

        var older = Little.Parser.ParseFrom(sent.ToByteArray());

        older.Int32Value.ShouldBe(sent.Int32Value);
        Everything.Parser.ParseFrom(older.ToByteArray()).ShouldBe(sent);
    }

    [Fact]
    public void Json_ThereAndBack_IsEqual()
    {
        var sent = Full();

        JsonParser.Default.Parse<Everything>(JsonFormatter.Default.Format(sent)).ShouldBe(sent);
    }

    [Fact]
    public void Options_OfFieldAndMethod_AreReadFromDescriptors()
    {
        var field = Inner.Descriptor.FindFieldByName("name");
        var method = EchoService.Descriptor.FindMethodByName("Unary");

        field.GetOptions().GetExtension(EchoExtensions.Sensitive).ShouldBeTrue();
        method.GetOptions().GetExtension(EchoExtensions.Audience).ShouldBe("tests");
    }

    private static Everything Full() => new()
    {
        DoubleValue = Math.PI,
        FloatValue = -1.5f,
        Int32Value = int.MinValue,
        Int64Value = long.MinValue,
        Uint32Value = uint.MaxValue,
        Uint64Value = ulong.MaxValue,
        Sint64Value = -1,
        Fixed64Value = 1,
        Sfixed32Value = -2,
        BoolValue = true,
        StringValue = "Llŷr 子 🧸",
        BytesValue = ByteString.CopyFrom(0, 255),
        MaybeNumber = 7,
        MaybeText = "",
        Colour = Colour.Green,
        Colours = { Colour.Red, Colour.Green },
        Texts = { "a", "", "b" },
        Counts = { ["one"] = 1, ["zero"] = 0 },
        Inners = { [-1] = new Inner { Name = "minus one" } },
        Words = "words",
        Instant = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 2, 28, 23, 59, 59, 123, TimeSpan.Zero)),
        Nested = new Inner { Name = "nested" },
    };
}
