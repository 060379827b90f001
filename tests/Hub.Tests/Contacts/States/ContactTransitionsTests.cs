using Mash.Hub.Contacts.States;

namespace Mash.Hub.Tests.Contacts.States;

public sealed class ContactTransitionsTests
{
    private const Guard AllGuards = (Guard)int.MaxValue;
    private const ActorGroup Everybody = (ActorGroup)int.MaxValue;

    // Every state against every event: where it leads for somebody who may do everything, or - where it cannot happen.
    private const string ContactMatrix = """
        state                    Submit    Acknowledge             StartScreening  Rate                    MarkReady         AddInformation          Withdraw
        -                        Received  -                       -               -                       -                 -                       -
        Received                 -         Received                Screening       -                       -                 Received                Withdrawn
        Screening                -         Screening               -               Screening               ReadyForDecision  Screening               Screening
        ReturnedForInformation   -         ReturnedForInformation  -               ReturnedForInformation  -                 ReturnedForInformation  ReturnedForInformation
        InformationGathering     -         InformationGathering    -               InformationGathering    ReadyForDecision  InformationGathering    InformationGathering
        ReadyForDecision         -         ReadyForDecision        -               ReadyForDecision        -                 ReadyForDecision        ReadyForDecision
        AwaitingSecondSignOff    -         -                       -               -                       -                 AwaitingSecondSignOff   AwaitingSecondSignOff
        Decided                  -         -                       -               -                       -                 Decided                 Decided
        Actioned                 -         -                       -               -                       -                 Actioned                Actioned
        Closed                   -         -                       -               -                       -                 -                       -
        Withdrawn                -         -                       -               -                       -                 -                       -
        Voided                   -         -                       -               -                       -                 -                       -
        """;

    // The same for a child; the case of the row stands in brackets.
    private const string ChildMatrix = """
        state                  Decide(SignOffNotNeeded)  Decide(SignOffNeeded)  ConfirmDecision(Always)  ReturnDecision(Always)  SendFeedback(OutcomeEnds)  SendFeedback(OutcomeContinues)  WaiveFeedback(OutcomeEnds)  WaiveFeedback(OutcomeContinues)
        AwaitingDecision       Decided                   AwaitingSecondSignOff  -                        -                       -                          -                               -                           -
        AwaitingSecondSignOff  -                         -                      Decided                  AwaitingDecision        -                          -                               -                           -
        Decided                -                         -                      -                        -                       Closed                     Decided                         Closed                      -
        Actioned               -                         -                      -                        -                       -                          Closed                          -                           Closed
        Closed                 -                         -                      -                        -                       -                          -                               -                           -
        """;

    [Fact]
    public void EveryContactStateAndEvent_LeadsWhereTheTableSays()
    {
        var cells = Cells(ContactMatrix);

        cells.Count.ShouldBe((Enum.GetValues<ContactState>().Length + 1) * Enum.GetValues<ContactEvent>().Length);
        foreach (var (from, column, to) in cells)
        {
            ContactState? state = from == "-" ? null : Enum.Parse<ContactState>(from);
            var result = ContactStateMachine.Apply(state, Enum.Parse<ContactEvent>(column), Everybody, AllGuards);

            (result.Applied?.To.ToString() ?? "-").ShouldBe(to, $"{from} {column}");
            if (!result.IsAllowed)
                result.Refusal!.Kind.ShouldBe(RefusalKind.WrongState);
        }
    }

    [Fact]
    public void EveryChildStateEventAndCase_LeadsWhereTheTableSays()
    {
        var cells = Cells(ChildMatrix);

        cells.Select(cell => (cell.From, cell.Column[..cell.Column.IndexOf('(', StringComparison.Ordinal)])).Distinct().Count()
            .ShouldBe(Enum.GetValues<ChildState>().Length * Enum.GetValues<ChildEvent>().Length);
        foreach (var (from, column, to) in cells)
        {
            var parts = column.TrimEnd(')').Split('(');
            var result = ContactStateMachine.Apply(
                Enum.Parse<ChildState>(from), Enum.Parse<ChildEvent>(parts[0]), Enum.Parse<TransitionCase>(parts[1]), Everybody, AllGuards);

            (result.Applied?.To.ToString() ?? "-").ShouldBe(to, $"{from} {column}");
        }
    }

    [Fact]
    public void EveryRow_RefusesEveryGroupItDoesNotName()
    {
        foreach (var row in ContactTransitions.Contact)
        {
            var may = ContactTransitions.Contact.Where(other => other.From == row.From && other.Event == row.Event)
                .Aggregate(ActorGroup.None, (groups, other) => groups | other.By);
            foreach (var group in SingleGroups())
                ContactStateMachine.Apply(row.From, row.Event, group, AllGuards).IsAllowed.ShouldBe((may & group) != 0, $"{row.From} {row.Event} {group}");
        }

        foreach (var row in ContactTransitions.Child)
        {
            foreach (var group in SingleGroups())
                ContactStateMachine.Apply(row.From!.Value, row.Event, row.Case, group, AllGuards).IsAllowed.ShouldBe((row.By & group) != 0, $"{row.From} {row.Event} {group}");
        }
    }

    [Fact]
    public void EveryRow_RefusesWhenAnyOfItsGuardsIsNotMet()
    {
        foreach (var row in ContactTransitions.Contact)
        {
            foreach (var guard in Guards.Each(row.Guards))
                Unmet(ContactStateMachine.Apply(row.From, row.Event, row.By, AllGuards & ~guard).Refusal, guard);
        }

        foreach (var row in ContactTransitions.Child)
        {
            foreach (var guard in Guards.Each(row.Guards))
                Unmet(ContactStateMachine.Apply(row.From!.Value, row.Event, row.Case, row.By, AllGuards & ~guard).Refusal, guard);
        }

        static void Unmet(Refusal? refusal, Guard guard)
        {
            refusal.ShouldNotBeNull();
            refusal.Kind.ShouldBe(RefusalKind.GuardNotMet);
            refusal.Unmet.ShouldBe(guard);
            refusal.Sentence.ShouldBe(Guards.Sentence(guard));
        }
    }

    [Fact]
    public void NoGuardSaidToHold_RefusesAllButWhatNeedsNone()
    {
        ContactStateMachine.Apply(null, ContactEvent.Submit, ActorGroup.Agency, Guard.None).Refusal!.Unmet
            .ShouldBe(Guard.ChildGiven | Guard.ConcernGiven | Guard.SourceGiven | Guard.ReferrerGiven);
        ContactStateMachine.Apply(ContactState.Received, ContactEvent.StartScreening, ActorGroup.SocialWorker, Guard.None).IsAllowed.ShouldBeTrue();
    }

    [Fact]
    public void NobodyAndOnlookers_MayDoNothing()
    {
        var onlookers = ActorGroups.Of(["auditor", "analyst", "privacy_lead", "data_steward", "admin", "scrutiny", "dscp_scrutineer"]);

        onlookers.ShouldBe(ActorGroup.None);
        ContactTransitions.Contact.ShouldAllBe(row => !ContactStateMachine.Apply(row.From, row.Event, onlookers, AllGuards).IsAllowed);
    }

    [Fact]
    public void EveryState_HasWordsAndEveryGuardASentence()
    {
        Enum.GetValues<ContactState>().ShouldAllBe(state => StateWords.Of(state).Length > 0);
        Enum.GetValues<ChildState>().ShouldAllBe(state => StateWords.Of(state).Length > 0);
        Enum.GetValues<ContactEvent>().ShouldAllBe(happening => EventWords.Of(happening).Length > 0);
        Enum.GetValues<ChildEvent>().ShouldAllBe(happening => EventWords.Of(happening).Length > 0);
        Enum.GetValues<Guard>().Where(guard => guard != Guard.None).ShouldAllBe(guard => Guards.Sentence(guard).EndsWith('.'));
    }

    [Fact]
    public void ClockEffects_FollowTheStatutoryTable()
    {
        Row(ContactEvent.Submit, null).Clocks.ShouldBe(ClockEffect.StartAcknowledge | ClockEffect.StartDecision | ClockEffect.RecomputeRag);
        Row(ContactEvent.Acknowledge, ContactState.Received).Clocks.ShouldBe(ClockEffect.StopAcknowledge);
        Row(ContactEvent.Withdraw, ContactState.Received).Clocks.ShouldBe(ClockEffect.StopAll);
        Row(ContactEvent.Withdraw, ContactState.Screening).Clocks.ShouldBe(ClockEffect.None);
        Row(ContactEvent.Withdraw, ContactState.Screening).Records.ShouldBe(RecordEffect.RecordWithdrawalRequest);
        Row(ContactEvent.AddInformation, ContactState.Decided).Records.ShouldBe(RecordEffect.RaiseNewInformation);

        var direct = Decide(TransitionCase.SignOffNotNeeded);
        direct.ShouldBe(ClockEffect.StopDecision | ClockEffect.StopRag | ClockEffect.StartFeedback);
        Decide(TransitionCase.SignOffNeeded).ShouldBe(ClockEffect.StartSignOff);
        ContactTransitions.Child.Single(row => row.Event == ChildEvent.ConfirmDecision).Clocks.ShouldBe(direct | ClockEffect.StopSignOff);
        ContactTransitions.Child.Single(row => row.Event == ChildEvent.ReturnDecision).Clocks.ShouldBe(ClockEffect.StopSignOff);

        static Transition<ContactState, ContactEvent> Row(ContactEvent happening, ContactState? from) =>
            ContactTransitions.Contact.First(row => row.Event == happening && row.From == from);
        static ClockEffect Decide(TransitionCase @case) =>
            ContactTransitions.Child.Single(row => row.Event == ChildEvent.Decide && row.Case == @case).Clocks;
    }

    private static IEnumerable<ActorGroup> SingleGroups() =>
        Enum.GetValues<ActorGroup>().Where(group => int.PopCount((int)group) == 1);

    private static List<(string From, string Column, string To)> Cells(string matrix)
    {
        var lines = matrix.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToList();
        return [.. lines.Skip(1).SelectMany(line => line.Skip(1).Select((to, index) => (line[0], lines[0][index + 1], to)))];
    }
}
