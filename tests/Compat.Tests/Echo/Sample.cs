using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Mash.Compat.Tests.Echo;

internal static class Sample
{
    /// <summary>A message that uses every kind of field. The outside peers build the same one.</summary>
    public static Everything Everything() => new()
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
        StringValue = "Llŷr 子",
        BytesValue = ByteString.CopyFrom(0, 255),
        MaybeNumber = 0,
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
