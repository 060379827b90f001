using System.Text;
using Mash.Hub.Access;

namespace Mash.Hub.Tests.Docs;

/// <summary>The chapter of docs/access.md that says of each role in plain words what it sees, does and never can: from the tables of the code.</summary>
internal static class AccessRoles
{
    /// <summary>What a role is for, and what follows from the tables that a reader should not have to work out.</summary>
    private static readonly Dictionary<string, (string For, string Never)> Words = new()
    {
        [Roles.ContactOfficer] = ("Takes contacts in by telephone, letter and form, keeps the queue moving and tells referrers.", "Screens, rates or decides."),
        [Roles.SocialWorker] = ("Screens contacts and rates their urgency.", "Decides, or lowers a red rating."),
        [Roles.SocialWorkerAsye] = ("Screens contacts in the first year after qualifying.", "Decides, or lowers a red rating. What they screened needs a second manager before it ends with no further action, advice or signposting."),
        [Roles.Manager] = ("Decides what happens for each child, and is the duty manager when the rota says so.", "Decides a contact that they recorded themselves, or confirms their own decision."),
        [Roles.EarlyHelpCoordinator] = ("Takes over children whom a decision routed to early help.", "Sees a contact before that decision, or one that was routed elsewhere. Screens, rates or decides."),
        [Roles.EmergencyDutyTeam] = ("Stands in outside office hours.", "Decides anything but a strategy discussion, or tells referrers."),
        [Roles.AssessmentManager] = ("Takes over children who were referred to social work.", "Sees a contact before that decision, or one that was routed elsewhere. Screens, rates or decides."),
        [Roles.Auditor] = ("Audits the quality of work. Samples are not built yet.", "Sees a contact by this role."),
        [Roles.Analyst] = ("Works with figures. Exports are not built yet.", "Sees a contact by this role."),
        [Roles.PrivacyLead] = ("Watches over access: reviews exceptions, keeps staff's interests.", "Sees a contact by this role alone, ends an interest of their own, or reviews an access of their own."),
        [Roles.DataSteward] = ("Looks after the quality of records. Merging is not built yet.", "Sees a contact by this role."),
        [Roles.Administrator] = ("Runs agencies, keys, accounts and the rota.", "Sees case content, or changes their own roles."),
        [Roles.Scrutiny] = ("Senior leaders and members who look at totals. Reports are not built yet.", "Sees a contact by this role."),
        [Roles.DscpScrutineer] = ("Scrutinises for the safeguarding partnership. Samples are not built yet.", "Sees a contact by this role."),
        [Roles.AgencyReferrer] = ("A person of a partner agency who sends contacts.", "Sees anything of another agency, or a decision before its feedback."),
        [Roles.AgencyResponder] = ("A person of a partner agency who answers the hub.", "Sees anything of another agency, or a decision before its feedback."),
        [Roles.AgencySupervisor] = ("Answers for the agency's referrers and responders.", "Sees anything of another agency, or a decision before its feedback."),
        [Roles.AgencyAdministrator] = ("Looks after the agency's own people.", "Sees case content, its own agency's included."),
    };

    /// <summary>The chapter, ending with a line feed.</summary>
    public static string Render(IReadOnlyDictionary<string, string> sentences)
    {
        Words.Keys.ShouldBe(Roles.Names.Keys.Concat(Roles.AgencyNames.Keys), ignoreOrder: true, "Every role is described in docs/access.md.");
        var text = new StringBuilder("### What each role sees, does and never can\n\n");
        foreach (var (code, name) in Roles.Names)
            Append(text, code, name, policy => policy.AnyPerson || policy.StaffRoles.Contains(code), sentences);
        foreach (var (code, name) in Roles.AgencyNames)
            Append(text, code, $"{name} of a partner agency", policy => policy.AnyPerson || policy.AgencyRoles.Contains(code), sentences);
        text.Append("#### An agency's system\n\n");
        text.Append("- **Sees:** ").Append(Sees(CaseRelationship.SentByOwnAgency)).Append('\n');
        text.Append("- **Does:** what its scopes say, below.\n- **Never:** Sees anything of another agency, or a decision before its feedback.\n\n");
        return text.ToString();
    }

    /// <summary>The rules of separation of duties.</summary>
    public static string Separation()
    {
        var text = new StringBuilder("### Two people for two steps\n\n| rule | name in the log |\n|---|---|\n");
        foreach (var rule in SeparationOfDuties.All)
            text.Append("| ").Append(rule.Document).Append(" | `").Append(rule.Reason).Append("` |\n");
        return text.Append('\n').ToString();
    }

    private static void Append(StringBuilder text, string code, string name, Func<RpcPolicy, bool> allows, IReadOnlyDictionary<string, string> sentences)
    {
        var (what, never) = Words[code];
        text.Append("#### ").Append(name).Append(" (`").Append(code).Append("`)\n\n").Append(what).Append("\n\n");
        text.Append("- **Sees:** ").Append(Sees(CaseRelationships.ByRole[code])).Append('\n');
        text.Append("- **Does:**\n");
        foreach (var (rpc, policy) in RpcPolicies.All.Where(policy => allows(policy.Value)).OrderBy(policy => policy.Key, StringComparer.Ordinal))
            text.Append("  - ").Append(sentences[rpc]).Append(policy.StepUp ? " *Confirms who they are first.*" : "").Append('\n');
        text.Append("- **Never:** ").Append(never).Append("\n\n");
    }

    private static string Sees(CaseRelationship by) => by switch
    {
        CaseRelationship.None => "no contact.",
        CaseRelationship.WorksTheQueue => "every contact of both councils, but for the exceptions above.",
        CaseRelationship.RoutedToEarlyHelp => "contacts in which a decision routed a child to early help, from that decision on, but for the exceptions above.",
        CaseRelationship.RoutedToAssessment => "contacts in which a decision routed a child to social work (referral, strategy discussion, case open already), from that decision on, but for the exceptions above.",
        CaseRelationship.SentByOwnAgency => "what its own agency sent and where that stands; a child's decision from its feedback on.",
        _ => throw new InvalidOperationException($"Say {by} in words."),
    };
}
