using System.Net;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.HubClients;

public sealed class HubFailureTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string ContactPath = $"/contacts/{SampleContact.Id}";

    [Theory]
    [InlineData(StatusCode.NotFound, HttpStatusCode.NotFound, "Page not found")]
    [InlineData(StatusCode.PermissionDenied, HttpStatusCode.Forbidden, "You cannot open this page")]
    [InlineData(StatusCode.InvalidArgument, HttpStatusCode.BadRequest, "We could not read that request")]
    [InlineData(StatusCode.Unauthenticated, HttpStatusCode.Forbidden, "You cannot open this page")]
    [InlineData(StatusCode.Unavailable, HttpStatusCode.ServiceUnavailable, "The hub cannot be reached")]
    [InlineData(StatusCode.Internal, HttpStatusCode.InternalServerError, "Something went wrong here")]
    public async Task RefusalThatThePageCannotAnswer_BecomesItsErrorPage(StatusCode refusal, HttpStatusCode status, string words)
    {
        host.Reset();
        host.Hub.Refuse<GetContactRequest>(refusal, "No.");
        var answer = await host.GetAsync(ContactPath);
        answer.Status.ShouldBe(status);
        answer.Text.ShouldContain(words);
        // A refusal keeps the way back; where the hub itself fails it is not asked for the frame.
        (answer.Document.QuerySelector("nav a[href='/queue']") is not null).ShouldBe(status < HttpStatusCode.InternalServerError);
    }

    [Fact]
    public async Task EveryCall_CarriesThePersonsOwnToken()
    {
        host.Reset();
        await host.GetAsync(ContactPath);
        host.Hub.TokenOf<GetMeRequest>().ShouldBe("Bearer token-of-ruth");
        host.Hub.TokenOf<GetContactRequest>().ShouldBe("Bearer token-of-ruth");
    }

    [Fact]
    public async Task OnePage_AsksOnceWhoThePersonIs()
    {
        host.Reset();
        await host.GetAsync(ContactPath);
        host.Hub.Received<GetMeRequest>().Count.ShouldBe(1);
    }
}
