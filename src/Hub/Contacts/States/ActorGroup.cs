namespace Mash.Hub.Contacts.States;

/// <summary>Who acts, as far as the rules of a contact care. A person may be in several groups.</summary>
[Flags]
internal enum ActorGroup
{
    None = 0,
    Public = 1 << 0,

    /// <summary>People and machines of a partner agency.</summary>
    Agency = 1 << 1,
    ContactOfficer = 1 << 2,
    SocialWorker = 1 << 3,

    /// <summary>A social worker in the assessed and supported first year.</summary>
    FirstYearSocialWorker = 1 << 4,
    Manager = 1 << 5,
    EmergencyDutyTeam = 1 << 6,
    EarlyHelpCoordinator = 1 << 7,
    AssessmentManager = 1 << 8,
    LeadPractitioner = 1 << 9,

    /// <summary>The hub itself.</summary>
    System = 1 << 10,

    Screeners = SocialWorker | FirstYearSocialWorker | Manager | EmergencyDutyTeam,
    FrontDoor = Screeners | ContactOfficer,
    Submitters = Public | Agency | FrontDoor | EarlyHelpCoordinator | AssessmentManager | LeadPractitioner,
}

/// <summary>Turns the role codes that people hold into groups, and groups into words.</summary>
internal static class ActorGroups
{
    private static readonly Dictionary<string, ActorGroup> ByRole = new(StringComparer.Ordinal)
    {
        ["public"] = ActorGroup.Public,
        ["agency.referrer"] = ActorGroup.Agency,
        ["agency.responder"] = ActorGroup.Agency,
        ["agency.supervisor"] = ActorGroup.Agency,
        ["service"] = ActorGroup.Agency,
        ["contact_officer"] = ActorGroup.ContactOfficer,
        ["social_worker"] = ActorGroup.SocialWorker,
        ["social_worker_asye"] = ActorGroup.FirstYearSocialWorker,
        ["manager"] = ActorGroup.Manager,
        ["edt"] = ActorGroup.EmergencyDutyTeam,
        ["eh_coordinator"] = ActorGroup.EarlyHelpCoordinator,
        ["assessment_manager"] = ActorGroup.AssessmentManager,
        ["lead_practitioner"] = ActorGroup.LeadPractitioner,
    };

    private static readonly (ActorGroup Group, string Words)[] Names =
    [
        (ActorGroup.Public, "a member of the public"),
        (ActorGroup.Agency, "a partner agency"),
        (ActorGroup.ContactOfficer, "a contact officer"),
        (ActorGroup.SocialWorker, "a social worker"),
        (ActorGroup.Manager, "a MASH manager"),
        (ActorGroup.EmergencyDutyTeam, "the emergency duty team"),
        (ActorGroup.EarlyHelpCoordinator, "an early help coordinator"),
        (ActorGroup.AssessmentManager, "an assessment manager"),
        (ActorGroup.LeadPractitioner, "a lead practitioner"),
    ];

    /// <summary>The groups of role codes; roles that no rule of a contact names (for example auditor) give none.</summary>
    public static ActorGroup Of(IEnumerable<string> roles) =>
        roles.Aggregate(ActorGroup.None, (groups, role) => groups | ByRole.GetValueOrDefault(role));

    /// <summary>For example <c>a social worker or a MASH manager</c>.</summary>
    public static string Words(ActorGroup groups)
    {
        var words = Names.Where(name => groups.HasFlag(name.Group)).Select(name => name.Words).ToList();
        return words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words[..^1])} or {words[^1]}";
    }
}
