using Grpc.Core;
using Mash.AgencyClient.Tests.Support;
using Mash.V1;

namespace Mash.AgencyClient.Tests.Calls;

public sealed class CallTests
{
    [Theory]
    [InlineData(StatusCode.InvalidArgument, typeof(MashInvalidInputException))]
    [InlineData(StatusCode.AlreadyExists, typeof(MashConflictException))]
    [InlineData(StatusCode.NotFound, typeof(MashNotFoundException))]
    [InlineData(StatusCode.FailedPrecondition, typeof(MashStateException))]
    [InlineData(StatusCode.Aborted, typeof(MashStateException))]
    [InlineData(StatusCode.Unauthenticated, typeof(MashAuthenticationException))]
    [InlineData(StatusCode.PermissionDenied, typeof(MashPermissionException))]
    [InlineData(StatusCode.Internal, typeof(MashServerException))]
    public async Task Refusal_IsATypedErrorWithItsDetails(StatusCode code, Type type)
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnCall = _ => Statuses.Make(code, "SOME_REASON", TimeSpan.FromSeconds(3), "contact_id");
        await using var client = fixture.CreateClient();

        var error = await Should.ThrowAsync<MashException>(client.GetContactAsync("c"));

        error.ShouldBeOfType(type);
        error.Reason.ShouldBe("SOME_REASON");
        error.RetryDelay.ShouldBe(TimeSpan.FromSeconds(3));
        error.Violations.ShouldBe([new FieldViolation("contact_id", "is wrong")]);
        error.Message.ShouldContain("contact_id: is wrong");
    }

    [Fact]
    public async Task HubBusy_CallIsMadeAgain()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.Options.FirstRetryDelay = TimeSpan.FromMilliseconds(1);
        var calls = 0;
        fixture.State.OnCall = _ => ++calls < 3 ? Statuses.Make(StatusCode.Unavailable, "BUSY") : null;
        await using var client = fixture.CreateClient();

        (await client.GetContactAsync("c")).ContactId.ShouldBe("c");

        calls.ShouldBe(3);
    }

    [Fact]
    public async Task WriteMadeAgain_KeepsItsRequestId()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await using var client = fixture.CreateClient();
        var id = Guid.CreateVersion7();

        var response = await client.WithdrawAsync("c", "sent by mistake", id);

        response.State.ShouldBe(ContactState.Withdrawn);
        fixture.State.Requests.ShouldBe([id.ToString("D")]);
    }

    [Fact]
    public async Task Practitioner_IsNamedWithTheCallThatTheyMake_AndNoOther()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await using var client = fixture.CreateClient();

        await client.GetContactAsync("c", practitioner: " Zoë Marsh ");
        await client.WithdrawAsync("c", "sent by mistake", practitioner: "Tom Birch");
        await client.GetContactAsync("c");

        fixture.State.Practitioners.ShouldBe(["Zoë Marsh", "Tom Birch", null]);
    }

    [Fact]
    public async Task List_ReadsEveryPage()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.Contacts.AddRange(Enumerable.Range(1, 5).Select(i => new ContactSummary { ContactId = $"c{i}" }));
        for (var i = 0; i < 5; i++) fixture.State.Events.Add();
        await using var client = fixture.CreateClient();

        var contacts = new List<string>();
        await foreach (var contact in client.ListContactsAsync()) contacts.Add(contact.ContactId);
        var events = new List<long>();
        await foreach (var one in client.ListEventsAsync()) events.Add(one.Sequence);

        contacts.ShouldBe(["c1", "c2", "c3", "c4", "c5"]);
        events.ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task Validate_ReturnsViolationsAndStoresNothing()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await using var client = fixture.CreateClient();

        var bad = await client.ValidateAsync(new ContactDetails());
        var good = await client.ValidateAsync(Sample.Contact());

        bad.IsAcceptable.ShouldBeFalse();
        bad.Violations.Single().Field.ShouldBe("contact.source_code");
        good.IsAcceptable.ShouldBeTrue();
        fixture.State.Stored.ShouldBeEmpty();
        Directory.Exists(fixture.Options.OutboxDirectory).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelled_IsOperationCanceled()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await using var client = fixture.CreateClient();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(client.GetContactAsync("c", cancellationToken: cancelled.Token));
    }
}
