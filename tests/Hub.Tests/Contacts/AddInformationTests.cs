using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts;

public class AddInformationTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task AgencysInformation_IsRaisedUntilStaffReadIt(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();

        var added = await work.Agency.AddInformationAsync(Add(contact, "Her aunt has come to stay."));
        var raised = (await work.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts.Single().NewInformation;
        var read = await work.ReadAsync(contact.ContactId);
        var after = (await work.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts.Single().NewInformation;

        raised.ShouldBeTrue();
        after.ShouldBeFalse();
        read.Etag.ShouldBe(added.Etag);
        read.Information.Single().AddedBy.ShouldBe(contact.AgencyName);
        read.Information.Single().Kind.ShouldBe(StatementKind.Observed);
        (await work.EventsAsync())[^1].Kind.ShouldBe(EventKind.InformationAdded);
        work.Leaves("contact.add_information").Single().TryGetProperty("body", out _).ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task StaffsInformation_StaysWithStaff(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();

        await work.Contacts.AddInformationAsync(Add(contact, "Rang the school, spoke to the head."));
        var asStaff = await work.ReadAsync(contact.ContactId);
        var asAgency = await work.ReadAsAgencyAsync(contact.ContactId);

        asStaff.Information.Single().AddedBy.ShouldBe("Ruth Adeyemi");
        asAgency.Information.ShouldBeEmpty();
        (await work.EventsAsync()).Count.ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_AreRefused(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();
        var other = new ContactService.ContactServiceClient(work.Hub.AsAgency(await work.Hub.AddAgencyAsync("Other")));
        var readOnly = new ContactService.ContactServiceClient(work.Hub.AsAgency(work.AgencyId, "contacts.read"));
        var closed = await work.DecidedAsync(1, Outcome.Advice, Casework.Quiet("Zayn"));
        await work.Decisions.SendFeedbackAsync(Casework.Feedback(closed));
        var request = Add(contact, "Her aunt has come to stay.");

        var first = await work.Agency.AddInformationAsync(request);
        var again = await work.Agency.AddInformationAsync(request);
        request.Text = "Something else.";
        var reused = await Casework.RefusedAsync(work.Agency.AddInformationAsync(request));
        var invalid = await Casework.RefusedAsync(work.Agency.AddInformationAsync(new AddInformationRequest { Kind = (StatementKind)99 }));
        var hidden = await Casework.RefusedAsync(other.AddInformationAsync(Add(contact, "Text.")));
        var noScope = await Casework.RefusedAsync(readOnly.AddInformationAsync(Add(contact, "Text.")));
        var late = await Casework.RefusedAsync(work.Agency.AddInformationAsync(Add(closed, "Text.")));

        again.ShouldBe(first);
        reused.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        Casework.Fields(invalid).ShouldBe(["text", "kind", "contact_id", "request_id"]);
        hidden.StatusCode.ShouldBe(StatusCode.NotFound);
        noScope.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        late.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        (await work.ReadAsync(contact.ContactId)).Information.Count.ShouldBe(1);
        work.Outcomes("contact.add_information").ShouldBe(["allow", "deny", "deny", "deny"]);
    }

    private static AddInformationRequest Add(Contact contact, string text) => new()
    {
        ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Text = text, Kind = StatementKind.Observed,
    };
}
