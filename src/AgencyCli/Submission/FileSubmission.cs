using Mash.AgencyClient;
using Mash.AgencyCli.Mapping;

namespace Mash.AgencyCli.Submission;

/// <summary>
/// Submits mapped records through a client's outbox, in their order, and waits for what becomes of each. A bad record never stops the
/// others. Run it again after any interruption with the same records: what was accepted is not sent again.
/// </summary>
/// <remarks>
/// A record without faults goes into the outbox; its submission id follows from agency and reference. A record with faults is only
/// shown to the hub (validate_only), so that all its faults come together. A record whose reference stands earlier in the same run waits
/// for that one's answer: the same content is accepted before, other content is a conflict and is never sent.
/// </remarks>
internal sealed class FileSubmission(MashAgencyClient client)
{
    private const int BatchSize = 256;
    private const int ValidationsAtATime = 8;

    /// <summary>Submits records.</summary>
    /// <param name="records">In file order.</param>
    /// <param name="mapping">The mapping they were made with: names the source of the reference.</param>
    /// <param name="progress">Told after each step; may be called from several threads.</param>
    /// <param name="cancellationToken">Ends the run early; the report then says which rows are unfinished.</param>
    /// <exception cref="OutboxException">The outbox is in use, cannot be opened, or cannot store.</exception>
    public async Task<SubmissionReport> SubmitAsync(
        IAsyncEnumerable<MappedRecord> records, IContactMapping mapping, IProgress<SubmissionProgress>? progress, CancellationToken cancellationToken)
    {
        await using var run = new Run(client, mapping.ReferenceSource, progress, cancellationToken);
        var complete = false;
        try
        {
            await run.ReadAsync(records);
            complete = await run.FinishAsync();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The report tells which rows have no answer.
        }
        return new SubmissionReport([.. run.Rows.Select(r => r.Result)], complete);
    }

    private sealed class Run : IAsyncDisposable
    {
        private readonly MashAgencyClient _client;
        private readonly string _referenceSource;
        private readonly IProgress<SubmissionProgress>? _progress;
        private readonly CancellationTokenSource _ending;
        private readonly CancellationToken _cancellationToken;
        private readonly Dictionary<string, PendingRow> _firstOfReference = new(StringComparer.Ordinal);
        private readonly List<PendingRow> _batch = [];
        private readonly List<Task> _answers = [];
        private readonly SemaphoreSlim _validations = new(ValidationsAtATime);
        private int _answered;

        public Run(MashAgencyClient client, string referenceSource, IProgress<SubmissionProgress>? progress, CancellationToken cancellationToken)
        {
            _client = client;
            _referenceSource = referenceSource;
            _progress = progress;
            _ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            _cancellationToken = _ending.Token;
        }

        public List<PendingRow> Rows { get; } = [];

        /// <summary>Ends what is still under way: after an error the other rows have no answer either.</summary>
        public async ValueTask DisposeAsync()
        {
            await _ending.CancelAsync();
            await Task.WhenAll(_answers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _ending.Dispose();
            _validations.Dispose();
        }

        /// <summary>Reads every record: into the outbox, to the hub for its faults, or behind an earlier one with its reference.</summary>
        public async Task ReadAsync(IAsyncEnumerable<MappedRecord> records)
        {
            await foreach (var record in records.WithCancellation(_cancellationToken))
            {
                var row = new PendingRow(record);
                Rows.Add(row);
                if (record.Mapped is null)
                    Answer(row, row.Rejected(new SourceNote("", record.Source.Problem!)));
                else if (!record.Mapped.IsContact)
                    Answer(row, row.Rejected([]));
                else if (record.Mapped.Faults.Count > 0 || record.Mapped.Reference.Length == 0)
                    _answers.Add(ExamineAsync(row));
                else if (!_firstOfReference.TryAdd(record.Mapped.Reference, row))
                    row.Earlier = _firstOfReference[record.Mapped.Reference];
                else
                    _batch.Add(row);
                if (_batch.Count == BatchSize) await EnqueueBatchAsync();
                Report();
            }
            await EnqueueBatchAsync();
        }

        /// <summary>Waits for the answers, then treats the records whose reference came before.</summary>
        /// <returns>Whether every row has its answer.</returns>
        public async Task<bool> FinishAsync()
        {
            await Task.WhenAll(_answers).WaitAsync(_cancellationToken);
            foreach (var row in Rows.Where(r => r.Earlier is not null))
                await TreatRepeatedAsync(row, row.Earlier!);
            return Rows.All(r => r.Result.Treatment != RowTreatment.Unfinished);
        }

        private async Task EnqueueBatchAsync()
        {
            if (_batch.Count == 0) return;
            var results = await _client.EnqueueManyAsync(_batch.Select(r => new AgencyClient.Submission(r.Contact)), _cancellationToken);
            for (var i = 0; i < _batch.Count; i++)
                _answers.Add(FollowAsync(_batch[i], results[i]));
            _batch.Clear();
        }

        private async Task FollowAsync(PendingRow row, EnqueueResult enqueued)
        {
            var handle = enqueued.Error switch
            {
                null => await AgainIfParkedAsync(enqueued.Handle!),
                SubmissionConflictException conflict => await ReplaceIfParkedAsync(row, conflict.SubmissionId),
                _ => null,
            };
            if (handle is null)
            {
                Answer(row, row.Rejected(enqueued.Error is SubmissionConflictException
                    ? Conflict("was accepted before with other content; nothing was overwritten")
                    : new SourceNote("", "the record is larger than a hub takes")));
                return;
            }
            var acceptedBefore = handle.Status == SubmissionStatus.Accepted;
            var outcome = await handle.Completion.WaitAsync(_cancellationToken);
            Answer(row, outcome switch
            {
                AcceptedSubmission accepted => row.Accepted(accepted, acceptedBefore || accepted.Replayed),
                ParkedSubmission parked => Refused(row, parked.Failure),
                _ => row.Rejected(new SourceNote(_referenceSource, "was discarded from the outbox by a person while it was sent")),
            });
        }

        /// <summary>What was refused in an earlier run is asked again: the hub's rules or the agency's rights may have changed.</summary>
        private async Task<SubmissionHandle> AgainIfParkedAsync(SubmissionHandle handle) =>
            handle.Status == SubmissionStatus.Parked
                ? await _client.Outbox.RetryAsync(handle.SubmissionId, _cancellationToken) ?? handle
                : handle;

        /// <summary>A row that was refused in an earlier run and corrected since takes the place of the refused one.</summary>
        /// <returns>Null where the other content was accepted, or is on its way.</returns>
        private async Task<SubmissionHandle?> ReplaceIfParkedAsync(PendingRow row, Guid submissionId) =>
            await _client.Outbox.DiscardAsync(submissionId, "replaced by a corrected row", _cancellationToken)
                ? await _client.SubmitAsync(row.Contact, cancellationToken: _cancellationToken)
                : null;

        private async Task ExamineAsync(PendingRow row)
        {
            await _validations.WaitAsync(_cancellationToken);
            try
            {
                var check = await _client.ValidateAsync(row.Contact, _cancellationToken);
                Answer(row, row.Rejected(check.Violations) with { Warnings = row.Warnings(check.Warnings) });
            }
            catch (MashException)
            {
                Answer(row, row.Rejected([]) with { HubWasAsked = false });
            }
            finally
            {
                _validations.Release();
            }
        }

        private async Task TreatRepeatedAsync(PendingRow row, PendingRow earlier)
        {
            var sameContent = row.Contact.Equals(earlier.Contact);
            if (earlier.Result.Treatment is RowTreatment.Accepted or RowTreatment.AcceptedBefore)
            {
                Answer(row, sameContent
                    ? row.As(earlier.Result, RowTreatment.AcceptedBefore)
                    : row.Rejected(Conflict($"stands in row {earlier.Result.Row} with other content; that one was accepted and nothing was overwritten")));
            }
            else if (sameContent)
            {
                Answer(row, row.As(earlier.Result, earlier.Result.Treatment));
            }
            else
            {
                _batch.Add(row);
                await EnqueueBatchAsync();
                await _answers[^1];
                _firstOfReference[row.Result.Reference] = row;
            }
        }

        private RowResult Refused(PendingRow row, HubFailure failure) =>
            failure.Code == Grpc.Core.StatusCode.AlreadyExists
                ? row.Rejected(Conflict("was used before with other content; nothing was overwritten"))
                : failure.Violations.Count > 0
                    ? row.Rejected(failure.Violations)
                    : row.Rejected(new SourceNote("", failure.Message));

        private SourceNote Conflict(string reason) => new(_referenceSource, reason);

        private void Answer(PendingRow row, RowResult result)
        {
            row.Result = result;
            Interlocked.Increment(ref _answered);
            Report();
        }

        private void Report() => _progress?.Report(new SubmissionProgress(Rows.Count, Volatile.Read(ref _answered)));
    }
}
