using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>People with accounts, all made up.</summary>
internal static class SamplePeople
{
    public const string NadiaId = "0198c000-0000-7000-8000-0000000000b1";

    public static Account Nadia(string id = NadiaId) => new()
    {
        AccountId = id,
        Name = "Nadia Osei",
        Email = "nadia.osei@mash.example",
        State = AccountState.Open,
        Roles = { Role("manager", "MASH manager"), Role("contact_officer", "Contact officer") },
        CreatedTime = At(40, 9, 0),
        InvitedTime = At(40, 9, 0),
        LastUsedTime = At(0, 14, 0),
        DormantTime = At(-90, 14, 0),
    };

    public static ListAccountsResponse All()
    {
        var invited = Nadia("0198c000-0000-7000-8000-0000000000b2");
        invited.Name = "Oluwaseun Adebayo-Featherstonehaugh";
        invited.State = AccountState.Invited;
        invited.LastUsedTime = null;
        var closed = Nadia("0198c000-0000-7000-8000-0000000000b3");
        closed.Name = "Siân O’Neill";
        closed.State = AccountState.Disabled;
        closed.DisabledReason = DisabledReason.Dormant;
        closed.DisabledTime = At(3, 9, 0);
        closed.AgencyId = SampleOffice.AgencyId;
        closed.AgencyName = "Yarrowmead Primary School";
        closed.Roles.Clear();
        closed.Roles.Add(Role("agency.referrer", "Referrer"));
        return new ListAccountsResponse { Accounts = { Nadia(), invited, closed } };
    }

    public static ListOwnSignInsResponse History() => new()
    {
        SignIns =
        {
            new V1.SignIn { Time = At(0, 8, 45), Method = SignInMethod.Passkey, Succeeded = true, Browser = "Firefox on Windows" },
            new V1.SignIn { Time = At(1, 22, 10), Method = SignInMethod.Password, Locked = true, Browser = "Chrome on Android" },
            new V1.SignIn { Time = At(1, 8, 51), Method = SignInMethod.PasswordAndCode, Succeeded = true, Browser = "Chrome on Android" },
        },
    };

    private static AccountRole Role(string role, string name) => new() { Role = role, RoleName = name, GrantedTime = At(40, 9, 0) };
}
