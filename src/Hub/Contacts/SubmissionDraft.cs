using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Contacts.States;
using Mash.Hub.People.Identifiers;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using ContactState = Mash.Hub.Contacts.States.ContactState;
using ChildState = Mash.Hub.Contacts.States.ChildState;

namespace Mash.Hub.Contacts;

/// <summary>
/// Everything about a submission that can be worked out on the request's own thread: rows, seals, hashes and tokens. The writer only
/// looks for an earlier one, counts repeats and inserts.
/// </summary>
internal sealed class SubmissionDraft
{
    private SubmissionDraft()
    {
    }

    public required ContactRow Contact { get; init; }
    public required IReadOnlyList<DraftChild> Children { get; init; }
    public required IReadOnlyList<RecordRow> Records { get; init; }
    public required IReadOnlyList<RecordVersion> RecordVersions { get; init; }
    public required IReadOnlyList<DraftPerson> People { get; init; }
    public required IReadOnlyList<WrappedKey> Keys { get; init; }
    public required DataKey ContactKey { get; init; }
    public required byte[] ContentHash { get; init; }
    public required string SenderReference { get; init; }

    /// <summary>Works a validated contact out.</summary>
    /// <param name="canonical">The content as accepted, in the hub's own form.</param>
    /// <param name="agency">The agency it is recorded under.</param>
    /// <param name="recordedBy">The member of staff who records it; null for an agency's own submission.</param>
    /// <param name="submissionId">The sender's own id of the submission.</param>
    /// <param name="receivedTime">Domain time of receipt.</param>
    /// <param name="ring">The hub's secrets.</param>
    public static SubmissionDraft Of(CanonicalContact canonical, AgencyStanding agency, Guid? recordedBy, Guid submissionId, DateTimeOffset receivedTime, KeyRing ring)
    {
        var details = canonical.Details;
        var contactId = Guid.CreateVersion7();
        var contactKey = DataKey.Create();
        var peopleKey = DataKey.Create();
        var keys = new List<DataKey> { contactKey };
        var records = new List<RecordRow>();
        var summary = ContactSummaries.Of(details, receivedTime);
        if (ProtectedAddresses.Of(details).AppearIn(details.Concern.Narrative))
            summary.Headline.FirstWords = "The text names a protected address and is not shown in lists.";
        var facts = ContactPeople.PersonFactsOf(details);
        var people = new List<DraftPerson>();

        var shared = details.Clone();
        shared.Children.Clear();
        shared.People.Clear();
        Add(RecordKind.Contact, contactId, contactKey, shared);
        if (details.People.Count > 0)
        {
            keys.Add(peopleKey);
            var section = new ContactDetails();
            section.People.Add(details.People);
            Add(RecordKind.People, contactId, peopleKey, section);
            for (var index = 0; index < details.People.Count; index++)
                people.Add(DraftPerson.Of(facts.People[index], null, index, ring));
        }

        var children = new List<DraftChild>(details.Children.Count);
        for (var index = 0; index < details.Children.Count; index++)
        {
            var child = details.Children[index];
            var key = DataKey.Create();
            keys.Add(key);
            var childId = Guid.CreateVersion7();
            Add(RecordKind.Child, childId, key, child);
            people.Add(DraftPerson.Of(facts.Children[index], childId, index, ring));
            children.Add(new DraftChild(
                new ContactChildRow
                {
                    ContactChildId = childId,
                    ContactId = contactId,
                    Ordinal = index,
                    State = ChildState.AwaitingDecision,
                    AgeBand = summary.Children[index].AgeBand,
                    CouncilArea = ToDomain(summary.ChildAreas[index]),
                    KeyId = key.Id,
                    Summary = Sealer.Seal(key, RecordKind.ChildSummary, childId, 1, summary.Children[index]),
                },
                [.. ContactKeys.StrongIdentityKeys(details, child, receivedTime).Select(identity => ContactTokens.Of(ring.Blocking, identity))],
                facts.Children[index].NhsNumber is { } nhs
                    ? ContactTokens.Of(ring.Blocking, new ContactKey(ContactKeyKind.ChildNhsNumber, nhs.Value))
                    : null,
                child.SenderChildReference));
        }

        var contact = new ContactRow
        {
            ContactId = contactId,
            Reference = ContactReference.Create(),
            AgencyId = agency.AgencyId,
            SubmissionId = submissionId,
            State = ContactState.Received,
            Rag = ReferenceData.Rag.Unrated,
            ReferrerRag = details.ReferrerRag.ToDomain(),
            SourceCode = details.SourceCode,
            Channel = details.Channel.ToString(),
            CouncilArea = ToDomain(summary.Area),
            ReceivedTime = receivedTime,
            AcknowledgedTime = receivedTime,
            RecordedByAccountId = recordedBy,
            ChildCount = children.Count,
            AgeBands = children.Aggregate(0, (bits, child) => bits | (1 << (int)child.Row.AgeBand)),
            IncidentToken = Token(ContactKeys.IncidentKey(agency.AgencyId, details), ring),
            HouseholdToken = Token(ContactKeys.HouseholdKey(details), ring),
            InQueue = true,
            FeedbackOwed = FeedbackIsOwed(details, agency),
            HarmAlleged = SignOffRules.InForce(UkTime.DateOf(receivedTime))
                .AllegesHarm(details.Concern.Categories, details.Children.Any(child => child.Injuries.Count > 0)),
            KeyId = contactKey.Id,
            Summary = Sealer.Seal(contactKey, RecordKind.ContactSummary, contactId, 1, summary.Headline),
            Version = 1,
        };
        contact.EarliestDueTime = ContactClockBook.EarliestDue(contact, children.Select(child => child.Row));

        return new SubmissionDraft
        {
            Contact = contact,
            Children = children,
            Records = records,
            RecordVersions = [.. records.Select(record => new RecordVersion(record.RecordId, record.Version, SHA256.HashData(record.Sealed)))],
            People = people,
            Keys = [.. keys.Select(ring.Wrap)],
            ContactKey = contactKey,
            ContentHash = Content.ContentHash.Compute(ring.ContentHash, canonical),
            SenderReference = details.SenderReference,
        };

        void Add(RecordKind kind, Guid recordId, DataKey key, IMessage message) => records.Add(new RecordRow
        {
            ContactId = contactId,
            Kind = (int)kind,
            RecordId = recordId,
            Version = 1,
            KeyId = key.Id,
            Sealed = Sealer.Seal(key, kind, recordId, 1, message),
            CreatedTime = receivedTime,
        });
    }

    /// <summary>An agency is told through its events; others where they left a way to be reached and a name.</summary>
    private static bool FeedbackIsOwed(ContactDetails details, AgencyStanding agency) =>
        agency.Kind != Agencies.AgencyKind.Hub
        || (details.Referrer is { Anonymous: false } referrer && (referrer.Email.Length > 0 || referrer.Telephone.Length > 0));

    private static byte[]? Token(ContactKey? key, KeyRing ring) => key is { } given ? ContactTokens.Of(ring.Blocking, given) : null;

    private static ReferenceData.CouncilArea ToDomain(CouncilArea area) => EnumNames<CouncilArea, ReferenceData.CouncilArea>.Of(area);
}

/// <summary>A child of a draft with the tokens by which earlier contacts are found.</summary>
internal sealed record DraftChild(ContactChildRow Row, IReadOnlyList<byte[]> Identities, byte[]? NhsToken, string SenderChildReference);

/// <summary>A person of a draft with their blocking tokens.</summary>
internal sealed record DraftPerson(Guid PersonId, Guid? ContactChildId, int Ordinal, IReadOnlyList<byte[]> Tokens)
{
    public static DraftPerson Of(PersonFacts facts, Guid? contactChildId, int ordinal, KeyRing ring) => new(
        Guid.CreateVersion7(), contactChildId, ordinal, [.. BlockingKeys.Of(facts).Select(key => BlockingTokens.Of(ring.Blocking, key))]);
}
