using Google.Protobuf.Collections;
using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.Hub.People.Identifiers;
using Mash.Hub.ReferenceData;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>What may stand in an agency's registration, part by part. Each adds what is wrong with its fields.</summary>
internal static class AgencyRules
{
    public const int NameLimit = 200;
    public const int EmailLimit = 254;
    public const int CodeLimit = 20;
    public const int MostContacts = 10;
    public const int ReferenceLimit = 100;
    public const int AddressLimit = 500;

    /// <summary>Name, kind and own code.</summary>
    public static void CheckOrganisation(string name, V1.AgencyKind kind, string organisationCode, List<FieldViolation> violations)
    {
        ChangeRequests.RequireText("name", name, 1, NameLimit, violations);
        if (!EnumNames<V1.AgencyKind, AgencyKind>.TryOf(kind, out _))
            violations.Add(new FieldViolation("kind", "Say what kind of organisation it is."));
        if (organisationCode.Length > CodeLimit)
            violations.Add(new FieldViolation("organisation_code", $"Give at most {CodeLimit} characters."));
    }

    /// <summary>The agency's own telephone and mailbox.</summary>
    public static void CheckReach(string telephone, string email, List<FieldViolation> violations)
    {
        if (!Telephone.TryParse(telephone, out _, out var reason))
            violations.Add(new FieldViolation("telephone", telephone.Length == 0 ? "Give a telephone number to ring about a submission." : reason!));
        if (email.Length > 0)
            CheckEmail("email", email, violations);
    }

    /// <summary>The people to turn to: exactly one safeguarding lead among them, who can be rung.</summary>
    public static void CheckContacts(RepeatedField<AgencyContact> contacts, List<FieldViolation> violations)
    {
        if (contacts.Count > MostContacts)
            violations.Add(new FieldViolation("contacts", $"Give at most {MostContacts} people."));
        for (var index = 0; index < contacts.Count; index++)
        {
            var (path, contact) = ($"contacts[{index}]", contacts[index]);
            ChangeRequests.RequireText($"{path}.name", contact.Name, 1, NameLimit, violations);
            ChangeRequests.RequireText($"{path}.role", contact.Role, 1, NameLimit, violations);
            if (contact.Telephone.Length > 0 && !Telephone.TryParse(contact.Telephone, out _, out var reason))
                violations.Add(new FieldViolation($"{path}.telephone", reason!));
            else if (contact.Telephone.Length == 0 && contact.SafeguardingLead)
                violations.Add(new FieldViolation($"{path}.telephone", "Give the safeguarding lead's telephone number: the hub rings it about a child."));
            else if (contact.Telephone.Length == 0 && contact.Email.Length == 0)
                violations.Add(new FieldViolation($"{path}.telephone", "Give a telephone number or an email address."));
            if (contact.Email.Length > 0)
                CheckEmail($"{path}.email", contact.Email, violations);
        }
        if (contacts.Count > 0 && contacts.Count(contact => contact.SafeguardingLead) != 1)
            violations.Add(new FieldViolation("contacts", "Say who the safeguarding lead is: one person."));
    }

    /// <summary>Scopes and source codes.</summary>
    /// <param name="scopes">Any number of those that exist.</param>
    /// <param name="sourceCodes">At least one, in force today.</param>
    /// <param name="today">The day on which the codes count.</param>
    /// <param name="violations">Added to.</param>
    public static void CheckAccess(RepeatedField<string> scopes, RepeatedField<string> sourceCodes, DateOnly today, List<FieldViolation> violations)
    {
        if (scopes.Any(scope => !AgencyScopes.All.Contains(scope)))
            violations.Add(new FieldViolation("scopes", $"Choose from {string.Join(", ", AgencyScopes.All)}."));
        if (sourceCodes.Count == 0)
            violations.Add(new FieldViolation("source_codes", "Say which source codes its contacts may carry, for example 2A for schools."));
        else if (sourceCodes.Any(code => !CodeLists.ContactSource.IsInForce(code, today)))
            violations.Add(new FieldViolation("source_codes", "One of the source codes is not in the list 1A to 10."));
    }

    /// <summary>The dates of an agreement, where they are given.</summary>
    public static void CheckDates(string fromField, Date? from, string toField, Date? to, List<FieldViolation> violations)
    {
        CheckDate(fromField, from);
        CheckDate(toField, to);
        if (ContactDates.DayOrNull(from) is { } first && ContactDates.DayOrNull(to) is { } last && last < first)
            violations.Add(new FieldViolation(toField, "The agreement ends before it starts."));

        void CheckDate(string field, Date? date)
        {
            if (date is not null && ContactDates.DayOrNull(date) is null)
                violations.Add(new FieldViolation(field, "Give a real date."));
        }
    }

    /// <summary>Where keys are published: https, and on sample hubs also http on loopback. No user name, no fragment.</summary>
    public static void CheckJwksAddress(string address, bool sampleHub, List<FieldViolation> violations)
    {
        if (address.Length > AddressLimit)
            violations.Add(new FieldViolation("jwks_address", $"Give at most {AddressLimit} characters."));
        else if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            || !(uri.Scheme == Uri.UriSchemeHttps || (sampleHub && uri.IsLoopback && uri.Scheme == Uri.UriSchemeHttp)))
            violations.Add(new FieldViolation("jwks_address", "Give an https address, for example https://records.example.org/jwks.json."));
    }

    private static void CheckEmail(string field, string email, List<FieldViolation> violations)
    {
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (email.Length > EmailLimit || at < 1 || at == email.Length - 1 || email.Any(char.IsWhiteSpace))
            violations.Add(new FieldViolation(field, "Give an email address like name@example.org."));
    }
}
