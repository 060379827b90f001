using Grpc.Core;
using Mash.V1;

namespace Mash.FrontDoor.Tests.FakeHub;

internal sealed class FakeRestriction(FakeCalls calls) : RestrictionService.RestrictionServiceBase
{
    public override Task<RequestRestrictionResponse> RequestRestriction(RequestRestrictionRequest request, ServerCallContext context) => calls.Answer<RequestRestrictionResponse>(request, context);

    public override Task<DecideRestrictionResponse> DecideRestriction(DecideRestrictionRequest request, ServerCallContext context) => calls.Answer<DecideRestrictionResponse>(request, context);

    public override Task<ListRestrictionsResponse> ListRestrictions(ListRestrictionsRequest request, ServerCallContext context) => calls.Answer<ListRestrictionsResponse>(request, context);

    public override Task<GetRestrictionResponse> GetRestriction(GetRestrictionRequest request, ServerCallContext context) => calls.Answer<GetRestrictionResponse>(request, context);

    public override Task<GrantAccessResponse> GrantAccess(GrantAccessRequest request, ServerCallContext context) => calls.Answer<GrantAccessResponse>(request, context);

    public override Task<EndAccessResponse> EndAccess(EndAccessRequest request, ServerCallContext context) => calls.Answer<EndAccessResponse>(request, context);

    public override Task<RequestAccessResponse> RequestAccess(RequestAccessRequest request, ServerCallContext context) => calls.Answer<RequestAccessResponse>(request, context);

    public override Task<ReviewRestrictionResponse> ReviewRestriction(ReviewRestrictionRequest request, ServerCallContext context) => calls.Answer<ReviewRestrictionResponse>(request, context);
}

internal sealed class FakeBreakGlass(FakeCalls calls) : BreakGlassService.BreakGlassServiceBase
{
    public override Task<OpenBreakGlassResponse> OpenBreakGlass(OpenBreakGlassRequest request, ServerCallContext context) => calls.Answer<OpenBreakGlassResponse>(request, context);

    public override Task<CloseBreakGlassResponse> CloseBreakGlass(CloseBreakGlassRequest request, ServerCallContext context) => calls.Answer<CloseBreakGlassResponse>(request, context);

    public override Task<ListBreakGlassResponse> ListBreakGlass(ListBreakGlassRequest request, ServerCallContext context) => calls.Answer<ListBreakGlassResponse>(request, context);

    public override Task<ReviewBreakGlassResponse> ReviewBreakGlass(ReviewBreakGlassRequest request, ServerCallContext context) => calls.Answer<ReviewBreakGlassResponse>(request, context);
}

internal sealed class FakePerson(FakeCalls calls) : PersonService.PersonServiceBase
{
    public override Task<LookUpPersonResponse> LookUpPerson(LookUpPersonRequest request, ServerCallContext context) => calls.Answer<LookUpPersonResponse>(request, context);
}
