using Google.Protobuf;
using Mash.Compat.Tests.Echo;

namespace Mash.Compat.Tests;

public sealed class MessageTests(EchoHost host) : EchoTests(host)
{
    [Fact]
    public async Task Message_EveryKindOfField_ComesBackEqual()
    {
        var sent = Sample.Everything();

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
        var sent = Sample.Everything();

        var older = Little.Parser.ParseFrom(sent.ToByteArray());

        older.Int32Value.ShouldBe(sent.Int32Value);
        Everything.Parser.ParseFrom(older.ToByteArray()).ShouldBe(sent);
    }

    [Fact]
    public void Json_ThereAndBack_IsEqual()
    {
        var sent = Sample.Everything();

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
}
