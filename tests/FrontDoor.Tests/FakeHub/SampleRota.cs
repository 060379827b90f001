using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>The rota of the made-up week.</summary>
internal static class SampleRota
{
    public const string DutyId = "0198c000-0000-7000-8000-0000000000d1";
    public const string RuthId = "0198c000-0000-7000-8000-0000000000f1";
    public const string TomId = "0198c000-0000-7000-8000-0000000000f2";

    public static ListDutyResponse Week() => new()
    {
        RotaNamesSomebody = true,
        OnDutyNow = { new StaffMember { AccountId = RuthId, Name = "Ruth Adeyemi" } },
        Managers = { new StaffMember { AccountId = RuthId, Name = "Ruth Adeyemi" }, new StaffMember { AccountId = TomId, Name = "Tom Ellis" } },
        Duties =
        {
            Duty("0198c000-0000-7000-8000-0000000000d0", TomId, "Tom Ellis", -1, 8, 17),
            Duty(DutyId, RuthId, "Ruth Adeyemi", 0, 8, 17),
            Duty("0198c000-0000-7000-8000-0000000000d2", TomId, "Tom Ellis", 0, 17, 32),
        },
    };

    private static Duty Duty(string id, string accountId, string name, int day, int from, int to) => new()
    {
        DutyId = id, AccountId = accountId, Name = name, FromTime = At(day, from), ToTime = At(day, to),
    };

    private static Timestamp At(int day, int hour) => Timestamp.FromDateTimeOffset(new DateTimeOffset(Samples.Now.Date, TimeSpan.Zero).AddDays(day).AddHours(hour));
}
