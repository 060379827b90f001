using System.Globalization;
using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>Lists every contact of the agency, page by page, so that a page that fails is asked for again and not the whole.</summary>
internal sealed class Resynchronisation
{
    /// <summary>Where the error says from which number on events are kept.</summary>
    public const string ResumeKey = "resume_after_sequence";

    private const int PageSize = 200;

    private readonly HubConnection _hub;
    private readonly Queue<ContactSummary> _page = [];
    private string? _nextPage = "";

    private Resynchronisation(HubConnection hub, long resumeSequence) => (_hub, ResumeSequence) = (hub, resumeSequence);

    /// <summary>Events after this number are kept. It was named before the listing, so nothing falls between the two.</summary>
    public long ResumeSequence { get; }

    /// <exception cref="MashException">The error names no number.</exception>
    public static Resynchronisation After(HubConnection hub, HubFailure failure) =>
        failure.Metadata.TryGetValue(ResumeKey, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var resume)
            ? new Resynchronisation(hub, resume)
            : throw FailureReader.ToException(failure, null);

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
}
