using Grpc.Core;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Screening;

public class RateContactTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task Rating_SetsTheClockFromReceipt(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();
        contact.Etag = (await work.Screening.StartScreeningAsync(Casework.Start(contact))).Etag;
        work.Hub.Clock.Advance(TimeSpan.FromMinutes(5));

        var rated = await work.Screening.RateContactAsync(Casework.Rate(contact, Rag.Red));
        var read = await work.ReadAsync(contact.ContactId);
        var queued = (await work.Contacts.ListContactsAsync(new ListContactsRequest { Rags = { Rag.Red } })).Contacts.Single();

        var red = rated.Clocks.Single(clock => clock.Kind == ClockKind.Rag);
        red.DueTime.ToDateTimeOffset().ShouldBe(contact.ReceivedTime.ToDateTimeOffset().AddHours(4));
        read.Etag.ShouldBe(rated.Etag);
        read.Rag.ShouldBe(Rag.Red);
        read.Ratings.Single().RatedBy.ShouldBe("Kate Thorburn");
        read.Ratings.Single().Rationale.ShouldBe("New facts came in.");
        queued.EarliestClock.Kind.ShouldBe(ClockKind.Rag);
        work.Leaves("screening.rate").Single().TryGetProperty("body", out _).ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task DownFromRed_NeedsAManagerAndKeepsBothRatings(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync(rag: Rag.Red);

        var refused = await Casework.RefusedAsync(work.Screening.RateContactAsync(Casework.Rate(contact, Rag.Amber)));
        var lowered = await new ScreeningService.ScreeningServiceClient(work.AsManager).RateContactAsync(Casework.Rate(contact, Rag.Amber));
        var read = await work.ReadAsync(contact.ContactId);

        refused.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        lowered.Clocks.Single(clock => clock.Kind == ClockKind.Rag).CountsWorkingTime.ShouldBeTrue();
        read.Ratings.Select(rating => rating.Rag).ShouldBe([Rag.Red, Rag.Amber]);
        work.Outcomes("screening.rate").ShouldBe(["allow", "deny", "allow"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_ChangeNothing(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var received = await work.SubmitAsync();
        var screened = await work.ScreenedAsync();
        var again = Casework.Rate(screened, Rag.Amber);
        var first = await work.Screening.RateContactAsync(again);

        var invalid = await Casework.RefusedAsync(work.Screening.RateContactAsync(new RateContactRequest { Rag = Rag.Unrated }));
        var tooLong = Casework.Rate(screened, Rag.Blue);
        tooLong.Rationale = new string('a', 5001);
        var notScreened = await Casework.RefusedAsync(work.Screening.RateContactAsync(Casework.Rate(received, Rag.Green)));
        var stale = await Casework.RefusedAsync(work.Screening.RateContactAsync(Casework.Rate(screened, Rag.Green)));

        Casework.Fields(invalid).ShouldBe(["rag", "rationale", "contact_id", "request_id", "etag"]);
        Casework.Fields(await Casework.RefusedAsync(work.Screening.RateContactAsync(tooLong))).ShouldBe(["rationale"]);
        notScreened.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        stale.StatusCode.ShouldBe(StatusCode.Aborted);
        (await work.Screening.RateContactAsync(again)).ShouldBe(first);
        (await work.ReadAsync(screened.ContactId)).Ratings.Count.ShouldBe(2);
    }
}
