using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Grpc;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Grpc;

/// <summary>Each limit of calls and streams, hit for real.</summary>
public class CallLimitTests
{
    [Fact]
    public async Task MessageOverOneMegabyte_IsRefused()
    {
        await using var hub = await TestHub.StartAsync(DatabaseProvider.Sqlite);
        var contacts = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));

        var refused = await Should.ThrowAsync<RpcException>(async () => await contacts.SubmitContactAsync(new() { RequestId = new string('x', HubModule.MaxReceiveBytes) }));

        refused.StatusCode.ShouldBe(StatusCode.ResourceExhausted);
    }

    [Fact]
    public async Task StreamOnWhichNothingComes_IsEnded()
    {
        await using var hub = await StartAsync(new CallLimits { StreamIdle = TimeSpan.FromMilliseconds(300) });
        using var call = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync())).SubmitContacts();

        var ended = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext(default));

        (ended.StatusCode, Reason(ended)).ShouldBe((StatusCode.DeadlineExceeded, "STREAM_IDLE"));
    }

    [Fact]
    public async Task StreamThatDrips_EndsWithItsOwnDeadline()
    {
        await using var hub = await StartAsync(new CallLimits { StreamDuration = TimeSpan.FromSeconds(1) });
        using var call = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync())).SubmitContacts();
        using var stop = new CancellationTokenSource();
        var dripping = DripAsync(call.RequestStream, stop.Token);

        var ended = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await call.ResponseStream.MoveNext(default))
            {
            }
        });

        await stop.CancelAsync();
        await dripping;
        (ended.StatusCode, Reason(ended)).ShouldBe((StatusCode.DeadlineExceeded, "STREAM_TOO_LONG"));
    }

    [Fact]
    public async Task StreamThatCarriesTooMuch_IsEnded()
    {
        await using var hub = await StartAsync(new CallLimits { StreamBytes = 1000 });
        using var call = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync())).SubmitContacts();
        await call.RequestStream.WriteAsync(new() { Item = new SubmitContactRequest { RequestId = new string('x', 2000) } });

        var ended = await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext(default));

        (ended.StatusCode, Reason(ended)).ShouldBe((StatusCode.ResourceExhausted, "STREAM_TOO_LARGE"));
    }

    [Fact]
    public async Task StreamOfReflection_HasLimitsToo()
    {
        await using var hub = await StartAsync(new CallLimits { StreamIdle = TimeSpan.FromMilliseconds(300) });
        using var call = hub.With(null).AsyncDuplexStreamingCall(
            new Method<byte[], byte[]>(MethodType.DuplexStreaming, "grpc.reflection.v1.ServerReflection", "ServerReflectionInfo", Bytes, Bytes), null, default);

        (await Should.ThrowAsync<RpcException>(async () => await call.ResponseStream.MoveNext(default))).StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
    }

    [Fact]
    public async Task OneCallTooManyOfASystem_SaysWhenToGoOn_AndOthersGoOn()
    {
        await using var hub = await StartAsync(new CallLimits { SystemCallsPerMinute = 2 });
        var busy = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync("Busy")));
        var quiet = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync("Quiet")));
        await busy.ListContactsAsync(new());
        await busy.ListContactsAsync(new());

        var refused = await Should.ThrowAsync<RpcException>(async () => await busy.ListContactsAsync(new()));

        (refused.StatusCode, Reason(refused)).ShouldBe((StatusCode.ResourceExhausted, CallRates.Reason));
        Details(refused).Single(detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>().RetryDelay.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(10));
        (await quiet.ListContactsAsync(new())).Contacts.ShouldBeEmpty();
        await hub.RestartAsync();
        (await hub.ReadLeavesAsync()).ShouldContain(leaf => leaf.Contains("\"rpc.limited\"", StringComparison.Ordinal) && leaf.Contains("\"count\":1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OneCallTooManyOfAPerson_IsRefused()
    {
        await using var hub = await StartAsync(new CallLimits { PersonCallsPerMinute = 1 });
        var person = await hub.AddStaffAsync("Ada Lowe", "admin");
        var access = new AccessService.AccessServiceClient(hub.AsStaff(person));
        await access.GetMeAsync(new());

        // Another token of the same person is the same person.
        var refused = await Should.ThrowAsync<RpcException>(async () => await new AccessService.AccessServiceClient(hub.AsStaff(person)).GetMeAsync(new()));

        Reason(refused).ShouldBe(CallRates.Reason);
    }

    [Fact]
    public async Task CallsWithoutAToken_AreCountedByAddress()
    {
        await using var hub = await StartAsync(new CallLimits { UnknownCallsPerMinute = 2 });
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));
        var unknown = new ContactService.ContactServiceClient(hub.With("not-a-token"));

        var codes = new List<StatusCode>();
        for (var count = 0; count < 3; count++)
            codes.Add((await Should.ThrowAsync<RpcException>(async () => await unknown.ListContactsAsync(new()))).StatusCode);

        codes.ShouldBe([StatusCode.Unauthenticated, StatusCode.Unauthenticated, StatusCode.ResourceExhausted]);
        (await agency.ListContactsAsync(new())).Contacts.ShouldBeEmpty("those who are known go on from the same address");
    }

    private static Task<TestHub> StartAsync(CallLimits limits) => TestHub.StartAsync(DatabaseProvider.Sqlite, callLimits: limits);

    private static readonly Marshaller<byte[]> Bytes = new(bytes => bytes, bytes => bytes);

    private static async Task DripAsync(IClientStreamWriter<SubmitContactsRequest> stream, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                await stream.WriteAsync(new() { Item = new SubmitContactRequest { RequestId = Guid.NewGuid().ToString() } }, stop);
                await Task.Delay(50, stop);
            }
        }
        catch (Exception exception) when (exception is RpcException or OperationCanceledException or InvalidOperationException)
        {
            // The hub has ended the stream.
        }
    }

    private static Google.Protobuf.Collections.RepeatedField<Google.Protobuf.WellKnownTypes.Any> Details(RpcException exception) =>
        Google.Rpc.Status.Parser.ParseFrom(exception.Trailers.GetValueBytes("grpc-status-details-bin")).Details;

    private static string Reason(RpcException exception) => Details(exception).Single(detail => detail.Is(ErrorInfo.Descriptor)).Unpack<ErrorInfo>().Reason;
}
