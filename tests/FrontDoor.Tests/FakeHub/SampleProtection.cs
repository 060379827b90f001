using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>A restricted record, an emergency access and what a look-up finds, all made up.</summary>
internal static class SampleProtection
{
    public const string RestrictionId = "0198c000-0000-7000-8000-0000000000f1";
    public const string BreakGlassId = "0198c000-0000-7000-8000-0000000000f2";
    public const string PersonId = "0198c000-0000-7000-8000-0000000000f3";

    public static void Set(FakeCalls hub)
    {
        hub.On<ListRestrictionsRequest>(_ => new ListRestrictionsResponse { Restrictions = { Restriction(), Due() } });
        hub.On<GetRestrictionRequest>(_ => new GetRestrictionResponse { Restriction = Whole(), Candidates = { new StaffChoice { AccountId = PersonId, Name = "Nia Cole", Roles = "Social worker" } } });
        hub.On<ListStaffRequest>(_ => new ListStaffResponse { Staff = { new StaffChoice { AccountId = PersonId, Name = "Nia Cole", Roles = "Social worker" } } });
        hub.On<RequestRestrictionRequest>(_ => new RequestRestrictionResponse { RestrictionId = RestrictionId, State = RestrictionState.Requested });
        hub.On<DecideRestrictionRequest>(_ => new DecideRestrictionResponse { State = RestrictionState.Active });
        hub.On<ReviewRestrictionRequest>(_ => new ReviewRestrictionResponse { State = RestrictionState.Active });
        hub.On<GrantAccessRequest>(_ => new GrantAccessResponse());
        hub.On<EndAccessRequest>(_ => new EndAccessResponse());
        hub.On<RequestAccessRequest>(_ => new RequestAccessResponse());
        hub.On<ListBreakGlassRequest>(_ => new ListBreakGlassResponse { Items = { Access() } });
        hub.On<OpenBreakGlassRequest>(_ => new OpenBreakGlassResponse { BreakGlassId = BreakGlassId, ContactId = SampleContact.Id.ToString() });
        hub.On<CloseBreakGlassRequest>(_ => new CloseBreakGlassResponse());
        hub.On<ReviewBreakGlassRequest>(_ => new ReviewBreakGlassResponse());
        hub.On<LookUpPersonRequest>(_ => new LookUpPersonResponse { Contacts = { SampleContact.Marshall(SampleContact.Id).History } });
        hub.On<GetProtectedAddressRequest>(_ => new GetProtectedAddressResponse
        {
            Address = new Address { Lines = { SampleContact.SecretStreet }, Town = "Corby", Postcode = "NN17 9XX", Confidential = true },
        });
    }

    /// <summary>Waits for a decision.</summary>
    public static Restriction Restriction() => new()
    {
        RestrictionId = RestrictionId,
        Label = RestrictionLabel.Staff,
        State = RestrictionState.Requested,
        ContactReferences = { "C-7K3M9-2QDXA", "C-3ZW8P-0HH4T" },
        OpenContactIds = { SampleContact.Id.ToString(), "" },
        RequestedBy = "Olive Tan",
        RequestedTime = At(0, 9, 5),
        ConcernsName = "Tom Ellis",
        MayDecide = true,
        MayManage = true,
    };

    private static Restriction Due() => new()
    {
        RestrictionId = "0198c000-0000-7000-8000-0000000000f4",
        Label = RestrictionLabel.Adoption,
        State = RestrictionState.Active,
        ContactReferences = { "C-90XQT-7B21M" },
        OpenContactIds = { "" },
        RequestedTime = At(95, 11, 0),
        Emergency = true,
        ReviewDueTime = At(4, 11, 0),
        ReviewDue = true,
    };

    private static Restriction Whole()
    {
        var restriction = Restriction();
        restriction.Notes.Add(new RestrictionNote { Act = "Asked for", Words = "The mother works in our payments team.", Author = "Olive Tan", Time = At(0, 9, 5) });
        restriction.People.Add(new NamedPerson { AccountId = PersonId, Name = "Olive Tan", Roles = "Social worker", SinceTime = At(0, 9, 5) });
        return restriction;
    }

    /// <summary>An attempt on a record in which the person has an interest.</summary>
    public static BreakGlass Refused()
    {
        var refused = Access();
        refused.RefusedForInterest = true;
        (refused.ExpireTime, refused.SecondsLeft, refused.Looks) = (refused.OpenedTime, 0, 0);
        return refused;
    }

    private static BreakGlass Access() => new()
    {
        BreakGlassId = BreakGlassId,
        ContactId = SampleContact.Id.ToString(),
        ContactReference = SampleContact.Reference,
        OpenedBy = "Sol Haworth",
        Reason = "The police are at the door and ask whether the children are safe at this address.",
        OpenedTime = At(0, 15, 10),
        ExpireTime = At(0, 16, 10),
        SecondsLeft = 1800,
        Looks = 3,
        MayReview = true,
    };
}
