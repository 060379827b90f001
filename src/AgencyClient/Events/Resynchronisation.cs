using System.Globalization;
using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>Lists every contact of the agency, page by page, so that a page that fails is asked for again and not the whole.</summary>
internal sealed class Resynchronisation
{
    private const int PageSize = 200;

    private readonly HubConnection _hub;
    private readonly Queue<ContactSummary> _page = [];
    private string? _nextPage = "";

    private Resynchronisation(HubConnection hub, long resumeSequence) => (_hub, ResumeSequence) = (hub, resumeSequence);

    /// <summary>Events after this number are kept. It was named before the listing, so nothing falls between the two.</summary>
    public long ResumeSequence { get; }

    /// <summary>Begins where the hub refused a cursor. The error names the oldest and the newest number that are kept.</summary>
    /// <exception cref="MashException">The error names no numbers.</exception>
    public static Resynchronisation After(HubConnection hub, HubFailure failure, long cursor)
    {
        if (Number(failure, "oldest_sequence") is not { } oldest || Number(failure, "newest_sequence") is not { } newest)
            throw FailureReader.ToException(failure, null);
        // Behind: everything that is kept still comes, with its feedback. Ahead: the hub was restored from a backup, and goes on from there.
        return new Resynchronisation(hub, cursor > newest ? newest : oldest - 1);
    }

    /// <summary>The next contact; null at the end.</summary>
    public async Task<ContactSummary?> NextAsync(CancellationToken cancellationToken)
    {
        while (_page.Count == 0)
        {
            if (_nextPage is null) return null;
            var request = new ListContactsRequest { PageSize = PageSize, PageToken = _nextPage };
            var response = await _hub.CallAsync(callOptions => _hub.Contacts.ListContactsAsync(request, callOptions), cancellationToken);
            foreach (var contact in response.Contacts) _page.Enqueue(contact);
            _nextPage = response.NextPageToken.Length > 0 ? response.NextPageToken : null;
        }
        return _page.Dequeue();
    }

    private static long? Number(HubFailure failure, string key) =>
        failure.Metadata.TryGetValue(key, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
