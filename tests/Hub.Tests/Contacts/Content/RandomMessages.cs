using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Mash.Hub.Tests.Contacts.Content;

/// <summary>Fills messages of any type by their descriptor with values that are right, wrong, or hostile. The same seed gives the same message.</summary>
internal sealed class RandomMessages(int seed)
{
    private static readonly string[] Texts =
    [
        "", " ", "\t\u00A0\u200B", "Lucas", "mother", "NONE", "21", "16A", "2A", "WBRI", "9990000018", "9876543210", "B801200005001", "UN4",
        "NN4 9XF", "ZZ99 3VZ", "date_of_birth", "gaps", "name", "\0", "\uD83D", "\uDC00x", "😀", "\u202Eabc\u2066", "שלום", "ß\u0301",
        "2008/0056560Z", "07700 900123", "a@b.example", "<script>", "=1+1", "%n{0}", "\uFFFD",
        new string('x', 101), new string('y', 2_001), new string('z', 20_001),
    ];

    private static readonly float[] Floats = [0, -0f, 0.5f, 1, 100, 101, float.NaN, float.PositiveInfinity, float.MinValue];

    private static readonly int[] Numbers = [0, 1, 2, 4, 12, 25, 29, 31, 120, 1900, 2015, 2026, 2199, -1, int.MaxValue, int.MinValue];

    private static readonly long[] LongNumbers = [0, 1, -1, 1_795_000_000, 253_402_300_799, 253_402_300_800, long.MaxValue, long.MinValue];

    private readonly Random random = new(seed);

    public T Make<T>()
        where T : IMessage<T>, new()
    {
        var message = new T();
        Fill(message);
        return message;
    }

    private void Fill(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (random.Next(3) == 0)
                continue;
            if (!field.IsRepeated)
            {
                field.Accessor.SetValue(message, Value(field));
                continue;
            }

            var list = (IList)field.Accessor.GetValue(message);
            var count = random.Next(20) == 0 ? random.Next(60) : random.Next(4);
            for (var index = 0; index < count; index++)
                list.Add(Value(field));
        }
    }

    private object Value(FieldDescriptor field)
    {
        switch (field.FieldType)
        {
            case FieldType.String:
                return Pick(Texts);
            case FieldType.Bool:
                return random.Next(2) == 0;
            case FieldType.Float:
                return Pick(Floats);
            case FieldType.Int32:
                return Pick(Numbers);
            case FieldType.Int64:
                return Pick(LongNumbers);
            case FieldType.Enum:
                return Enum.ToObject(field.EnumType.ClrType, random.Next(-1, 14));
            case FieldType.Message:
                var message = (IMessage)Activator.CreateInstance(field.MessageType.ClrType)!;
                Fill(message);
                return message;
            default:
                throw new NotSupportedException($"No values for fields of type {field.FieldType}.");
        }
    }

    private T Pick<T>(T[] values) => values[random.Next(values.Length)];
}
