using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>Interests, all made up, as a privacy lead sees them.</summary>
internal static class SampleInterests
{
    public const string RelativeId = "0198c000-0000-7000-8000-0000000000a1";
    public const string KateId = "0198c000-0000-7000-8000-0000000000f3";

    public static ListInterestsResponse Of(string accountId) => new()
    {
        Own = accountId.Length == 0,
        Person = accountId.Length == 0 ? new StaffMember { AccountId = SampleRota.RuthId, Name = "Ruth Adeyemi" } : new StaffMember { AccountId = KateId, Name = "Kate Thorburn" },
        People = { new StaffMember { AccountId = KateId, Name = "Kate Thorburn" }, new StaffMember { AccountId = SampleRota.RuthId, Name = "Ruth Adeyemi" } },
        Interests =
        {
            new Interest
            {
                InterestId = RelativeId, Subject = InterestSubject.Relative, GivenName = "Mabel Rose", FamilyName = "Thorburn", OtherNames = { "Mabel Rose Quill" },
                DateOfBirth = Day(2016, 5, 14), DeclaredTime = At(20, 9, 10), DeclaredBy = "Kate Thorburn",
            },
            new Interest
            {
                InterestId = "0198c000-0000-7000-8000-0000000000a2", Subject = InterestSubject.Home, AddressLine = "12 Sorrel Close", Postcode = "NN9 5QB",
                DeclaredTime = At(20, 9, 12), DeclaredBy = "Kate Thorburn",
            },
        },
    };
}
