using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Messages;

/// <summary>
/// The message that tells a referrer that an outcome is ready. It says nothing of the case: an email may be read by anybody. Where a
/// safe-contact instruction could apply to the referrer no message is made, because only a person can follow "never ring after six".
/// </summary>
internal static class ReferrerNotice
{
    /// <summary>The message; null where there is no address, the referrer is anonymous, or an instruction on safe contact may apply.</summary>
    /// <param name="details">What the referrer sent.</param>
    /// <param name="reference">The hub's reference of it.</param>
    /// <param name="fromSystem">True where an agency's system sent it, so that the outcome can be read there.</param>
    /// <param name="hubTelephone">Number to ring; empty where none is known.</param>
    public static MessageDraft? For(ContactDetails details, string reference, bool fromSystem, string hubTelephone)
    {
        if (details.Referrer is not { Anonymous: false } referrer || !IsAddress(referrer.Email) || NeedsCare(details, referrer))
            return null;
        var lines = new List<string> { "The outcome of the concern you sent is ready.", "" };
        if (details.SenderReference.Length > 0)
            lines.Add($"Your reference: {DisplayText.OneLine(details.SenderReference)}");
        lines.Add($"The hub’s reference: {reference}");
        lines.Add("");
        if (fromSystem)
            lines.Add("To see it, open the concern in your organisation’s own system, or ask the person who is responsible for safeguarding there.");
        lines.Add($"{(fromSystem ? "You can also" : "To hear it,")} ring the hub{(hubTelephone.Length > 0 ? $" on {hubTelephone}" : "")} and give the hub’s reference.");
        lines.Add("");
        lines.Add("This message leaves out all details on purpose. If a child is in danger now, call 999.");
        return new MessageDraft(referrer.Email, "The outcome of the concern you sent is ready", string.Join("\n", lines));
    }

    /// <summary>A professional is written to at work. A relative, or somebody who is in the contact, may be watched by a person who does harm.</summary>
    private static bool NeedsCare(ContactDetails details, Referrer referrer)
    {
        if (referrer.RelationshipToFamily.Length > 0 && (details.Children.Any(child => IsGiven(child.SafeContact)) || details.People.Any(person => IsGiven(person.SafeContact))))
            return true;
        return details.Children.Any(child => IsGiven(child.SafeContact) && IsNamed(child.Name, referrer.Name))
            || details.People.Any(person => IsGiven(person.SafeContact) && (IsNamed(person.Name, referrer.Name) || HasNumber(person, referrer.Telephone)));
    }

    private static bool IsGiven(SafeContact? instruction) =>
        instruction is not null && (instruction.How.Length > 0 || instruction.When.Length > 0 || instruction.Never.Length > 0);

    private static bool IsNamed(PersonName? name, string referrer)
    {
        if (name is null || referrer.Length == 0)
            return false;
        string[] forms = [name.Unsplit, $"{name.Given} {name.Family}", $"{name.Family} {name.Given}", $"{name.Family}, {name.Given}"];
        return forms.Any(form => string.Equals(form.Trim(), referrer.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    private static bool HasNumber(NetworkPerson person, string telephone)
    {
        var digits = Digits(telephone);
        return digits.Length > 0 && person.Telephones.Any(number => Digits(number) == digits);
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static bool IsAddress(string email) =>
        System.Net.Mail.MailAddress.TryCreate(email, out var address) && string.Equals(address.Address, email, StringComparison.Ordinal);
}
