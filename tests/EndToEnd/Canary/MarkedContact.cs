using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mash.AgencyCli.Generation;
using Mash.V1;

namespace Mash.EndToEnd.Canary;

/// <summary>
/// A contact with a marker in every text of every message that it can hold, found by walking the descriptors: a field that is added to the
/// interface is marked without a change here. Where a rule demands a form, the value has that form and is unique as well.
/// </summary>
internal sealed class MarkedContact(Markers markers)
{
    private readonly FictionalIdentifiers identifiers = new(new SeededNumbers((ulong)Random.Shared.NextInt64()));

    /// <summary>Fields that hold a code of a list, by name: they say nothing about who somebody is.</summary>
    private static readonly Dictionary<string, string> Codes = new()
    {
        ["source_code"] = "6",
        ["ethnicity"] = "WBRI",
        ["disabilities"] = "MOB",
        ["categories"] = "18C",
        ["urn"] = "123456",
        ["laestab"] = "9404001",
    };

    /// <summary>Makes one that the hub takes from the police.</summary>
    public ContactDetails Make()
    {
        var contact = new ContactDetails();
        Fill(contact);
        var child = contact.Children[0];
        child.DateOfBirth = new Date { Year = 2019, Month = 4, Day = 2 };
        child.Name.Unsplit = "";
        child.UpnUnknownReason = "";
        contact.People[0].Name = new PersonName { Unsplit = markers.Next(), AlsoKnownAs = { markers.Next() }, Former = { markers.Next() } };
        contact.Concern.Statements[0].Kind = StatementKind.Quoted;
        contact.Channel = Channel.System;
        return contact;
    }

    private void Fill(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType is not (FieldType.String or FieldType.Message) || Leaves(field))
                continue;
            object value;
            if (field.FieldType == FieldType.String)
            {
                value = Text(field.Name);
            }
            else
            {
                var child = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Fill(child);
                value = child;
            }
            if (field.IsRepeated)
                ((IList)field.Accessor.GetValue(message)).Add(value);
            else
                field.Accessor.SetValue(message, value);
        }
    }

    /// <summary>Dates, times and gaps hold no text of a person's.</summary>
    private static bool Leaves(FieldDescriptor field) =>
        field.FieldType == FieldType.Message && (field.MessageType == Date.Descriptor || field.MessageType == Gap.Descriptor || field.MessageType.Name == "Timestamp");

    private string Text(string field) => Codes.TryGetValue(field, out var code) ? code : field switch
    {
        "nhs_number" => markers.Note(identifiers.NhsNumber()),
        "upn" => markers.Note(identifiers.Upn(2024)),
        "uprn" => markers.Note(Random.Shared.NextInt64(100_000_000_000, 999_999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        "pnc_id" => markers.Note(PncId()),
        _ => markers.Next(),
    };

    /// <summary>Year, serial number and a check letter (modulus 23).</summary>
    private static string PncId()
    {
        const string letters = "ZABCDEFGHJKLMNPQRTUVWXY";
        var serial = Random.Shared.Next(1_000_000, 9_999_999);
        return $"2024/{serial}{letters[(int)((24L * 10_000_000 + serial) % 23)]}";
    }
}
