using System.Runtime.CompilerServices;
using Mash.V1;

namespace Mash.AgencyClient;

/// <content>Calls that go straight to the hub. Each is made again, with back-off, where the hub is away or busy.</content>
public sealed partial class MashAgencyClient
{
    /// <summary>Reads one contact of this agency. The read is on the hub's record.</summary>
    /// <param name="contactId">The contact's id, from <see cref="AcceptedSubmission.ContactId"/> or an event.</param>
    /// <param name="practitioner">
    /// Who acts, as your own system knows them; at most 200 characters. The hub records and shows the name as asserted by your agency; it opens nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The contact. Personal: do not log it.</returns>
    /// <exception cref="MashNotFoundException">Absent, or another agency's.</exception>
    /// <exception cref="MashException">Any other refusal or failure.</exception>
    public async Task<Contact> GetContactAsync(string contactId, string? practitioner = null, CancellationToken cancellationToken = default)
    {
        var request = new GetContactRequest { ContactId = contactId };
        var response = await _hub.CallWithRetriesAsync(options => _hub.Contacts.GetContactAsync(request, options), practitioner, cancellationToken);
        return response.Contact;
    }

    /// <summary>Lists this agency's contacts, newest first, page by page. Each page is on the hub's record.</summary>
    /// <param name="filter">Filters and page size; null for all.</param>
    /// <param name="practitioner">
    /// Who acts, as your own system knows them; at most 200 characters. The hub records and shows the name as asserted by your agency; it opens nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the listing early.</param>
    /// <returns>The contacts as rows. Personal: do not log them.</returns>
    /// <exception cref="MashException">A refusal or failure.</exception>
    public async IAsyncEnumerable<ContactSummary> ListContactsAsync(
        ListContactsRequest? filter = null, string? practitioner = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListContactsRequest();
        do
        {
            var response = await _hub.CallWithRetriesAsync(options => _hub.Contacts.ListContactsAsync(request, options), practitioner, cancellationToken);
            foreach (var contact in response.Contacts) yield return contact;
            request.PageToken = response.NextPageToken;
        }
        while (request.PageToken.Length > 0);
    }

    /// <summary>Withdraws a contact. Before screening it ends there; after, the screener sees the wish.</summary>
    /// <param name="contactId">The contact's id.</param>
    /// <param name="reason">Why, 1 to 2,000 characters.</param>
    /// <param name="requestId">Id of this request, where the caller repeats it itself; null for a new one.</param>
    /// <param name="practitioner">
    /// Who acts, as your own system knows them; at most 200 characters. The hub records and shows the name as asserted by your agency; it opens nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the call early; the withdrawal may have been made.</param>
    /// <returns>Where the contact stands now.</returns>
    /// <exception cref="MashException">A refusal or failure.</exception>
    public async Task<WithdrawContactResponse> WithdrawAsync(
        string contactId, string reason, Guid? requestId = null, string? practitioner = null, CancellationToken cancellationToken = default)
    {
        var request = new WithdrawContactRequest { ContactId = contactId, RequestId = NewId(requestId), Reason = reason };
        return await _hub.CallWithRetriesAsync(options => _hub.Contacts.WithdrawContactAsync(request, options), practitioner, cancellationToken);
    }

    /// <summary>Adds information to a contact of this agency.</summary>
    /// <param name="contactId">The contact's id.</param>
    /// <param name="text">The information, 1 to 20,000 characters.</param>
    /// <param name="kind">How it is known.</param>
    /// <param name="requestId">Id of this request, where the caller repeats it itself; null for a new one.</param>
    /// <param name="practitioner">
    /// Who acts, as your own system knows them; at most 200 characters. The hub records and shows the name as asserted by your agency; it opens nothing.
    /// </param>
    /// <param name="cancellationToken">Ends the call early; the information may have been added.</param>
    /// <returns>When the hub received it.</returns>
    /// <exception cref="MashException">A refusal or failure.</exception>
    public async Task<AddInformationResponse> AddInformationAsync(
        string contactId, string text, StatementKind kind, Guid? requestId = null, string? practitioner = null, CancellationToken cancellationToken = default)
    {
        var request = new AddInformationRequest { ContactId = contactId, RequestId = NewId(requestId), Text = text, Kind = kind };
        return await _hub.CallWithRetriesAsync(options => _hub.Contacts.AddInformationAsync(request, options), practitioner, cancellationToken);
    }

    /// <summary>Asks the hub whether it would take a contact. Nothing is stored anywhere.</summary>
    /// <param name="contact">What would be submitted.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>What is wrong, and what the hub notices without refusing.</returns>
    /// <exception cref="MashException">A refusal or failure other than wrong fields.</exception>
    public async Task<ContactCheck> ValidateAsync(ContactDetails contact, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contact);
        var request = new SubmitContactRequest { RequestId = NewId(null), Contact = contact, ValidateOnly = true };
        try
        {
            var response = await _hub.CallWithRetriesAsync(options => _hub.Contacts.SubmitContactAsync(request, options), null, cancellationToken);
            return new ContactCheck { Warnings = [.. response.Warnings.Select(w => new FieldViolation(w.Field, w.Description))] };
        }
        catch (MashInvalidInputException e) when (e.Violations.Count > 0)
        {
            return new ContactCheck { Violations = e.Violations };
        }
    }

    private static string NewId(Guid? given) => (given ?? Guid.CreateVersion7()).ToString("D");
}

/// <summary>What the hub would say to a contact.</summary>
public sealed record ContactCheck
{
    /// <summary>True where the hub would take it.</summary>
    public bool IsAcceptable => Violations.Count == 0;

    /// <summary>Every wrong field; empty where it would be taken.</summary>
    public IReadOnlyList<FieldViolation> Violations { get; init; } = [];

    /// <summary>What the hub notices without refusing.</summary>
    public IReadOnlyList<FieldViolation> Warnings { get; init; } = [];
}
