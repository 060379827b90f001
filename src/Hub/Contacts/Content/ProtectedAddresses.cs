using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>
/// The protected addresses of a contact: what must not be shown, printed or sent. An address that somebody did not mark is protected too where it is the
/// same as one that is; and a text that holds one is found, because a letter once went to the person who must not know it.
/// </summary>
internal sealed class ProtectedAddresses
{
    private const int ShortestLine = 6;

    private readonly HashSet<string> postcodes = [];
    private readonly HashSet<string> lines = [];

    private ProtectedAddresses(ContactDetails details)
    {
        foreach (var address in All(details).Where(ContactAddresses.IsProtected))
        {
            if (PostcodeOf(address) is { } postcode)
                postcodes.Add(postcode);
            if (LineOf(address) is { } line)
                lines.Add(line);
        }
    }

    public static ProtectedAddresses Of(ContactDetails details) => new(details);

    public bool IsEmpty => postcodes.Count == 0 && lines.Count == 0;

    /// <summary>True where the address is marked, or is the same place as one that is.</summary>
    public bool Covers(Address address) => ContactAddresses.IsProtected(address)
        || (LineOf(address) is { } line && lines.Contains(line) && (PostcodeOf(address) is not { } postcode || postcodes.Contains(postcode)));

    /// <summary>True where the text holds the postcode or the first line of a protected address, however it is spelt and spaced.</summary>
    public bool AppearIn(string text)
    {
        if (IsEmpty || text.Length == 0)
            return false;
        var folded = MatchText.Fold(text);
        var close = folded.Replace(" ", "", StringComparison.Ordinal);
        return postcodes.Any(postcode => close.Contains(postcode, StringComparison.Ordinal))
            || lines.Any(line => $" {folded} ".Contains($" {line} ", StringComparison.Ordinal));
    }

    /// <summary>The content as it is answered: of a protected address only that there is one, and of what kind.</summary>
    public static void HoldBack(ContactDetails details)
    {
        var hidden = Of(details);
        foreach (var addresses in Lists(details))
        {
            for (var index = 0; index < addresses.Count; index++)
            {
                if (hidden.Covers(addresses[index]))
                    addresses[index] = new Address { Confidential = true, Type = addresses[index].Type };
            }
        }
    }

    /// <summary>Warns of every text of the content that holds a protected address.</summary>
    public static void Check(ContactFindings findings, FieldPath path, ContactDetails details)
    {
        var hidden = Of(details);
        if (!hidden.IsEmpty)
            hidden.Check(findings, path, (IMessage)details);
    }

    private void Check(ContactFindings findings, FieldPath path, IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder().Where(field => !field.IsMap))
        {
            switch (field)
            {
                case { FieldType: FieldType.String, IsRepeated: false } when AppearIn((string)field.Accessor.GetValue(message)):
                    Warn(findings, path.To(field.Name));
                    break;
                case { FieldType: FieldType.String, IsRepeated: true }:
                    foreach (var (index, text) in ((IEnumerable<string>)field.Accessor.GetValue(message)).Index().Where(item => AppearIn(item.Item)))
                        Warn(findings, $"{path.To(field.Name)}[{index}]");
                    break;
                case { FieldType: FieldType.Message } when field.MessageType == Address.Descriptor:
                    foreach (var (index, address) in ((RepeatedField<Address>)field.Accessor.GetValue(message)).Index())
                    {
                        if (!ContactAddresses.IsProtected(address) && Covers(address))
                            findings.Warn($"{path.To(field.Name)}[{index}]", "This is the same as an address that is marked as confidential. It is protected as well; mark it too.");
                    }
                    break;
                case { FieldType: FieldType.Message, IsRepeated: false } when field.Accessor.GetValue(message) is IMessage part:
                    Check(findings, path.Field(field.Name), part);
                    break;
                case { FieldType: FieldType.Message, IsRepeated: true }:
                    foreach (var (index, part) in ((System.Collections.IEnumerable)field.Accessor.GetValue(message)).Cast<IMessage>().Index())
                        Check(findings, path.Item(field.Name, index), part);
                    break;
            }
        }
    }

    private static void Warn(ContactFindings findings, string field) => findings.Warn(
        field, "This text holds an address that must not become known. Take it out: texts are read by more people than the address, and letters are made from them.");

    private static IEnumerable<RepeatedField<Address>> Lists(ContactDetails details) =>
        details.Children.Select(child => child.Addresses).Concat(details.People.Select(person => person.Addresses));

    private static IEnumerable<Address> All(ContactDetails details) => Lists(details).SelectMany(addresses => addresses);

    private static string? PostcodeOf(Address address) => Postcode.TryParse(address.Postcode, out var postcode, out _) && !postcode.IsPseudo
        ? MatchText.Fold(postcode.Value).Replace(" ", "", StringComparison.Ordinal)
        : null;

    private static string? LineOf(Address address) =>
        MatchText.Fold(address.Lines.SelectMany(line => line.Split(',')).FirstOrDefault(line => !MatchText.IsBlank(line))) is { Length: >= ShortestLine } line ? line : null;
}
