using System.Data.Common;
using Mash.Hub.Contacts.States;
using Mash.Hub.ReferenceData;
using Mash.Hub.Storage;

namespace Mash.Hub.Contacts;

/// <summary>The prepared statements of the hot paths: taking a contact in, and reading one.</summary>
internal static class ContactStatements
{
    private const string ContactColumns =
        "contact_id, reference, agency_id, submission_id, state, rag, referrer_rag, source_code, channel, council_area, received_time, "
        + "acknowledged_time, screener_account_id, screening_started_time, ended_time, child_count, contacts_in_12_months, age_bands, "
        + "incident_token, household_token, in_queue, feedback_due, feedback_owed, harm_alleged, new_information, earliest_due_time, "
        + "key_id, summary, version, recorded_by_account_id, routed_to_early_help, routed_to_assessment, restricted";

    private const string ChildColumns =
        "contact_child_id, contact_id, ordinal, state, age_band, council_area, contacts_in_12_months, level, outcome, decided_time, "
        + "sign_off_requested_time, feedback_time, key_id, summary";

    public static readonly SqlStatement InsertContact = new($"INSERT INTO contacts ({ContactColumns}) VALUES ({Parameters(33)})", 33);
    public static readonly SqlStatement InsertChild = new($"INSERT INTO contact_children ({ChildColumns}) VALUES ({Parameters(14)})", 14);

    public static readonly BulkInsert InsertRecords = new("records (contact_id, kind, record_id, version, key_id, sealed, created_time)", 7);

    public static readonly BulkInsert InsertPeople = new("people (person_id, contact_id, contact_child_id, ordinal)", 4);

    public static readonly BulkInsert InsertTokens = new("person_tokens (token, person_id)", 2, "ON CONFLICT DO NOTHING");

    public static readonly BulkInsert InsertIdentities = new(
        "child_identities (token, received_time, contact_child_id, contact_id, nhs_token)", 5, "ON CONFLICT DO NOTHING");

    /// <summary>Most tokens of one <see cref="SelectIdentities"/>.</summary>
    public const int MaxIdentities = 16;

    private static readonly SqlStatement[] IdentitySelects =
    [
        .. Enumerable.Range(1, MaxIdentities).Select(count => new SqlStatement(
            string.Join(" UNION ALL ", Enumerable.Range(2, count).Select(token =>
                "SELECT i.contact_id, i.nhs_token, i.received_time, c.restricted FROM child_identities i "
                + $"JOIN contacts c ON c.contact_id = i.contact_id WHERE i.token = ${token} AND i.received_time <= $1")), count + 1)),
    ];

    /// <summary>
    /// Stored children with any of so many identity tokens, some of them twice: values are the latest time of receipt, then the tokens. A union,
    /// because for <c>IN</c> SQLite makes a table of the tokens first.
    /// </summary>
    public static SqlStatement SelectIdentities(int tokens) => IdentitySelects[tokens - 1];

    public static readonly SqlStatement SelectSubmission = new(
        "SELECT content_hash, contact_id, answer FROM submissions WHERE agency_id = $1 AND submission_id = $2", 2);

    public static readonly SqlStatement InsertSubmission = new(
        "INSERT INTO submissions (agency_id, submission_id, content_hash, contact_id, answer) VALUES ($1, $2, $3, $4, $5)", 5);

    public static readonly SqlStatement SelectContact = new($"SELECT {ContactColumns} FROM contacts WHERE contact_id = $1", 1);

    public static readonly SqlStatement SelectChildren = new(
        $"SELECT {ChildColumns} FROM contact_children WHERE contact_id = $1 ORDER BY ordinal", 1);

    public static readonly SqlStatement SelectRecords = new(
        "SELECT kind, record_id, version, key_id, sealed, created_time FROM records WHERE contact_id = $1 ORDER BY kind, created_time, record_id, version", 1);

    /// <summary>Values of <see cref="InsertContact"/>.</summary>
    public static object?[] Values(ContactRow row) =>
    [
        row.ContactId, row.Reference, row.AgencyId, row.SubmissionId, row.State.ToString(), row.Rag.ToString(), row.ReferrerRag.ToString(),
        row.SourceCode, row.Channel, row.CouncilArea.ToString(), row.ReceivedTime, row.AcknowledgedTime, row.ScreenerAccountId,
        row.ScreeningStartedTime, row.EndedTime, row.ChildCount, row.ContactsIn12Months, row.AgeBands, row.IncidentToken, row.HouseholdToken,
        row.InQueue, row.FeedbackDue, row.FeedbackOwed, row.HarmAlleged, row.NewInformation, row.EarliestDueTime, row.KeyId, row.Summary, row.Version,
        row.RecordedByAccountId, row.RoutedToEarlyHelp, row.RoutedToAssessment, row.Restricted,
    ];

    /// <summary>Values of <see cref="InsertChild"/>.</summary>
    public static object?[] Values(ContactChildRow row) =>
    [
        row.ContactChildId, row.ContactId, row.Ordinal, row.State.ToString(), row.AgeBand.ToString(), row.CouncilArea.ToString(),
        row.ContactsIn12Months, row.Level, row.Outcome?.ToString(), row.DecidedTime, row.SignOffRequestedTime, row.FeedbackTime, row.KeyId, row.Summary,
    ];

    public static ContactRow ReadContact(DbDataReader row) => new()
    {
        ContactId = row.ReadGuid(0),
        Reference = row.GetString(1),
        AgencyId = row.ReadGuid(2),
        SubmissionId = row.ReadGuid(3),
        State = Enum.Parse<ContactState>(row.GetString(4)),
        Rag = Enum.Parse<Rag>(row.GetString(5)),
        ReferrerRag = Enum.Parse<Rag>(row.GetString(6)),
        SourceCode = row.GetString(7),
        Channel = row.GetString(8),
        CouncilArea = Enum.Parse<CouncilArea>(row.GetString(9)),
        ReceivedTime = row.ReadInstant(10),
        AcknowledgedTime = row.ReadInstantOrNull(11),
        ScreenerAccountId = row.IsDBNull(12) ? null : row.ReadGuid(12),
        ScreeningStartedTime = row.ReadInstantOrNull(13),
        EndedTime = row.ReadInstantOrNull(14),
        ChildCount = row.GetInt32(15),
        ContactsIn12Months = row.GetInt32(16),
        AgeBands = row.GetInt32(17),
        IncidentToken = row.IsDBNull(18) ? null : row.ReadBytes(18),
        HouseholdToken = row.IsDBNull(19) ? null : row.ReadBytes(19),
        InQueue = row.ReadBool(20),
        FeedbackDue = row.ReadBool(21),
        FeedbackOwed = row.ReadBool(22),
        HarmAlleged = row.ReadBool(23),
        NewInformation = row.ReadBool(24),
        EarliestDueTime = row.ReadInstant(25),
        KeyId = row.ReadGuid(26),
        Summary = row.ReadBytes(27),
        Version = row.GetInt32(28),
        RecordedByAccountId = row.IsDBNull(29) ? null : row.ReadGuid(29),
        RoutedToEarlyHelp = row.ReadBool(30),
        RoutedToAssessment = row.ReadBool(31),
        Restricted = row.ReadBool(32),
    };

    public static ContactChildRow ReadChild(DbDataReader row) => new()
    {
        ContactChildId = row.ReadGuid(0),
        ContactId = row.ReadGuid(1),
        Ordinal = row.GetInt32(2),
        State = Enum.Parse<ChildState>(row.GetString(3)),
        AgeBand = Enum.Parse<V1.AgeBand>(row.GetString(4)),
        CouncilArea = Enum.Parse<CouncilArea>(row.GetString(5)),
        ContactsIn12Months = row.GetInt32(6),
        Level = row.IsDBNull(7) ? null : row.GetInt32(7),
        Outcome = row.IsDBNull(8) ? null : Enum.Parse<Outcome>(row.GetString(8)),
        DecidedTime = row.ReadInstantOrNull(9),
        SignOffRequestedTime = row.ReadInstantOrNull(10),
        FeedbackTime = row.ReadInstantOrNull(11),
        KeyId = row.ReadGuid(12),
        Summary = row.ReadBytes(13),
    };

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(1, count).Select(number => "$" + number));
}
