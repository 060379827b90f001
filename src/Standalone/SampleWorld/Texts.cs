using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>What the sample staff write. Composed from a record's own words and from sentences written for this replay.</summary>
internal static class Texts
{
    public static string Rating(SampleContact contact, Rag rag)
    {
        var chance = new Chance(contact.Reference);
        return rag switch
        {
            Rag.Red => chance.Of("rate-words",
            [
                "What is described is harm now or very soon. The parent's account does not explain it, and I cannot say that the child is safe tonight.",
                "Immediate: the person of concern can reach the child and nobody protective is named. A strategy discussion must be possible today.",
                "Red on what is written here alone. The history adds to it. I have told the manager on duty by telephone.",
            ]),
            Rag.Amber => chance.Of("rate-words",
            [
                "Serious, and not of this hour: somebody protective is with the child and a professional sees them this week. It needs agencies' pictures before a decision.",
                "The pattern worries me more than the event. No sign that the child is in danger today; the next days matter.",
                "Needs a decision within the day. Others have tried and it has not held.",
            ]),
            Rag.Green => chance.Of("rate-words",
            [
                "A need, and a family who talk to us. Nothing here says that the child is unsafe at home.",
                "One event, dealt with by the parent the same day. Worth offering help before it grows.",
                "The worry is real and the network around the child is good. Early help looks right; to be confirmed by the manager.",
            ]),
            _ => chance.Of("rate-words",
            [
                "Nothing in this reaches a threshold for sharing. Kept so that a pattern would show.",
                "A disagreement between adults. The child was seen, well, and had nothing to say about it.",
                "Information only. The referrer has already given the family what they need.",
            ]),
        };
    }

    /// <summary>Why the decision is right for this child.</summary>
    public static string Rationale(SampleContact contact, int child, int level, Outcome outcome)
    {
        var chance = new Chance(contact.Reference + child);
        return string.Join(' ', new[]
        {
            Life(contact.Details, child, chance),
            OfLevel(level, chance),
            Network(contact.Details, chance),
            OfOutcome(outcome, chance),
        }.Where(sentence => sentence.Length > 0));
    }

    /// <summary>What the referrer is told.</summary>
    public static string Feedback(SampleContact contact, Outcome outcome)
    {
        var thanks = new Chance(contact.Reference).Of("thanks",
        [
            "Thank you for telling us.", "Thank you: what you wrote was clear and made a difference to the decision.", "Thank you for your contact and for what you have done already.",
        ]);
        return thanks + " " + outcome switch
        {
            Outcome.StrategyDiscussion => "We are holding a strategy discussion today. You may be invited; if so, bring what you know first hand. Please do not speak to the family about it until you hear from us.",
            Outcome.Referral => "A social worker will see the child and family for an assessment. They will ring you first. Go on with what you do, and tell us at once if anything changes.",
            Outcome.EarlyHelp => "We are offering the family early help. A coordinator will be in touch with them within five working days and may ask you to join the plan.",
            Outcome.RoutedOpenCase => "The family has a social worker already. What you told us is with them, and they will answer you.",
            Outcome.Signpost => "We have pointed the family to a service near them. Please keep an eye on how things go and come back if they do not improve.",
            Outcome.Advice => "This does not need us now. Our advice is to talk it through with the family, agree one change, and look again in four weeks.",
            _ => "We looked at this with the history we hold and are taking no further action. Please contact us again if you learn more.",
        };
    }

    private static string Life(ContactDetails details, int child, Chance chance)
    {
        var one = details.Children[child];
        var name = one.Name?.Given is { Length: > 0 } given ? given : one.Unborn ? "this baby" : "this child";
        if (one.Voice?.Words is { Length: > 0 and < 300 } words)
            return $"In {name}'s own words: “{words.Trim()}”";
        if (one.Unborn)
            return "The baby is not born yet; what counts is whether there is time and will to make things safe before the birth.";
        return chance.Of("life",
        [
            $"Nobody has asked {name} what life is like at home, and whoever sees {name} next must.",
            $"What we know of {name}'s day comes from adults only. I have read it with that in mind.",
            $"{name} was seen but not spoken to alone; that limits what this decision can rest on.",
        ]);
    }

    private static string OfLevel(int level, Chance chance) => level switch
    {
        4 => chance.Of("level",
        [
            "The harm described is significant, or likely to be, and the adults who should protect are its cause or cannot stop it.",
            "Taken with earlier contacts this is not an accident of one day. The threshold for significant harm is met.",
            "There is no version of this account in which the child is safe without us. Consent is not what decides it.",
        ]),
        3 => chance.Of("level",
        [
            "Several needs meet here and single services have not changed them. It is short of significant harm, and it will not stay there by itself.",
            "The child's health and development are being held back. The parents see part of it and will need more than advice.",
            "I weighed level 4: there is a protective adult who acts, and no injury or threat to the child. Level 3 with a clear plan is proportionate.",
        ]),
        2 => chance.Of("level",
        [
            "There is an extra need that one or two services can meet if somebody brings them together with the family.",
            "The parents noticed this themselves and are asking for help. That is a strength to build on, not a risk to assess.",
            "The event is small; the strain on the household is not. Help now is better than a second contact in a month.",
        ]),
        _ => chance.Of("level",
        [
            "Care is ordinary and good enough. I looked for a pattern in the history and there is none.",
            "What was seen has an ordinary explanation which fits the child's age and the account.",
            "The concern is about adults. It does not reach the child, and the people around the child agree.",
        ]),
    };

    private static string Network(ContactDetails details, Chance chance) => details.FamilyAwareness switch
    {
        { Aware: true } => chance.Of("network",
            ["The family knows of this contact.", "The family knows, and their view is in the contact.", "The parents were told by the referrer and took it calmly enough to talk."]),
        { Aware: false } => "The family does not know of this contact; the reason given stands for now.",
        _ => "",
    };

    private static string OfOutcome(Outcome outcome, Chance chance) => outcome switch
    {
        Outcome.StrategyDiscussion => chance.Of("next",
        [
            "Strategy discussion today with police and health; no visit before it, unless we hear that the child is alone with the person of concern.",
            "Section 47 threshold met. Police to hold back contact with the household until the discussion has agreed who goes and when.",
        ]),
        Outcome.Referral => chance.Of("next",
        [
            "Assessment under section 17, the child to be seen at home and at school, alone, within five working days.",
            "Referral to the assessment team. They should begin with the person whom the child talks to.",
        ]),
        Outcome.EarlyHelp => chance.Of("next",
        [
            "Early help with a lead practitioner whom the family chooses. If they decline, the referrer is to tell us and we look again.",
            "Targeted early help: one plan, one person to ring, reviewed in six weeks.",
        ]),
        Outcome.RoutedOpenCase => "There is an allocated worker. Routed to them today with this contact in full.",
        Outcome.Signpost => "The family hub near them can do this without us. Details given to the referrer to pass on.",
        Outcome.Advice => "Advice to the referrer on what to watch for and when to come back.",
        _ => "No further action. The referrer knows what would change this.",
    };
}
