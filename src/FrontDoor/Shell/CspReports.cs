using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Mash.FrontDoor.Shell;

/// <summary>
/// Takes browsers' reports of what the content security policy stopped, and counts them by directive. Addresses, samples and everything else
/// of a report are dropped unread: they can hold ids and words of a page.
/// </summary>
internal static partial class CspReports
{
    public const string Path = "/csp-reports";

    private const int LargestReport = 16 * 1024;
    private const string Other = "other";
    private static readonly string[] Directives =
    [
        "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr", "img-src", "connect-src",
        "font-src", "frame-src", "base-uri", "form-action", "frame-ancestors", "require-trusted-types-for",
    ];

    private static readonly Meter Meter = new("Mash.FrontDoor");
    private static readonly Counter<long> Stopped = Meter.CreateCounter<long>("mash.csp.stopped", description: "Reports of the content security policy, by directive");

    /// <summary>Maps the endpoint. It is open to anybody, changes nothing, and needs no form token: browsers send no cookies' proof with reports.</summary>
    public static void MapCspReports(this IEndpointRouteBuilder endpoints) => endpoints.MapPost(Path, (Delegate)PostAsync).AllowAnonymous();

    private static async Task<IResult> PostAsync(HttpContext context, ILoggerFactory loggers)
    {
        if (context.Request.ContentLength is null or > LargestReport)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var directives = await ReadAsync(context);
        foreach (var directive in directives)
        {
            Stopped.Add(1, new KeyValuePair<string, object?>("directive", directive));
            LogStopped(loggers.CreateLogger(typeof(CspReports)), directive);
        }
        return directives.Count == 0 ? Results.BadRequest() : Results.NoContent();
    }

    /// <summary>Directives that were broken: one for report-uri, several for the Reporting API.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsync(HttpContext context)
    {
        try
        {
            using var json = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return json.RootElement.ValueKind switch
            {
                JsonValueKind.Object when json.RootElement.TryGetProperty("csp-report", out var report) =>
                    [Known(report, "effective-directive") ?? Known(report, "violated-directive") ?? Other],
                JsonValueKind.Array => [.. json.RootElement.EnumerateArray()
                    .Select(report => report.ValueKind == JsonValueKind.Object && report.TryGetProperty("body", out var body) ? Known(body, "effectiveDirective") ?? Other : Other)],
                _ => [],
            };
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The directive where it is one of ours; never a text of the sender's.</summary>
    private static string? Known(JsonElement report, string member) =>
        report.ValueKind == JsonValueKind.Object && report.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String
            ? Directives.FirstOrDefault(directive => value.GetString()!.Split(' ')[0] == directive)
            : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "A browser reports that the content security policy stopped something: {Directive}")]
    private static partial void LogStopped(ILogger log, string directive);
}
