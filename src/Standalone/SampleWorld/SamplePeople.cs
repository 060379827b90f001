using Mash.Hub.Access;

namespace Mash.Standalone.SampleWorld;

/// <summary>A member of staff of the sample hub. Everybody is fictional.</summary>
/// <param name="Name">As shown to colleagues.</param>
/// <param name="Email">What is typed to sign in.</param>
/// <param name="Role">Role code.</param>
internal sealed record SamplePerson(string Name, string Email, string Role);

/// <summary>The people of the sample hub: at least one for each role.</summary>
internal static class SamplePeople
{
    public static readonly SamplePerson Administrator = new("Priya Nandakumar", "priya.nandakumar@mash.example", Roles.Administrator);

    public static readonly SamplePerson ContactOfficer = new("Owen Tallis", "owen.tallis@mash.example", Roles.ContactOfficer);

    public static readonly SamplePerson OutOfHours = new("Bronwen Sayle", "bronwen.sayle@mash.example", Roles.EmergencyDutyTeam);

    public static readonly IReadOnlyList<SamplePerson> Managers =
    [
        new("Ruth Adeyemi", "ruth.adeyemi@mash.example", Roles.Manager),
        new("Gareth Pilkington", "gareth.pilkington@mash.example", Roles.Manager),
    ];

    public static readonly IReadOnlyList<SamplePerson> SocialWorkers =
    [
        new("Kate Thorburn", "kate.thorburn@mash.example", Roles.SocialWorker),
        new("Imran Shah", "imran.shah@mash.example", Roles.SocialWorker),
        new("Marta Lis", "marta.lis@mash.example", Roles.SocialWorker),
        new("Dele Okafor", "dele.okafor@mash.example", Roles.SocialWorker),
    ];

    /// <summary>Everybody, those who are signed in most first.</summary>
    public static readonly IReadOnlyList<SamplePerson> All =
    [
        .. Managers,
        .. SocialWorkers,
        ContactOfficer,
        Administrator,
        OutOfHours,
        new("Hannah Brookes", "hannah.brookes@mash.example", Roles.SocialWorkerAsye),
        new("Tomasz Wierzbicki", "tomasz.wierzbicki@mash.example", Roles.EarlyHelpCoordinator),
        new("Lorna Eastbrook", "lorna.eastbrook@mash.example", Roles.AssessmentManager),
        new("Samuel Achterberg", "samuel.achterberg@mash.example", Roles.Auditor),
        new("Yasmin Rahimi", "yasmin.rahimi@mash.example", Roles.Analyst),
        new("Philippa Dunmore", "philippa.dunmore@mash.example", Roles.PrivacyLead),
        new("Callum Reith", "callum.reith@mash.example", Roles.DataSteward),
        new("Josephine Marchbank", "josephine.marchbank@mash.example", Roles.Scrutiny),
        new("Vikram Desai", "vikram.desai@mash.example", Roles.DscpScrutineer),
    ];
}
