using Google.Protobuf;
using Grpc.Core;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.Hub.Tests.Restrictions;
using Mash.V1;

namespace Mash.Hub.Tests.BreakGlass;

/// <summary>An interest of one's own in a contact wins over an emergency access: nothing opens, and nothing tells that there is something.</summary>
public class BreakGlassConflictTests
{
    private const string Reason = "The police are at the door and ask whether she is safe at this address.";

    [Theory]
    [OnEachDatabase]
    internal async Task OpeningAContactInWhichOneHasAnInterest_AnswersLikeOneThatIsNotThere(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (restricted, _) = await work.ActiveAsync();
        var plain = await work.Work.SubmitAsync(Samples.Concern("Leo", "Brandt"));
        await DeclareAsync(work.Worker, "Amira", "Hassan");
        await DeclareAsync(work.Worker, "Leo", "Brandt");

        var absent = await AnswerAsync(work.Worker, "C-00000-00000");
        absent.ShouldStartWith("NotFound");
        foreach (var contact in new[] { restricted.Reference, restricted.ContactId, plain.Reference, plain.ContactId })
            (await AnswerAsync(work.Worker, contact)).ShouldBe(absent);

        (await work.Worker.SeesAsync(restricted.ContactId)).ShouldBeFalse();
        (await work.Worker.SeesAsync(plain.ContactId)).ShouldBeFalse();
        (await work.Worker.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts.ShouldBeEmpty();
        var own = (await work.Worker.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items;
        own.Count.ShouldBe(5);
        own.Select(SaidOf).Distinct().ShouldHaveSingleItem("one's own list tells the attempts apart by nothing but id and time");
        work.Work.Outcomes("break_glass.open").ShouldBe(["deny", "deny", "deny", "deny", "deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task RefusedAttempt_IsToldToThePrivacyLeadAndTheDutyManager(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        await DeclareAsync(work.Worker, "Amira", "Hassan");

        await Casework.RefusedAsync(work.Worker.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference)));

        foreach (var reader in new[] { work.PrivacyLead, work.Manager })
        {
            var alert = (await reader.AlertsAsync()).Single(item => item.Kind == AlertKind.BreakGlass);
            alert.Title.ShouldBe("Emergency access was refused: the person has an interest in the record");
            alert.AboutName.ShouldBe("Nia Cole");
            alert.Text.ShouldContain(Reason);
            alert.Text.ShouldContain("somebody else");
        }
        (await work.Manager.AlertsAsync()).Single(item => item.Kind == AlertKind.BreakGlass).ContactReference.ShouldBe(contact.Reference, "the manager is named and can act for the child");
        var attempt = (await work.PrivacyLead.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.Single();
        (attempt.ContactReference, attempt.RefusedForInterest, attempt.SecondsLeft).ShouldBe((contact.Reference, true, 0));
        (await work.Worker.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.Single().RefusedForInterest.ShouldBeFalse();
        // A colleague without the interest opens it.
        (await work.OtherManager.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference))).ContactId.ShouldBe(contact.ContactId);
        (await work.OtherManager.SeesAsync(contact.ContactId)).ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task InterestThatAppears_EndsWhatAnOpenEmergencyAccessShows(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        var open = await work.Worker.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference));
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeTrue();

        await DeclareAsync(work.Worker, "Amira", "Hassan");

        (await work.Worker.LookAsync(contact.ContactId)).ShouldBe(await work.Worker.LookAsync(Guid.NewGuid().ToString()));
        (await work.Worker.Contacts.ListContactsAsync(new ListContactsRequest { Reference = contact.Reference })).Contacts.ShouldBeEmpty();
        var own = (await work.Worker.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.Single();
        (own.BreakGlassId, own.ContactId, own.ContactReference, own.SecondsLeft).ShouldBe((open.BreakGlassId, "", "", 0));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task PrivacyLeadWithTheInterest_NeitherListsNorReviewsTheAccessOfAnother(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        var open = await work.Worker.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference));
        await DeclareAsync(work.PrivacyLead, "Amira", "Hassan");

        var hidden = await Casework.RefusedAsync(work.PrivacyLead.BreakGlass.ReviewBreakGlassAsync(Review(open.BreakGlassId)));
        var absent = await Casework.RefusedAsync(work.PrivacyLead.BreakGlass.ReviewBreakGlassAsync(Review(Guid.NewGuid().ToString())));

        hidden.Status.ShouldBe(absent.Status);
        hidden.StatusCode.ShouldBe(StatusCode.NotFound);
        (await work.PrivacyLead.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.ShouldBeEmpty();
        var other = await work.AddAsync("Ruth Ames", Mash.Hub.Access.Roles.PrivacyLead);
        await other.BreakGlass.ReviewBreakGlassAsync(Review(open.BreakGlassId));
    }

    private static async Task DeclareAsync(Colleague who, string given, string family) =>
        await new InterestService.InterestServiceClient(who.Invoker).DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Relative, GivenName = given, FamilyName = family,
            DateOfBirth = new Date { Year = 2019, Month = 4, Day = 2 },
        });

    private static OpenBreakGlassRequest Open(string contact) => new() { Contact = contact, Reason = Reason, RequestId = Guid.NewGuid().ToString() };

    private static ReviewBreakGlassRequest Review(string id) =>
        new() { BreakGlassId = id, Outcome = BreakGlassOutcome.Justified, Words = "Talked to her and her manager.", RequestId = Guid.NewGuid().ToString() };

    /// <summary>What one's own list says of an attempt, but for its id and its times.</summary>
    private static string SaidOf(V1.BreakGlass item) => Convert.ToHexString(
        new V1.BreakGlass(item) { BreakGlassId = "", OpenedTime = null, ExpireTime = null, ClosedTime = item.ExpireTime.Equals(item.OpenedTime) ? null : item.ExpireTime }.ToByteArray());

    /// <summary>Everything of an answer that a caller could compare.</summary>
    private static async Task<string> AnswerAsync(Colleague who, string contact)
    {
        try
        {
            return "OK " + (await who.BreakGlass.OpenBreakGlassAsync(Open(contact))).ContactId;
        }
        catch (RpcException refused)
        {
            var trailers = refused.Trailers.Where(entry => entry.Key != "date").OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => entry.Key + "=" + (entry.IsBinary ? Convert.ToHexString(entry.ValueBytes) : entry.Value));
            return $"{refused.StatusCode}\n{refused.Status.Detail}\n{string.Join('\n', trailers)}";
        }
    }
}
