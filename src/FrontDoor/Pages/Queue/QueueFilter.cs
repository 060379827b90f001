using Google.Protobuf.WellKnownTypes;
using Mash.FrontDoor.Display;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Queue;

/// <summary>What the reader of the queue asked for, as it stands in the address. Nothing here is about a person.</summary>
internal sealed record QueueFilter
{
    /// <summary>Key of <see cref="QueueChoices.States"/>; empty for everything that is not finished.</summary>
    public string? State { get; set; }

    /// <summary>Only this rating.</summary>
    public Rag? Rag { get; set; }

    /// <summary>Key of a group of <see cref="Sources.Groups"/>.</summary>
    public string? From { get; set; }

    /// <summary>Only this council area.</summary>
    public CouncilArea? Area { get; set; }

    /// <summary>Key of <see cref="QueueChoices.Ages"/>.</summary>
    public string? Age { get; set; }

    /// <summary>At least this many contacts in 12 months.</summary>
    public int? Repeat { get; set; }

    /// <summary>Only contacts of this contact's incident.</summary>
    public Guid? Incident { get; set; }

    /// <summary>Only clocks in this state: late, or soon.</summary>
    public ClockState? Clock { get; set; }

    /// <summary>Only contacts nobody screens yet.</summary>
    public bool Unallocated { get; set; }

    /// <summary>Only the contact with this reference.</summary>
    public string? Reference { get; set; }

    /// <summary>Token of the page to show; empty for the first.</summary>
    public string? After { get; set; }

    /// <summary>Domain time, in seconds since 1970, up to which contacts are shown: later ones wait until they are asked for.</summary>
    public long? Upto { get; set; }

    /// <summary>The same filter from its first page, with whatever has come in since.</summary>
    public QueueFilter Fresh => this with { After = null, Upto = null };

    public ListContactsRequest ToRequest(int pageSize)
    {
        var request = new ListContactsRequest
        {
            PageSize = pageSize,
            PageToken = After ?? "",
            MinContactsIn12Months = Repeat ?? 0,
            SameIncidentAsContactId = Incident?.ToString() ?? "",
            ClockState = Clock ?? ClockState.Unspecified,
            Unallocated = Unallocated,
            FeedbackDue = State == QueueChoices.FeedbackDue,
            Reference = Reference?.Trim() ?? "",
        };
        request.States.AddRange(QueueChoices.StatesOf(State));
        request.SourceCodes.AddRange(Sources.Groups.FirstOrDefault(group => group.Key == From)?.Codes ?? []);
        request.AgeBands.AddRange(QueueChoices.AgesOf(Age));
        if (Rag is { } rag)
            request.Rags.Add(rag);
        if (Area is { } area)
            request.CouncilAreas.Add(area);
        return request;
    }

    /// <summary>The same question about what came in after <see cref="Upto"/>.</summary>
    public ListContactsRequest ToNewerRequest(int pageSize)
    {
        var request = (this with { After = null }).ToRequest(pageSize);
        request.ReceivedAfterTime = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeSeconds(Upto ?? 0));
        return request;
    }
}
