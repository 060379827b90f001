using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mash.AgencyClient.Tests.Support;
using Mash.V1;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient.Tests.Outbox;

/// <summary>A marker in every text of a contact; none may stand in clear in any file of the outbox or in any log line.</summary>
public sealed class CanaryTests
{
    private const string Marker = "KANARIE";

    [Fact]
    public async Task MarkersInEveryField_NoneInFilesOrLogs()
    {
        await using var fixture = await ClientFixture.StartAsync();
        using var logs = new LogRecorder();
        using var loggers = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));
        var gate = new TaskCompletionSource();
        fixture.State.OnSubmit = (r, _) => r.Contact.SourceCode.EndsWith('0')
            ? Verdict.Refuse(Grpc.Core.StatusCode.InvalidArgument)
            : Verdict.After(gate.Task);
        await using (var client = MashAgencyClient.Create(fixture.Options, loggers))
        {
            for (var i = 0; i < 20; i++)
            {
                var contact = new ContactDetails();
                var count = 0;
                Fill(contact, depth: 0, () => $"{Marker}{i}x{count++}x{i % 10}");
                count.ShouldBeGreaterThan(100);
                await client.SubmitAsync(contact, new SubmitOptions { OrderingKey = $"{Marker} {i}", SenderReference = $"{Marker} reference {i}" });
            }
            await fixture.Parked.NextAsync();
            AssertNoMarker(fixture.Options.OutboxDirectory);
            gate.SetResult();
            await fixture.Parked.NextAsync();
        }

        AssertNoMarker(fixture.Options.OutboxDirectory);
        logs.Lines.ShouldNotBeEmpty();
        logs.Lines.ShouldAllBe(line => !line.Contains(Marker, StringComparison.OrdinalIgnoreCase));
    }

    private static void AssertNoMarker(string directory)
    {
        var files = Directory.GetFiles(directory, "*", SearchOption.AllDirectories);
        files.ShouldContain(f => f.EndsWith("outbox.db", StringComparison.Ordinal));
        foreach (var file in files.Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Marker)).ShouldBe(-1, file);
            bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Marker)).ShouldBe(-1, file);
        }
    }

    private static void Fill(IMessage message, int depth, Func<string> next)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (field.FieldType == FieldType.String)
            {
                if (field.IsRepeated) ((System.Collections.IList)field.Accessor.GetValue(message)).Add(next());
                else field.Accessor.SetValue(message, next());
            }
            else if (field.FieldType == FieldType.Message && depth < 4)
            {
                var child = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                Fill(child, depth + 1, next);
                if (field.IsRepeated) ((System.Collections.IList)field.Accessor.GetValue(message)).Add(child);
                else field.Accessor.SetValue(message, child);
            }
        }
    }

    private sealed class LogRecorder : ILoggerProvider, ILogger
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
