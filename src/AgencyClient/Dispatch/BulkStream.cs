using System.Collections.Concurrent;
using Grpc.Core;
using Mash.V1;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

using BulkCall = AsyncDuplexStreamingCall<SubmitContactsRequest, SubmitContactsResponse>;

/// <summary>One bulk stream from its opening to its end.</summary>
internal sealed class BulkStream(
    MashAgencyClientOptions options, OutboxStore store, Settler settler, SendPause pause, ILogger logger, IEnumerable<OutboxItem> taken)
{
    private const int LargestTake = 64;

    private readonly Queue<OutboxItem> _toSend = new(taken);
    private readonly ConcurrentDictionary<string, OutboxItem> _unanswered = [];
    private readonly ConcurrentDictionary<Task, bool> _settling = [];
    private volatile Exception? _settleError;
    private int _sent;

    /// <summary>Sends the items and what becomes ready meanwhile, until nothing is left, sending pauses, or the stream is long enough.</summary>
    /// <exception cref="RpcException">The stream broke, or no answer came for the time of one call.</exception>
    public async Task RunAsync(Func<CancellationToken, BulkCall> open, int largestStream, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.TimeProvider);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        using var call = open(ending.Token);
        var reading = ReadAnswersAsync(call, silence, ending);
        try
        {
            silence.CancelAfter(options.CallTimeout);
            await WriteAsync(call, largestStream, reading, ending.Token);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException or OperationCanceledException)
        {
            // The stream has ended under the writer: the reader knows why.
        }
        try
        {
            await reading;
        }
        catch (Exception e) when (e is RpcException or OperationCanceledException && ending.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "The hub did not answer in time."));
        }
        finally
        {
            await Task.WhenAll(_settling.Keys);
        }
        if (_settleError is { } error) throw error;
        if (!_unanswered.IsEmpty && !pause.IsPaused)
            throw new RpcException(new Status(StatusCode.Unavailable, "The hub ended the stream before it answered everything."));
    }

    /// <summary>Puts back what has no answer. To be called however the stream ended.</summary>
    public void ReleaseUnanswered()
    {
        foreach (var item in _unanswered.Values.Concat(_toSend)) store.Release(item);
    }

    private async Task WriteAsync(BulkCall call, int largestStream, Task reading, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_toSend.TryDequeue(out var item))
            {
                var request = new SubmitContactRequest { RequestId = item.SubmissionId.ToString("D"), Contact = item.Contact };
                _unanswered[request.RequestId] = item;
                _sent++;
                await call.RequestStream.WriteAsync(new SubmitContactsRequest { Item = request }, cancellationToken);
            }
            while (_toSend.Count == 0)
            {
                if (pause.IsPaused || reading.IsCompleted || _settleError is not null || _sent >= largestStream) return;
                var room = options.MaximumInFlight - _unanswered.Count;
                if (room > 0)
                {
                    foreach (var item in await store.TakeAsync(Math.Min(room, LargestTake), cancellationToken)) _toSend.Enqueue(item);
                    if (_toSend.Count > 0) break;
                }
                if (_unanswered.IsEmpty && _settling.IsEmpty) return;
                await store.WorkArrived.WaitAsync(cancellationToken);
            }
        }
    }

    private async Task ReadAnswersAsync(BulkCall call, CancellationTokenSource silence, CancellationTokenSource ending)
    {
        try
        {
            while (await call.ResponseStream.MoveNext(ending.Token))
            {
                silence.CancelAfter(options.CallTimeout);
                var answer = call.ResponseStream.Current;
                if (!_unanswered.TryRemove(answer.RequestId, out var item))
                {
                    logger.UnknownAnswer();
                    continue;
                }
                var settling = SettleAsync(item, answer);
                _settling[settling] = true;
                _ = settling.ContinueWith(Settled, TaskScheduler.Default);
            }
        }
        finally
        {
            store.WorkArrived.Set();
        }
    }

    private void Settled(Task settling)
    {
        _settling.TryRemove(settling, out _);
        store.WorkArrived.Set();
    }

    private async Task SettleAsync(OutboxItem item, SubmitContactsResponse answer)
    {
        try
        {
            if (answer.ResultCase == SubmitContactsResponse.ResultOneofCase.Accepted) await settler.AcceptAsync(item, answer.Accepted);
            else await settler.RefuseAsync(item, answer.Refused ?? new Google.Rpc.Status { Code = (int)StatusCode.Internal });
        }
        catch (OutboxException e)
        {
            // The stream ends with it; the settler has put the submission back.
            _settleError = e;
        }
    }
}
