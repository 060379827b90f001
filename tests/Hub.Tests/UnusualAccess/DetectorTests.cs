using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.UnusualAccess;
using Mash.Hub.UnusualAccess.Detection;

namespace Mash.Hub.Tests.UnusualAccess;

/// <summary>Each rule on a few facts: what it speaks for, and what keeps it silent.</summary>
public class DetectorTests
{
    private static readonly Guid Viewer = Guid.CreateVersion7();
    private static readonly Guid Colleague = Guid.CreateVersion7();
    private static readonly DateTimeOffset Morning = new(2026, 11, 16, 10, 0, 0, TimeSpan.Zero);

    private readonly UnusualAccessDetector detector = new(UnusualAccessThresholds.Default, WorkingCalendar.England);
    private long sequence;
    private int child;

    [Fact]
    public void OwnSurname_WithoutACaseLink_IsShownAndInTheQueueAloneIsNot()
    {
        Rules(View(Morning, AccessFlags.OwnSurname)).ShouldBe([AccessRule.OwnSurname]);
        Rules(View(Morning, AccessFlags.OwnSurname | AccessFlags.InQueue)).ShouldBeEmpty();
        Rules(View(Morning, AccessFlags.OwnSurname | AccessFlags.OwnWork)).ShouldBeEmpty();
    }

    [Fact]
    public void CommonSurname_WithoutACaseLink_NeedsSomethingMore()
    {
        Take(View(Morning, AccessFlags.OwnSurname | AccessFlags.InQueue));

        Rules(View(Morning, AccessFlags.OwnSurname)).ShouldBeEmpty();
        var ended = View(Morning, AccessFlags.OwnSurname) with { EndedTime = Morning.AddDays(-90) };
        Rules(ended).ShouldBe([AccessRule.OwnSurname]);
        var again = View(Morning, AccessFlags.OwnSurname);
        Rules(again).ShouldBeEmpty();
        Rules(again with { Sequence = ++sequence, Time = Morning.AddMinutes(30) }).ShouldBe([AccessRule.OwnSurname]);
    }

    [Fact]
    public void OwnSurnameInTheQueue_LookedForOrReturnedToWithoutWork_IsShown()
    {
        Take(Search(Morning) with { Flags = AccessFlags.OwnSurname });
        Rules(View(Morning.AddMinutes(2), AccessFlags.OwnSurname | AccessFlags.InQueue)).ShouldBe([AccessRule.OwnSurname]);

        var returned = View(Morning.AddHours(2), AccessFlags.OwnSurname | AccessFlags.InQueue);
        Rules(returned).ShouldBeEmpty();
        Rules(returned with { Sequence = ++sequence, Time = Morning.AddDays(1) }).ShouldBeEmpty();
        Rules(returned with { Sequence = ++sequence, Time = Morning.AddDays(2) }).ShouldBe([AccessRule.OwnSurname]);
    }

    [Fact]
    public void EarlierContactOfAFamilyInWork_IsExplained()
    {
        var work = View(Morning, AccessFlags.InQueue);
        Take(work);

        Rules(View(Morning, AccessFlags.OwnSurname) with { Children = work.Children }).ShouldBeEmpty();
        Rules(View(Morning.AddDays(40), AccessFlags.OwnSurname) with { Children = work.Children }).ShouldBe([AccessRule.OwnSurname]);
    }

    [Fact]
    public void OwnAddressAndDeclaredPerson_AreShownWhateverTheWork()
    {
        Rules(View(Morning, AccessFlags.OwnAddress | AccessFlags.OwnWork)).ShouldBe([AccessRule.OwnAddress]);
        Rules(View(Morning, AccessFlags.DeclaredPerson | AccessFlags.InQueue)).ShouldBe([AccessRule.DeclaredPerson]);
    }

    [Fact]
    public void ColleaguesNameAlone_IsNothingAndWithASearchOrTheirAddressItIs()
    {
        Rules(View(Morning, AccessFlags.InQueue) with { ColleagueId = Colleague }).ShouldBeEmpty();
        Rules(View(Morning) with { ColleagueId = Colleague }).ShouldBeEmpty();
        Rules(View(Morning, AccessFlags.ColleagueAddress)).ShouldBe([AccessRule.Colleague]);
        Rules(Search(Morning) with { ColleagueId = Colleague }).ShouldBe([AccessRule.Colleague]);
        var found = Take(View(Morning.AddMinutes(1), AccessFlags.InQueue) with { ColleagueId = Colleague }).ShouldHaveSingleItem();
        found.Severity.ShouldBe(AccessSeverity.High);
        found.Evidence.Count.ShouldBe(2);
    }

    [Fact]
    public void LookingForOneself_IsShownWhateverItFinds() => Rules(Search(Morning) with { Flags = AccessFlags.OwnName }).ShouldBe([AccessRule.OwnSurname]);

    [Fact]
    public void HighProfile_WithoutALinkAtOnceAndInTheQueueUnlessWorkFollows()
    {
        Rules(View(Morning, AccessFlags.HighProfile)).ShouldBe([AccessRule.HighProfile]);
        var worked = View(Morning, AccessFlags.HighProfile | AccessFlags.InQueue);
        var curious = View(Morning, AccessFlags.HighProfile | AccessFlags.InQueue) with { AccountId = Colleague };
        Take(worked);
        Take(curious);
        Take(new AccessFact { Sequence = ++sequence, AccountId = Viewer, Role = Roles.SocialWorker, Kind = AccessKind.Act, Time = Morning.AddHours(1), ContactId = worked.ContactId });

        detector.AdvanceTo(Morning.AddHours(5)).ShouldHaveSingleItem().AccountId.ShouldBe(Colleague);
    }

    [Fact]
    public void ManyChildrenInAnHour_AreShownWithTheCountInWords()
    {
        var signals = Enumerable.Range(0, 40).SelectMany(minute => Take(View(Morning.AddMinutes(minute), AccessFlags.InQueue))).ToList();

        signals.Select(signal => signal.Rule).Distinct().ShouldBe([AccessRule.ManyChildren]);
        signals[^1].Evidence.Count.ShouldBe(40);
        signals[^1].Reason.ShouldBe("Opened records of 40 different children within one hour. More than 36 is shown here.");
    }

    [Fact]
    public void ManyChildren_AreComparedWithTheOwnMedianOnceThereIsOne()
    {
        for (var day = 1; day <= 20; day++)
            detector.Remember(new AccessCount(Viewer, Roles.SocialWorker, AccessMeasure.ChildrenInAShift, new DateOnly(2026, 10, day), 50));
        for (var view = 0; view < 80; view++)
            Take(View(Morning.AddMinutes(6 * view), AccessFlags.InQueue));

        detector.AdvanceTo(Morning.AddDays(1)).ShouldBeEmpty();

        for (var view = 0; view < 110; view++)
            Take(View(Morning.AddDays(1).AddMinutes(4 * view), AccessFlags.InQueue));
        var found = detector.AdvanceTo(Morning.AddDays(2)).ShouldHaveSingleItem();
        found.Excess!.Basis.ShouldBe(AccessBasis.Own);
        found.Reason.ShouldContain("Usual for this person: 50.");
    }

    [Fact]
    public void BusyDayForEverybody_IsNobodysFinding()
    {
        var team = Enumerable.Range(0, 8).Select(_ => Guid.CreateVersion7()).ToList();
        foreach (var person in team)
        {
            for (var day = 1; day <= 20; day++)
                detector.Remember(new AccessCount(person, Roles.SocialWorker, AccessMeasure.ChildrenInAShift, new DateOnly(2026, 10, day), 40));
            for (var view = 0; view < 100; view++)
                Take(View(Morning.AddMinutes(4 * view), AccessFlags.InQueue) with { AccountId = person });
        }

        detector.AdvanceTo(Morning.AddDays(1)).ShouldBeEmpty();
    }

    [Fact]
    public void NightWork_IsShownUnlessOnDutyOrOfTheNightTeam()
    {
        var night = new DateTimeOffset(2026, 11, 17, 1, 0, 0, TimeSpan.Zero);
        for (var view = 0; view < 6; view++)
        {
            Take(View(night, AccessFlags.InQueue | AccessFlags.OnDuty)).ShouldBeEmpty();
            Take(View(night, AccessFlags.InQueue) with { AccountId = Colleague, Role = Roles.EmergencyDutyTeam }).ShouldBeEmpty();
        }

        var signals = Enumerable.Range(0, 4).SelectMany(_ => Take(View(night, AccessFlags.InQueue) with { AccountId = Guid.Empty })).ToList();
        signals.ShouldHaveSingleItem().Rule.ShouldBe(AccessRule.OutOfHours);
    }

    [Fact]
    public void NoCaseLink_CountsTheWeekAndForgetsItWithTheNext()
    {
        for (var view = 0; view < 24; view++)
            Take(View(Morning.AddHours(view))).Where(signal => signal.Rule == AccessRule.NoCaseLink).ShouldBeEmpty();
        Take(View(Morning.AddDays(2))).Select(signal => signal.Rule).ShouldContain(AccessRule.NoCaseLink);
        Take(View(Morning.AddDays(7))).ShouldBeEmpty();
    }

    [Fact]
    public void ALittleEveryWeek_IsShownOnceItIsMuchInFourWeeks()
    {
        var signals = new List<AccessSignal>();
        for (var week = 0; week < 4; week++)
        {
            for (var view = 0; view < 20; view++)
                signals.AddRange(Take(View(Morning.AddDays(7 * week).AddMinutes(20 * view))));
        }

        signals.Select(signal => signal.Excess!.Measure).Distinct().ShouldBe([AccessMeasure.NoCaseLinkFourWeeks]);
        signals[0].Reason.ShouldBe("Opened records of 71 different children in four weeks that none of their work is about. More than 70 is shown here.");
        for (var view = 0; view < 20; view++)
            Take(View(Morning.AddDays(28).AddMinutes(20 * view))).ShouldBeEmpty();
    }

    [Fact]
    public void OwnSurnameByAReferenceThatWasNamed_NeedsSomethingMore()
    {
        Take(Search(Morning) with { Flags = AccessFlags.ByReference });
        var named = View(Morning.AddMinutes(1), AccessFlags.OwnSurname);

        Rules(named).ShouldBeEmpty();
        Rules(named with { Sequence = ++sequence, Time = Morning.AddHours(1) }).ShouldBe([AccessRule.OwnSurname]);
    }

    [Fact]
    public void Thresholds_RefuseWhatTheyDoNotKnowAndWhatIsOutOfRange()
    {
        UnusualAccessThresholds.With("""{"version":"own","endedDays":60}""").EndedDays.ShouldBe(60);
        UnusualAccessThresholds.With(null).ShouldBe(UnusualAccessThresholds.Default);
        Should.Throw<System.Text.Json.JsonException>(() => UnusualAccessThresholds.With("""{"endDays":60}"""));
        Should.Throw<FormatException>(() => UnusualAccessThresholds.With("""{"endedDays":0}"""));
    }

    private IReadOnlyList<AccessSignal> Take(AccessFact fact) => detector.Take(fact);

    private IEnumerable<AccessRule> Rules(AccessFact fact) => Take(fact).Select(signal => signal.Rule);

    private AccessFact View(DateTimeOffset at, AccessFlags flags = AccessFlags.None) => new()
    {
        Sequence = ++sequence, AccountId = Viewer, Role = Roles.SocialWorker, Kind = AccessKind.View, Time = at, ContactId = Guid.CreateVersion7(),
        Children = [new SubjectToken((UInt128)(++child))], Flags = flags,
    };

    private AccessFact Search(DateTimeOffset at) => new()
    {
        Sequence = ++sequence, AccountId = Viewer, Role = Roles.SocialWorker, Kind = AccessKind.Search, Time = at,
    };
}
