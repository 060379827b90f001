using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mash.V1;

namespace Mash.AgencyClient.Tests.Support;

/// <summary>What the test hub does with one arrival of a submission.</summary>
internal abstract record Verdict
{
    public static Verdict Accept { get; } = new AcceptVerdict();

    /// <summary>Stores it and then breaks the connection, so that the sender never learns of it.</summary>
    public static Verdict LoseReply { get; } = new LoseReplyVerdict();

    public static Verdict Refuse(StatusCode code, string reason = "TEST", TimeSpan? retry = null, params string[] fields) =>
        new RefuseVerdict(Statuses.Make(code, reason, retry, fields));

    public static Verdict After(Task gate) => new WaitVerdict(gate);

    internal sealed record AcceptVerdict : Verdict;

    internal sealed record LoseReplyVerdict : Verdict;

    internal sealed record RefuseVerdict(Google.Rpc.Status Status) : Verdict;

    internal sealed record WaitVerdict(Task Gate) : Verdict;
}

internal static class Statuses
{
    public static Google.Rpc.Status Make(StatusCode code, string reason, TimeSpan? retry = null, params string[] fields)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = "refused by the test hub" };
        status.Details.Add(Any.Pack(new Google.Rpc.ErrorInfo { Reason = reason, Domain = "mash.v1" }));
        if (fields.Length > 0)
        {
            var bad = new Google.Rpc.BadRequest();
            bad.FieldViolations.AddRange(fields.Select(f => new Google.Rpc.BadRequest.Types.FieldViolation { Field = f, Description = "is wrong" }));
            status.Details.Add(Any.Pack(bad));
        }
        if (retry is { } delay) status.Details.Add(Any.Pack(new Google.Rpc.RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return status;
    }

    public static RpcException ToException(Google.Rpc.Status status) => new(
        new Status((StatusCode)status.Code, status.Message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
}

/// <summary>The memory of a hub: outlives the servers that are started on it, as a database outlives its process.</summary>
internal sealed class TestHubState
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SubmitContactResponse> _answers = [];
    private readonly Dictionary<string, ContactDetails> _contents = [];
    private readonly List<string> _order = [];
    private readonly ConcurrentDictionary<string, int> _arrivals = [];

    /// <summary>Decides about an arrival: the request and how often its id has arrived, from 1.</summary>
    public Func<SubmitContactRequest, int, Verdict> OnSubmit { get; set; } = (_, _) => Verdict.Accept;

    /// <summary>Refuses any call before it is looked at; null lets it through.</summary>
    public Func<string, Google.Rpc.Status?> OnCall { get; set; } = _ => null;

    public TestEventLog Events { get; } = new();

    public List<ContactSummary> Contacts { get; } = [];

    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentBag<string> Requests { get; } = [];

    /// <summary>The practitioner named with each call, in order.</summary>
    public ConcurrentQueue<string?> Practitioners { get; } = [];

    /// <summary>Ids in the order of their storing.</summary>
    public IReadOnlyList<string> Stored
    {
        get
        {
            lock (_gate) return [.. _order];
        }
    }

    public int ArrivalsOf(Guid id) => _arrivals.GetValueOrDefault(id.ToString("D"));

    public int TotalArrivals => _arrivals.Values.Sum();

    public Verdict Arrive(SubmitContactRequest request)
    {
        Requests.Add(request.RequestId);
        return OnSubmit(request, _arrivals.AddOrUpdate(request.RequestId, 1, (_, n) => n + 1));
    }

    /// <summary>Stores once by id, as the hub promises.</summary>
    public SubmitContactResponse Store(SubmitContactRequest request)
    {
        lock (_gate)
        {
            if (_answers.TryGetValue(request.RequestId, out var known))
            {
                if (!_contents[request.RequestId].Equals(request.Contact))
                    throw Statuses.ToException(Statuses.Make(StatusCode.AlreadyExists, "REQUEST_ID_REUSED"));
                var again = known.Clone();
                again.Replayed = true;
                return again;
            }
            var answer = new SubmitContactResponse
            {
                ContactId = Guid.CreateVersion7().ToString("D"),
                Reference = $"C-{_order.Count + 1:D4}",
                ReceivedTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UtcNow),
                WhatHappensNext = "A worker looks at it.",
            };
            _answers.Add(request.RequestId, answer);
            _contents.Add(request.RequestId, request.Contact);
            _order.Add(request.RequestId);
            return answer;
        }
    }
}

/// <summary>The hub's events, and what the stream does wrong on purpose.</summary>
internal sealed class TestEventLog
{
    private readonly Lock _gate = new();
    private readonly List<WatchEventsResponse> _items = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<long> Opened { get; } = [];

    /// <summary>Called before each item is sent on the given opening (from 1); may throw or return false to leave the item out.</summary>
    public Func<int, WatchEventsResponse, bool> BeforeSend { get; set; } = (_, _) => true;

    /// <summary>Openings (from 1) on which the stream stays silent.</summary>
    public HashSet<int> Silent { get; } = [];

    /// <summary>Cursors below this are out of range.</summary>
    public long KeptAfter { get; set; }

    public long Newest => After(0).Items.Count;

    public void Add(EventKind kind = EventKind.Received) => Add(sequence => new WatchEventsResponse
    {
        Event = new Event { Sequence = sequence, Kind = kind, ContactId = $"contact-{sequence}", EventId = Guid.NewGuid().ToString("D") },
    });

    public void AddBookmark() => Add(sequence => new WatchEventsResponse { Bookmark = new Bookmark { Sequence = sequence } });

    public (List<WatchEventsResponse> Items, Task Changed) After(int index)
    {
        lock (_gate) return (_items[index..], _changed.Task);
    }

    private void Add(Func<long, WatchEventsResponse> make)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _items.Add(make(_items.Count + 1));
            (changed, _changed) = (_changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        changed.SetResult();
    }
}
