using Mash.Hub.Contacts.States;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.Tests.Contacts.States;

public sealed class DecisionRulesTests
{
    private static readonly SignOffRules Rules = SignOffRules.InForce(new(2026, 11, 20));

    private static readonly SignOffFacts Nothing = new()
    {
        HarmAlleged = false, UnbornOrUnder1 = false, ContactsIn12Months = 1, Rag = Rag.Green, ScreenedInFirstYear = false,
    };

    public static TheoryData<string> Triggers => [.. Enum.GetNames<SignOffTrigger>()];

    [Theory]
    [MemberData(nameof(Triggers))]
    public void EachTriggerAlone_AsksForASecondManagerWhereTheFrontDoorEnds(string name)
    {
        var trigger = Enum.Parse<SignOffTrigger>(name);
        var facts = With(trigger);

        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            var expected = outcome is Outcome.NoFurtherAction or Outcome.Advice or Outcome.Signpost ? new[] { trigger } : [];
            var reasons = Rules.Reasons(outcome, facts);
            reasons.Select(reason => reason.Trigger).ShouldBe(expected, outcome.ToString());
            SignOffRules.Case(reasons).ShouldBe(expected.Length == 0 ? TransitionCase.SignOffNotNeeded : TransitionCase.SignOffNeeded);
        }
    }

    [Fact]
    public void NoTrigger_NeedsNoSecondManager() => Rules.Reasons(Outcome.NoFurtherAction, Nothing).ShouldBeEmpty();

    [Fact]
    public void SeveralTriggers_AreAllNamedInWords() =>
        Rules.Reasons(Outcome.Advice, Nothing with { ContactsIn12Months = 5, Rag = Rag.Red }).Select(reason => reason.Words)
            .ShouldBe(["there are 5 contacts in 12 months", "the contact is red"]);

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    public void ThreeContactsInTwelveMonths_AreTheLimit(int contacts, bool triggered) =>
        (Rules.Reasons(Outcome.Signpost, Nothing with { ContactsIn12Months = contacts }).Count > 0).ShouldBe(triggered);

    [Theory]
    [InlineData("18C", false, true)]
    [InlineData("19B", false, true)]
    [InlineData("11A", false, true)]
    [InlineData("16A", false, false)]
    [InlineData("16A", true, true)]
    public void InjuryOrSexualHarm_IsReadFromCategoriesAndBodyMap(string factor, bool injury, bool alleged) =>
        Rules.AllegesHarm([factor], injury).ShouldBe(alleged);

    [Fact]
    public void HarmFactors_AreOnTheListOfCategories() =>
        Rules.HarmFactors.ShouldAllBe(code => CodeLists.AssessmentFactor.IsInForce(code, new(2026, 11, 20)));

    [Fact]
    public void LevelAndOutcome_GoTogether()
    {
        Outcome[] statutory = [Outcome.Referral, Outcome.StrategyDiscussion];
        Outcome[] any = [Outcome.RoutedOpenCase, Outcome.Other];
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            DecisionRules.Fits(0, outcome).ShouldBeFalse();
            DecisionRules.Fits(1, outcome).ShouldBe(!statutory.Contains(outcome), outcome.ToString());
            DecisionRules.Fits(2, outcome).ShouldBeTrue();
            DecisionRules.Fits(3, outcome).ShouldBeTrue();
            DecisionRules.Fits(4, outcome).ShouldBe(statutory.Contains(outcome) || any.Contains(outcome), outcome.ToString());
            DecisionRules.Fits(5, outcome).ShouldBeFalse();
        }
    }

    [Fact]
    public void OutcomeCodesAndOutcomes_AreTheSame() =>
        CodeLists.DecisionOutcome.Entries.Select(entry => entry.Code.Replace("_", "", StringComparison.Ordinal))
            .ShouldBe(Enum.GetNames<Outcome>().Select(name => name.ToUpperInvariant()));

    [Fact]
    public void EmergencyDutyTeam_DecidesOnAStrategyDiscussionOnly()
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            DecisionRules.MayDecide(ActorGroup.Manager, outcome).ShouldBeTrue();
            DecisionRules.MayDecide(ActorGroup.EmergencyDutyTeam, outcome).ShouldBe(outcome == Outcome.StrategyDiscussion);
            DecisionRules.MayDecide(ActorGroup.SocialWorker, outcome).ShouldBeFalse();
        }
    }

    [Fact]
    public void RedRating_IsLoweredByAManagerOnly()
    {
        DecisionRules.MayRate(ActorGroup.SocialWorker, Rag.Red, Rag.Amber).ShouldBeFalse();
        DecisionRules.MayRate(ActorGroup.SocialWorker, Rag.Red, Rag.Red).ShouldBeTrue();
        DecisionRules.MayRate(ActorGroup.SocialWorker, Rag.Amber, Rag.Red).ShouldBeTrue();
        DecisionRules.MayRate(ActorGroup.SocialWorker, Rag.Unrated, Rag.Green).ShouldBeTrue();
        DecisionRules.MayRate(ActorGroup.Manager | ActorGroup.SocialWorker, Rag.Red, Rag.Blue).ShouldBeTrue();
    }

    private static SignOffFacts With(SignOffTrigger trigger) => trigger switch
    {
        SignOffTrigger.HarmAlleged => Nothing with { HarmAlleged = true },
        SignOffTrigger.UnbornOrUnder1 => Nothing with { UnbornOrUnder1 = true },
        SignOffTrigger.RepeatContacts => Nothing with { ContactsIn12Months = 3 },
        SignOffTrigger.Red => Nothing with { Rag = Rag.Red },
        SignOffTrigger.FirstYearScreener => Nothing with { ScreenedInFirstYear = true },
        _ => throw new ArgumentOutOfRangeException(nameof(trigger)),
    };
}
