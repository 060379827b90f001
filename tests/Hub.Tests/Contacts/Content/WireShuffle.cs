using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Mash.Hub.Tests.Contacts.Content;

/// <summary>Writes a message as another client might: its fields in any order at every depth. Items of one list keep their order.</summary>
internal static class WireShuffle
{
    public static byte[] Shuffle(byte[] bytes, MessageDescriptor descriptor, Random random, byte[]? unknownField = null)
    {
        var fields = new List<(int Number, byte[] Bytes)>();
        var input = new CodedInputStream(bytes);
        while (input.ReadTag() is var tag and not 0)
            fields.Add((WireFormat.GetTagFieldNumber(tag), Field(input, tag, descriptor, random, unknownField)));

        var numbers = fields.Select(field => field.Number).Distinct().ToArray();
        random.Shuffle(numbers);
        var shuffled = numbers.SelectMany(number => fields.Where(field => field.Number == number)).SelectMany(field => field.Bytes);
        return [.. unknownField ?? [], .. shuffled];
    }

    private static byte[] Field(CodedInputStream input, uint tag, MessageDescriptor descriptor, Random random, byte[]? unknownField)
    {
        using var written = new MemoryStream();
        var output = new CodedOutputStream(written);
        output.WriteTag(tag);
        switch (WireFormat.GetTagWireType(tag))
        {
            case WireFormat.WireType.Varint:
                output.WriteUInt64(input.ReadUInt64());
                break;
            case WireFormat.WireType.Fixed32:
                output.WriteFixed32(input.ReadFixed32());
                break;
            case WireFormat.WireType.LengthDelimited:
                var content = input.ReadBytes();
                var field = descriptor.FindFieldByNumber(WireFormat.GetTagFieldNumber(tag));
                output.WriteBytes(field.FieldType == FieldType.Message
                    ? ByteString.CopyFrom(Shuffle(content.ToByteArray(), field.MessageType, random, unknownField))
                    : content);
                break;
            default:
                throw new NotSupportedException("mash.v1 has no fields of this wire type.");
        }

        output.Flush();
        return written.ToArray();
    }
}
