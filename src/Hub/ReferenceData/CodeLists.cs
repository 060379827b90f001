namespace Mash.Hub.ReferenceData;

/// <summary>The code lists of the front door: those of the children in need census and Annex A, and the hub's own.</summary>
internal static class CodeLists
{
    /// <summary>Source of contact and referral, 1A to 10 (CIN rule 8866).</summary>
    public static CodeList ContactSource { get; } = CodeList.Load("contact-source.json");

    /// <summary>Primary need, N1 to N0, in the order that settles a tie.</summary>
    public static CodeList PrimaryNeed { get; } = CodeList.Load("primary-need.json");

    /// <summary>Reason for closure, RC1 to RC9.</summary>
    public static CodeList ClosureReason { get; } = CodeList.Load("closure-reason.json");

    /// <summary>Factors at the end of assessment; the hub uses them as categories of concern from the first screen.</summary>
    public static CodeList AssessmentFactor { get; } = CodeList.Load("assessment-factor.json");

    /// <summary>Ethnicity, four letters. It comes from the child or parent, never from a guess.</summary>
    public static CodeList Ethnicity { get; } = CodeList.Load("ethnicity.json");

    /// <summary>Disability; NONE excludes all others.</summary>
    public static CodeList Disability { get; } = CodeList.Load("disability.json");

    /// <summary>Sex; an unborn child is U (CIN rules 4180 and 8750).</summary>
    public static CodeList Sex { get; } = CodeList.Load("sex.json");

    /// <summary>Category of abuse.</summary>
    public static CodeList AbuseCategory { get; } = CodeList.Load("abuse-category.json");

    /// <summary>Why there is no UPN.</summary>
    public static CodeList UpnUnknownReason { get; } = CodeList.Load("upn-unknown-reason.json");

    /// <summary>Type of special educational need.</summary>
    public static CodeList SenType { get; } = CodeList.Load("sen-type.json");

    /// <summary>Outcome of a contact in the Standard Safeguarding Dataset.</summary>
    public static CodeList ContactOutcome { get; } = CodeList.Load("contact-outcome.json");

    /// <summary>Outcome of a referral in the Standard Safeguarding Dataset.</summary>
    public static CodeList ReferralOutcome { get; } = CodeList.Load("referral-outcome.json");

    /// <summary>Outcome of a section 47 enquiry.</summary>
    public static CodeList Section47Outcome { get; } = CodeList.Load("section47-outcome.json");

    /// <summary>The two councils by ONS code.</summary>
    public static CodeList Council { get; } = CodeList.Load("council.json");

    /// <summary>RAG by the names of <see cref="ReferenceData.Rag"/> in capitals.</summary>
    public static CodeList RagRating { get; } = CodeList.Load("rag.json");

    /// <summary>Level of need, 1 to 4.</summary>
    public static CodeList LevelOfNeed { get; } = CodeList.Load("level-of-need.json");

    /// <summary>What a threshold decision leads to.</summary>
    public static CodeList DecisionOutcome { get; } = CodeList.Load("decision-outcome.json");
}
