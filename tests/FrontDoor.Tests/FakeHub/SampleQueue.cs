using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>A queue on a Friday afternoon. Everybody in it is made up.</summary>
internal static class SampleQueue
{
    private static readonly TimeSpan ToMonday = TimeSpan.FromMinutes((2 * 1440) + 1440 + 80);
    private static readonly TimeSpan WorkingLeft = new(9, 35, 0);

    public static ListContactsResponse Page() => new()
    {
        Counts = new QueueCounts { Late = 3, DueWithin2Hours = 4, Unallocated = 3, AwaitingSecondSignOff = 1, FeedbackDue = 2, Open = 11 },
        Contacts =
        {
            Row(SampleContact.Id.ToString(), Rag.Red, "6", "Kate Thorburn", At(0, 6, 0), Samples.Clock(ClockState.Late, new TimeSpan(-5, -40, 0)),
                "Bin fire in hall. Kelly Marshall asleep. Children in coats in one bed, no light upstairs…", CouncilArea.West,
                Child("Oscar Marshall", Day(2019, 5, 2), "Towcester", 5, AgeBand._5To9), Child("Jessica Marshall", Day(2014, 3, 9), "Towcester", 2, AgeBand._10To15),
                Child("Brandon Marshall", Day(2024, 6, 30), "Towcester", 4, AgeBand._1To4)),
            Row("2", Rag.Red, "8", "Kate Thorburn", At(0, 11, 15), Samples.Clock(ClockState.Late, TimeSpan.FromMinutes(-25)),
                "Kept without food on Wednesday and a deliverance night is planned on Friday…", CouncilArea.West, Child("Freddie Knight", Day(2014, 8, 1), "Northampton", 1, AgeBand._10To15)),
            Row("3", Rag.Red, "4", "Imran Shah", At(0, 11, 35), Samples.Clock(ClockState.Late, TimeSpan.FromMinutes(-5)),
                "Seen sitting on the stairwell at 23:40 and again at 02:00. A machete sheath was handed in…", CouncilArea.West, Child("Harry Barker", Day(2024, 2, 1), "Northampton", 2, AgeBand._1To4)),
            Row("4", Rag.Red, "3F", "Kate Thorburn", At(0, 11, 52), Samples.Clock(ClockState.Soon, TimeSpan.FromMinutes(12)),
                "Disclosed that a former step-parent touched him under clothing when he was younger…", CouncilArea.North, Child("Harrison Bennett", Day(2014, 1, 5), "Kettering", 1, AgeBand._10To15)),
            Row("5", Rag.Red, "1D", "", At(0, 12, 30), Samples.Clock(ClockState.Soon, TimeSpan.FromMinutes(50)),
                "Ask her what Jason did on Sunday with the kettle and why Skye wears tights in summer…", CouncilArea.West, Child("Skye Harris", Day(2023, 7, 7), "Northampton", 1, AgeBand._1To4)),
            Row("6", Rag.Blue, "2A", "Marta Lis", At(1, 13, 10), Samples.Clock(ClockState.Soon, TimeSpan.FromMinutes(80), kind: ClockKind.Decision),
                "Joined us in Year 9. Not yet registered with a GP or dentist…", CouncilArea.West, Child("Esther Ogunleye", Day(2013, 2, 2), "Northampton", 1, AgeBand._10To15)),
            Row("7", Rag.Unrated, "3D", "", At(0, 14, 5), Samples.Clock(ClockState.Running, ToMonday, true, WorkingLeft, ClockKind.Decision),
                "Booking at 22 weeks. Has attended three of six appointments…", CouncilArea.North, Unborn("Unborn baby Constantin")),
            Row("8", Rag.Amber, "6", "Imran Shah", At(0, 6, 0), Samples.Clock(ClockState.Running, ToMonday, true, WorkingLeft),
                "Dialled 999 and pressed 55. Her phone was in pieces. George not seen because ‘sleeping’…", CouncilArea.North,
                Child("Lola Robinson", Day(2022, 9, 9), "Irthlingborough", 4, AgeBand._1To4), Child("George Robinson", Day(2026, 4, 15), "Irthlingborough", 1, AgeBand.Under1)),
        },
    };

    private static ContactSummary Row(string id, Rag rag, string source, string with, Google.Protobuf.WellKnownTypes.Timestamp received, Clock clock, string words, CouncilArea area, params ChildSummary[] children)
    {
        var row = new ContactSummary
        {
            ContactId = id.Length > 1 ? id : $"0198c000-0000-7000-8000-00000000000{id}",
            Reference = $"C-7K3M-92Q{id[0]}",
            State = ContactState.Screening,
            Rag = rag,
            SourceCode = source,
            ScreenerName = with,
            ReceivedTime = received,
            EarliestClock = clock,
            FirstWords = words,
            CouncilArea = area,
            ReferrerRed = rag == Rag.Unrated,
            NewInformation = children.Length == 3,
        };
        row.Children.AddRange(children);
        return row;
    }

    private static ChildSummary Child(string name, Date born, string town, int contacts, AgeBand band) =>
        new() { DisplayName = name, DateOfBirth = born, Town = town, ContactsIn12Months = contacts, AgeBand = band, State = ChildState.AwaitingDecision };

    private static ChildSummary Unborn(string name) =>
        new() { DisplayName = name, ExpectedDeliveryDate = Day(2026, 12, 22), Town = "Wellingborough", AgeBand = AgeBand.Unborn, ContactsIn12Months = 1 };
}
