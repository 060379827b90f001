using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>Everything this client logs: ids, codes and counts, nothing personal.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Token obtained with key {KeyId}, valid for {Seconds} s")]
    public static partial void TokenObtained(this ILogger logger, string keyId, int seconds);

    [LoggerMessage(2, LogLevel.Information, "Outbox opened: {Queued} queued, {Parked} parked")]
    public static partial void OutboxOpened(this ILogger logger, int queued, int parked);

    [LoggerMessage(3, LogLevel.Debug, "Submission {SubmissionId} accepted as contact {ContactId}")]
    public static partial void Accepted(this ILogger logger, Guid submissionId, string contactId);

    [LoggerMessage(4, LogLevel.Error, "Submission {SubmissionId} parked: {Code} {Reason}, {Violations} fields. It will not be sent again until a person acts")]
    public static partial void Parked(this ILogger logger, Guid submissionId, StatusCode code, string reason, int violations);

    [LoggerMessage(5, LogLevel.Warning, "Submission {SubmissionId} failed with {Code}; tried again in {Seconds} s")]
    public static partial void ItemDelayed(this ILogger logger, Guid submissionId, StatusCode code, double seconds);

    [LoggerMessage(6, LogLevel.Warning, "Sending paused for {Seconds} s after {Code} {Reason}")]
    public static partial void Paused(this ILogger logger, double seconds, StatusCode code, string reason);

    [LoggerMessage(7, LogLevel.Error, "Alarm {Kind}: {Code} {Reason}; {Waiting} submissions wait")]
    public static partial void Alarm(this ILogger logger, AgencyAlarmKind kind, StatusCode code, string reason, int waiting);

    [LoggerMessage(8, LogLevel.Error, "The outbox failed while sending; tried again in {Seconds} s")]
    public static partial void DispatchFailed(this ILogger logger, Exception exception, double seconds);

    [LoggerMessage(9, LogLevel.Warning, "The hub answered a submission that was not sent in this stream")]
    public static partial void UnknownAnswer(this ILogger logger);

    [LoggerMessage(10, LogLevel.Error, "A handler of parked submissions or alarms failed with {ErrorType}")]
    public static partial void HandlerFailed(this ILogger logger, string errorType);

    [LoggerMessage(11, LogLevel.Information, "Event stream opened after {Sequence}")]
    public static partial void StreamOpened(this ILogger logger, long sequence);

    [LoggerMessage(12, LogLevel.Warning, "Event stream lost after {Sequence} with {Code}; opened again in {Seconds} s")]
    public static partial void StreamLost(this ILogger logger, long sequence, StatusCode code, double seconds);

    [LoggerMessage(13, LogLevel.Error, "Event {Received} came where {Expected} was due; resuming after the last good one")]
    public static partial void EventGap(this ILogger logger, long received, long expected);

    [LoggerMessage(14, LogLevel.Warning, "Events after {Sequence} are not kept any more; listing contacts to catch up, then on from {Resume}")]
    public static partial void Resynchronising(this ILogger logger, long sequence, long resume);
}
