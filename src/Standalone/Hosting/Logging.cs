using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace Mash.Standalone.Hosting;

/// <summary>Where the process logs: warnings on the console, ids and counts in a file of one JSON object a line.</summary>
internal static class Logging
{
    private const int KeptFiles = 31;
    private const string ConsoleLine = "{Timestamp:HH:mm:ss} {Level:u3} {SourceContext} {Message:lj}{NewLine}";

    /// <summary>Opens the log. The factory owns it.</summary>
    /// <param name="dataDirectory">Its <c>logs</c> holds one file a day; 31 are kept.</param>
    public static ILoggerFactory Open(string dataDirectory)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Model", LogEventLevel.Error)
            .MinimumLevel.Override("Grpc", LogEventLevel.Warning)
            .Enrich.FromLogContext()
            // The text of an exception stays out of both: it may repeat what somebody typed.
            .WriteTo.Console(outputTemplate: ConsoleLine, restrictedToMinimumLevel: LogEventLevel.Warning, formatProvider: System.Globalization.CultureInfo.InvariantCulture)
            .WriteTo.File(new WithoutExceptionText(new JsonFormatter(renderMessage: true)), Path.Combine(dataDirectory, "logs", "mash-.log"),
                rollingInterval: RollingInterval.Day, retainedFileCountLimit: KeptFiles)
            .CreateLogger();
        return new SerilogLoggerFactory(logger, dispose: true);
    }

    /// <summary>Writes the type of an exception in place of its text.</summary>
    private sealed class WithoutExceptionText(Serilog.Formatting.ITextFormatter inner) : Serilog.Formatting.ITextFormatter
    {
        public void Format(LogEvent logEvent, TextWriter output)
        {
            if (logEvent.Exception is not { } exception)
            {
                inner.Format(logEvent, output);
                return;
            }
            var properties = logEvent.Properties
                .Select(pair => new LogEventProperty(pair.Key, pair.Value))
                .Append(new LogEventProperty("ExceptionType", new ScalarValue(exception.GetType().FullName)));
            inner.Format(new LogEvent(logEvent.Timestamp, logEvent.Level, null, logEvent.MessageTemplate, properties), output);
        }
    }
}
