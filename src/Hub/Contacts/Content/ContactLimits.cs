namespace Mash.Hub.Contacts.Content;

/// <summary>
/// Limits of a contact's content, as the comments of mash.v1 state them. Lengths count characters as people do in Unicode: code points,
/// so that an emoji is one and not two.
/// </summary>
internal static class ContactLimits
{
    public const int Children = 20;
    public const int People = 40;
    public const int Professionals = 20;
    public const int ParentViews = 10;
    public const int WorkerRisks = 10;
    public const int AlreadyTried = 20;
    public const int Addresses = 10;
    public const int AddressLines = 4;
    public const int Injuries = 50;
    public const int Statements = 50;
    public const int Categories = 20;
    public const int Disabilities = 20;
    public const int OtherNames = 10;
    public const int Telephones = 5;
    public const int SignsOfSafetyLines = 20;

    /// <summary>More than any message has fields.</summary>
    public const int Gaps = 50;

    public const int Narrative = 20_000;
    public const int LongText = 5_000;
    public const int Text = 2_000;
    public const int Note = 1_000;
    public const int ShortNote = 500;
    public const int Title = 200;
    public const int Name = 100;
    public const int Word = 50;
    public const int Code = 20;
    public const int Email = 254;

    public const int ChildAge = 25;
    public const int PersonAge = 120;

    /// <summary>Days before receipt that an expected date of delivery may lie (CIN rule 8530Q).</summary>
    public const int DeliveryDaysBefore = 30;

    /// <summary>Days after receipt that an expected date of delivery may lie.</summary>
    public const int DeliveryDaysAfter = 300;

    /// <summary>How far a sender's clock may run before the hub's.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);
}
