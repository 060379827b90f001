namespace Mash.FrontDoor.Display;

/// <summary>Fields of a contact in words, for gaps.</summary>
internal static class Fields
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["name"] = "name", ["date_of_birth"] = "date of birth", ["ethnicity"] = "ethnicity", ["first_language"] = "first language",
        ["nhs_number"] = "NHS number", ["upn"] = "unique pupil number", ["has_ehcp"] = "education, health and care plan", ["gp_practice_ods"] = "GP practice",
        ["voice"] = "voice", ["words"] = "own words", ["seen"] = "whether anybody saw the child", ["seen_alone"] = "whether the child was seen alone",
        ["observed_behaviour"] = "behaviour as observed", ["day_in_the_life"] = "a day in the child’s life", ["how_obtained"] = "how the words were obtained",
        ["education"] = "school, college or nursery", ["lives_with_child"] = "whether they live with the child", ["safe_contact"] = "how to reach them safely",
        ["telephones"] = "telephone", ["addresses"] = "address", ["people"] = "people around the child", ["parent_views"] = "parents’ view",
        ["family_awareness"] = "whether the family knows", ["service_agreement"] = "agreement to a service", ["worker_risks"] = "risks to workers",
        ["signs_of_safety"] = "the referrer’s Signs of Safety", ["incident_time"] = "when it happened", ["referrer_level"] = "the referrer’s view of the level",
        ["interpreter_needed"] = "whether an interpreter is needed", ["current_location"] = "where the child is now", ["position_of_trust"] = "work with children",
        ["was_not_brought_count"] = "appointments not brought to", ["domestic_abuse_risk"] = "domestic abuse risk (DASH)",
    };

    /// <summary>Such as "first language"; a field without words of its own is read from its name.</summary>
    public static string Of(string field) => Words.GetValueOrDefault(field, field.Replace('_', ' '));
}
