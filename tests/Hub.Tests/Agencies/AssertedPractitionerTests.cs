using System.Text;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Agencies;

/// <summary>A practitioner whom an agency's system names: recorded and shown, never taken for a sign-in.</summary>
public class AssertedPractitionerTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task NamedPractitioner_StandsInTheLeafAsACommitment_AndSealedWithWhatTheySent(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));
        var contact = (await client.SubmitContactAsync(new() { RequestId = NewId(), Contact = Samples.Concern() })).ContactId;

        await client.AddInformationAsync(new() { ContactId = contact, RequestId = NewId(), Text = "Seen again today.", Kind = StatementKind.Observed }, Naming("Zoë Marsh"));
        await client.GetContactAsync(new() { ContactId = contact }, Naming("Zoë Marsh"));
        var staff = new ContactService.ContactServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ruth Adeyemi", "manager")));
        var read = (await staff.GetContactAsync(new() { ContactId = contact })).Contact;

        read.Information.Single().AssertedPractitioner.ShouldBe("Zoë Marsh");
        var leaves = await hub.ReadLeavesAsync();
        leaves.Count(leaf => Is(leaf, "contact.add_information") && Asserted(leaf)).ShouldBe(1);
        leaves.Count(leaf => Is(leaf, "contact.submit") && Asserted(leaf)).ShouldBe(1, "the referrer of a submission");
        leaves.Where(leaf => Is(leaf, "contact.view")).Select(Asserted).ShouldBe([true, false], "the agency's look names somebody, the staff's does not");
        leaves.ShouldAllBe(leaf => !leaf.Contains("Marsh", StringComparison.Ordinal));
        hub.Log.ShouldAllBe(line => !line.Contains("Marsh", StringComparison.Ordinal));
        StoredRecords(hub).ShouldAllBe(bytes => !Encoding.UTF8.GetString(bytes).Contains("Marsh", StringComparison.Ordinal));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NameOfSomebodyWithRights_OpensNothing(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var manager = await hub.AddStaffAsync("Ruth Adeyemi", "manager", "admin");
        var own = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync("Own")));
        var other = hub.AsAgency(await hub.AddAgencyAsync("Other"));
        var contact = (await own.SubmitContactAsync(new() { RequestId = NewId(), Contact = Samples.Concern() })).ContactId;

        foreach (var name in new[] { "Ruth Adeyemi", manager })
        {
            (await RefusedAsync(async () => await new ContactService.ContactServiceClient(other).GetContactAsync(new() { ContactId = contact }, Naming(name)))).ShouldBe(StatusCode.NotFound);
            (await RefusedAsync(async () => await new ScreeningService.ScreeningServiceClient(other).StartScreeningAsync(new() { ContactId = contact }, Naming(name)))).ShouldBe(StatusCode.PermissionDenied);
            (await RefusedAsync(async () => await new AgencyService.AgencyServiceClient(other).ListAgenciesAsync(new(), Naming(name)))).ShouldBe(StatusCode.PermissionDenied);
            (await RefusedAsync(async () => await new AccessService.AccessServiceClient(other).GetMeAsync(new(), Naming(name)))).ShouldBe(StatusCode.PermissionDenied);
            (await RefusedAsync(async () => await new ContactService.ContactServiceClient(hub.With(null)).GetContactAsync(new() { ContactId = contact }, Naming(name)))).ShouldBe(StatusCode.Unauthenticated);
        }
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PersonWhoIsSignedIn_CannotActUnderAnotherName(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));
        var contact = (await agency.SubmitContactAsync(new() { RequestId = NewId(), Contact = Samples.Concern() })).ContactId;
        var staff = new ContactService.ContactServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ruth Adeyemi", "manager")));

        await staff.AddInformationAsync(new() { ContactId = contact, RequestId = NewId(), Text = "Rang the school.", Kind = StatementKind.Observed }, Naming("Somebody Else"));
        var read = (await staff.GetContactAsync(new() { ContactId = contact })).Contact;

        (read.Information.Single().AddedBy, read.Information.Single().AssertedPractitioner).ShouldBe(("Ruth Adeyemi", ""));
        (await hub.ReadLeavesAsync()).Single(leaf => Is(leaf, "contact.add_information")).ShouldNotContain("\"asserted\"");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\nlines")]
    public async Task WhatIsNoName_IsRefused(string name)
    {
        await using var hub = await TestHub.StartAsync(DatabaseProvider.Sqlite);
        var client = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));

        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(name), [0xC3, 0x28], Encoding.UTF8.GetBytes(new string('x', AssertedPractitioners.NameLimit + 1)) })
            (await RefusedAsync(async () => await client.ListContactsAsync(new(), new Metadata { { AssertedPractitioners.Key, bytes } }))).ShouldBe(StatusCode.InvalidArgument);
    }

    private static Metadata Naming(string practitioner) => new() { { AssertedPractitioners.Key, Encoding.UTF8.GetBytes(practitioner) } };

    private static bool Is(string leaf, string act) => leaf.Contains($"\"act\":\"{act}\"", StringComparison.Ordinal);

    private static bool Asserted(string leaf) => leaf.Contains("\"asserted\":\"", StringComparison.Ordinal);

    private static List<byte[]> StoredRecords(TestHub hub)
    {
        using var lease = hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        return [.. db.Records.Select(record => record.Sealed)];
    }

    private static async Task<StatusCode> RefusedAsync(Func<Task> act) => (await Should.ThrowAsync<RpcException>(act)).StatusCode;

    private static string NewId() => Guid.NewGuid().ToString();
}
