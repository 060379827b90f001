using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Restrictions;

/// <summary>A restriction goes with the child, and an adoption cuts every tie.</summary>
public class RestrictionFollowTests
{
    private const string NhsNumber = "9990000018";

    [Theory]
    [OnEachDatabase]
    internal async Task NewContactAboutTheChild_IsRestrictedBeforeAnybodySeesIt(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (first, id) = await work.ActiveAsync();
        var before = (await work.Manager.AlertsAsync()).Count;

        var sent = await work.Work.Agency.SubmitContactAsync(Samples.Submission(Casework.Quiet()));

        (await work.Worker.SeesAsync(sent.ContactId)).ShouldBeFalse();
        (await work.OtherManager.SeesAsync(sent.ContactId)).ShouldBeFalse();
        var seen = await Casework.ReadAsync(work.Manager.Contacts, sent.ContactId);
        seen.RestrictionId.ShouldBe(id);
        seen.Children[0].ContactsIn12Months.ShouldBe(2);
        seen.History.Single().ContactId.ShouldBe(first.ContactId);
        (await work.Work.ReadAsAgencyAsync(sent.ContactId)).Reference.ShouldBe(sent.Reference);
        var alerts = await work.Manager.AlertsAsync();
        alerts.Count.ShouldBe(before + 1);
        alerts[0].Kind.ShouldBe(AlertKind.RestrictedHit);
        work.Work.Leaves("restriction.follow").Count.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EarlierContactsAboutTheChild_AreRestrictedWithIt(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var earlier = await work.Work.SubmitAsync();
        var other = await work.Work.SubmitAsync(Casework.Quiet("Zayn"));

        var (contact, id) = await work.RequestedAsync();

        (await work.Worker.SeesAsync(earlier.ContactId)).ShouldBeFalse();
        (await work.Worker.SeesAsync(other.ContactId)).ShouldBeTrue();
        (await RestrictedWork.ReadAsync(work.Manager, id)).ContactReferences.ShouldBe([contact.Reference, earlier.Reference], ignoreOrder: true);
        await RestrictedWork.DecideAsync(work.Manager, id, approve: false);
        (await work.Worker.SeesAsync(earlier.ContactId)).ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AnotherNhsNumber_VetoesSoThatANamesakeStaysOpen(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var details = Casework.Quiet();
        details.Children[0].NhsNumber = NhsNumber;
        await work.ActiveAsync(details: details);
        var namesake = Casework.Quiet();
        namesake.Children[0].NhsNumber = "9990000026";

        var sent = await work.Work.Agency.SubmitContactAsync(Samples.Submission(namesake));

        (await work.Worker.SeesAsync(sent.ContactId)).ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AcrossAnAdoption_EqualIdentitiesNeverLink(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var details = Casework.Quiet();
        details.Children[0].NhsNumber = NhsNumber;
        var (before, beforeId) = await work.ActiveAsync(RestrictionLabel.Adoption, details.Clone());

        var after = await work.Work.Agency.SubmitContactAsync(Samples.Submission(details.Clone()));

        (await work.Worker.SeesAsync(after.ContactId)).ShouldBeFalse();
        (await work.Asker.SeesAsync(after.ContactId)).ShouldBeFalse();
        // Managers on duty are named for the new one, the deciding manager for both: even they see no tie.
        var seen = await Casework.ReadAsync(work.Manager.Contacts, after.ContactId);
        seen.RestrictionId.ShouldNotBe(beforeId);
        seen.RestrictionLabel.ShouldBe(RestrictionLabel.Adoption);
        seen.Children[0].ContactsIn12Months.ShouldBe(1);
        seen.History.ShouldBeEmpty();
        var earlier = await Casework.ReadAsync(work.Manager.Contacts, before.ContactId);
        earlier.History.ShouldBeEmpty();
        (await RestrictedWork.ReadAsync(work.Manager, seen.RestrictionId)).ContactReferences.ShouldBe([after.Reference]);
        (await RestrictedWork.ReadAsync(work.Manager, beforeId)).ContactReferences.ShouldBe([before.Reference]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AdoptionAndWitnessProtection_AreHiddenFromTheSenderToo(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        foreach (var label in new[] { RestrictionLabel.Adoption, RestrictionLabel.WitnessProtection, RestrictionLabel.Staff, RestrictionLabel.Refuge, RestrictionLabel.HighProfile })
        {
            var (contact, _) = await work.RequestedAsync(label, Casework.Quiet(label.ToString()));
            var hidden = label is RestrictionLabel.Adoption or RestrictionLabel.WitnessProtection;

            var listed = await work.Work.Agency.ListContactsAsync(new ListContactsRequest { Reference = contact.Reference });
            listed.Contacts.Count.ShouldBe(hidden ? 0 : 1, label.ToString());
            var events = await work.Work.EventsAsync();
            events.Any(item => item.ContactId == contact.ContactId).ShouldBe(!hidden, label.ToString());
            if (!hidden)
                continue;
            var refused = await Should.ThrowAsync<RpcException>(() => work.Work.ReadAsAgencyAsync(contact.ContactId));
            var absent = await Should.ThrowAsync<RpcException>(() => work.Work.ReadAsAgencyAsync(Guid.NewGuid().ToString()));
            refused.Status.ShouldBe(absent.Status);
        }
    }

    [Theory]
    [OnEachDatabase]
    internal async Task StrictestLabel_WinsWhereChildrenHaveSeveral(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        await work.ActiveAsync(RestrictionLabel.HighProfile, Casework.Quiet("Amira"));
        var (_, strict) = await work.ActiveAsync(RestrictionLabel.Refuge, Casework.Quiet("Zayn"));

        var both = await work.Work.Agency.SubmitContactAsync(Samples.Submission(Casework.Quiet("Amira", "Zayn")));

        (await Casework.ReadAsync(work.Manager.Contacts, both.ContactId)).RestrictionId.ShouldBe(strict);
    }
}
