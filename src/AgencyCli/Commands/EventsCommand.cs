using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mash.AgencyClient;

namespace Mash.AgencyCli.Commands;

/// <summary><c>events follow</c> and <c>events list</c>: what happened to the agency's contacts.</summary>
internal static class EventsCommand
{
    private const string DefaultCursor = "cli";

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create() => new("events", "What happened to the agency's contacts: one gapless sequence.") { Follow(), List() };

    private static Command Follow()
    {
        var from = new Option<long?>("--from") { Description = "Number of the first event to show. Keeps no cursor." };
        var cursor = new Option<string>("--cursor")
        {
            Description = "Name of the cursor that remembers how far events were shown.",
            DefaultValueFactory = _ => DefaultCursor,
        };
        var json = Json();
        var command = new Command("follow", "Shows events as they happen, each once, from where the last run ended; reconnects by itself.") { from, cursor, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            Task Show(AgencyEvent e, CancellationToken _) => PrintAsync(e, parsed.GetValue(json));
            try
            {
                if (parsed.GetValue(from) is { } first)
                    await client.WatchAsync(new PassingCursor(first - 1), Show, cancellationToken);
                else
                    await client.WatchAsync(parsed.GetValue(cursor)!, Show, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how following ends.
            }
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command List()
    {
        var from = new Option<long>("--from") { Description = "Number of the first event to show.", DefaultValueFactory = _ => 1 };
        var contact = new Option<string?>("--contact") { Description = "Only events of this contact id." };
        var json = Json();
        var command = new Command("list", "Shows the events so far and ends. Moves no cursor.") { from, contact, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var client = Connection.Open(parsed);
            await foreach (var e in client.ListEventsAsync(parsed.GetValue(from) - 1, parsed.GetValue(contact), cancellationToken))
                await PrintAsync(e, parsed.GetValue(json));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Option<bool> Json() => new("--json") { Description = "One JSON object a line." };

    private static async Task PrintAsync(AgencyEvent e, bool json)
    {
        await Console.Out.WriteLineAsync(json ? ToJson(e).ToJsonString(s_json) : ToText(e));
        await Console.Out.FlushAsync();
    }

    /// <summary>An event as <c>--json</c> prints it.</summary>
    public static JsonObject ToJson(AgencyEvent e)
    {
        var line = new JsonObject
        {
            ["sequence"] = e.Sequence,
            ["kind"] = Words.Kind(e),
            ["time"] = e.EventTime?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["contactId"] = e.ContactId,
            ["reference"] = e.Reference,
            ["senderReference"] = e.SenderReference,
            ["submissionId"] = e.SubmissionId?.ToString(),
            ["message"] = e.Message,
        };
        if (e is ContactAcknowledged acknowledged)
            line["decisionDueTime"] = acknowledged.DecisionDueTime?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        if (e is ContactOutcome outcome)
        {
            line["outcomes"] = new JsonArray([.. outcome.Outcomes.Select(o => new JsonObject
            {
                ["contactChildId"] = o.ContactChildId,
                ["senderChildReference"] = o.SenderChildReference,
                ["level"] = o.Level,
                ["outcome"] = o.Outcome.ToString(),
            })]);
            line["feedback"] = outcome.Feedback;
        }
        return line;
    }

    /// <summary>An event as a line for people.</summary>
    public static string ToText(AgencyEvent e)
    {
        var sender = e.SenderReference.Length > 0 ? $" ({e.SenderReference})" : "";
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{e.Sequence,6}  {Words.Of(e.EventTime)}  {e.Reference}{sender}  {Words.Kind(e)}. {e.Message}");
        if (e is not ContactOutcome outcome) return text.TrimEnd();
        var children = outcome.Outcomes.Select((o, i) => string.Create(CultureInfo.InvariantCulture,
            $"\n        child {(o.SenderChildReference.Length > 0 ? o.SenderChildReference : i + 1)}: level {o.Level}, {Words.Of(o.Outcome)}"));
        return text.TrimEnd() + string.Concat(children) + (outcome.Feedback.Length > 0 ? $"\n        {outcome.Feedback}" : "");
    }

    /// <summary>A cursor that starts at a number and is forgotten.</summary>
    private sealed class PassingCursor(long start) : IEventCursorStore
    {
        private long _sequence = start;

        public ValueTask<long> ReadAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(_sequence);

        public ValueTask WriteAsync(long sequence, CancellationToken cancellationToken = default)
        {
            _sequence = sequence;
            return ValueTask.CompletedTask;
        }
    }
}
