using Mash.Hub.Contacts;
using Mash.Hub.Storage;

namespace Mash.Hub.Access.Interests;

/// <summary>Finds the contacts that interests meet: when an interest is declared, and when a contact comes in.</summary>
internal sealed class ConflictMatches(ConflictDirectory directory, WriteQueue writes)
{
    private static readonly SqlStatement SelectByPerson = new(
        "SELECT p.contact_id FROM person_tokens t JOIN people p ON p.person_id = t.person_id WHERE t.token = $1", 1);

    private static readonly SqlStatement SelectByHousehold = new("SELECT contact_id FROM contacts WHERE household_token = $1", 1);

    private static readonly SqlStatement Insert = new(
        "INSERT INTO contact_conflicts (interest_id, contact_id, found_time) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", 3);

    private static readonly SqlStatement SelectTokens = new(
        "SELECT t.token, t.household, t.interest_id FROM interest_tokens t JOIN interests i ON i.interest_id = t.interest_id WHERE i.ended_time IS NULL", 0);

    /// <summary>Hides every stored contact that meets a token of an interest, inside the write that declares it.</summary>
    public static void Find(WriteSession session, Guid interestId, IEnumerable<InterestToken> tokens)
    {
        foreach (var token in tokens)
        {
            foreach (var contactId in Contacts(session, token.Bytes, token.Household))
                session.Execute(Insert, interestId, contactId, session.DomainTime);
        }
    }

    /// <summary>Hides a contact that comes in from those whose interests it meets. One look-up for each token; nothing while nobody declared any.</summary>
    public void Meet(WriteSession session, SubmissionDraft draft)
    {
        var interests = directory.Tokens;
        if (interests.Count == 0)
            return;
        HashSet<InterestRef>? met = null;
        foreach (var person in draft.People)
        {
            foreach (var token in person.Tokens)
                Look(token);
        }
        if (draft.Contact.HouseholdToken is { } household)
            Look(household);
        if (met is null)
            return;
        foreach (var interest in met)
        {
            session.Execute(Insert, interest.InterestId, draft.Contact.ContactId, session.DomainTime);
            directory.Hide(interest.AccountId, draft.Contact.ContactId);
        }
        ConflictDirectory.Touch(session);

        void Look(byte[] token)
        {
            if (interests.TryGetValue(InterestToken.Of(token), out var found))
                (met ??= []).UnionWith(found);
        }
    }

    /// <summary>
    /// Looks through the stored contacts again for every interest that stands. A hub does so when it learns of another hub's declaration: what it
    /// took in before it knew is found here, since its own writes come one after the other.
    /// </summary>
    public async Task CatchUpAsync()
    {
        await writes.WriteAsync(session =>
        {
            var tokens = new List<(byte[] Token, bool Household, Guid InterestId)>();
            using (var rows = session.Query(SelectTokens))
            {
                while (rows.Read())
                    tokens.Add((rows.ReadBytes(0), rows.ReadBool(1), rows.ReadGuid(2)));
            }
            var found = 0;
            foreach (var (token, household, interestId) in tokens)
            {
                foreach (var contactId in Contacts(session, token, household))
                    found += session.ExecuteCounted(Insert, interestId, contactId, session.DomainTime);
            }
            if (found > 0)
                ConflictDirectory.Touch(session);
            return found;
        });
        directory.Reload();
    }

    private static List<Guid> Contacts(WriteSession session, byte[] token, bool household)
    {
        using var rows = session.Query(household ? SelectByHousehold : SelectByPerson, token);
        var contacts = new List<Guid>();
        while (rows.Read())
            contacts.Add(rows.ReadGuid(0));
        return contacts;
    }
}
