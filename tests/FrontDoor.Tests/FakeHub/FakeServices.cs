using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Mash.V1;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>Answers each call of every service below, before its method is reached, with what the test set.</summary>
internal sealed class FakeAnswers(FakeCalls calls) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        => calls.Answer<TResponse>((IMessage)request, context);
}

internal sealed class FakeAccess : AccessService.AccessServiceBase;

internal sealed class FakeContact : ContactService.ContactServiceBase;

internal sealed class FakeScreening : ScreeningService.ScreeningServiceBase;

internal sealed class FakeDecision : DecisionService.DecisionServiceBase;

internal sealed class FakeAlert : AlertService.AlertServiceBase;

internal sealed class FakeInterest : InterestService.InterestServiceBase;

internal sealed class FakeRota : RotaService.RotaServiceBase;

internal sealed class FakeMessage : MessageService.MessageServiceBase;

internal sealed class FakeUnusualAccess : UnusualAccessService.UnusualAccessServiceBase;

internal sealed class FakeAgency : AgencyService.AgencyServiceBase;

internal sealed class FakeSession : SessionService.SessionServiceBase;

internal sealed class FakeAccount : AccountService.AccountServiceBase;

internal sealed class FakeRestriction : RestrictionService.RestrictionServiceBase;

internal sealed class FakeBreakGlass : BreakGlassService.BreakGlassServiceBase;

internal sealed class FakePerson : PersonService.PersonServiceBase;
