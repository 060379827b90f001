using System.Net;
using System.Security.Claims;
using Grpc.Core;
using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Pages.Confirm;
using Mash.FrontDoor.SignIn;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.FrontDoor.Tests.HubClients;

public sealed class StepUpTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly SignInSettings Settings = new() { Issuer = new Uri("http://localhost:5081/staff"), PrivateKeyFile = "unused.pem" };

    [Theory]
    [InlineData("GET", 299, "urn:mash:acr:mfa", false)]
    [InlineData("GET", 299, "urn:mash:acr:passkey", false)]
    [InlineData("GET", 301, "urn:mash:acr:passkey", true)]
    [InlineData("GET", 10, "urn:mash:acr:password", true)]
    [InlineData("GET", 10, null, true)]
    [InlineData("HEAD", 301, "urn:mash:acr:mfa", true)]
    [InlineData("POST", 3600, "urn:mash:acr:password", false)]
    public async Task Page_AsksForAFreshAndStrongSignInWhenItIsOpened(string method, int secondsAgo, string? acr, bool asks)
    {
        var result = await OpenAsync(method, DateTimeOffset.UtcNow.AddSeconds(-secondsAgo), acr);

        (result is not null).ShouldBe(asks);
        if (result is null)
            return;
        result.AuthenticationSchemes.ShouldBe([SignInHandler.SchemeName]);
        var demand = SignInDemand.Of(result.Properties!)!;
        demand.MaxAge.ShouldBe(TimeSpan.FromMinutes(5));
        demand.Contexts.ShouldBe(["urn:mash:acr:passkey", "urn:mash:acr:mfa"]);
        demand.Subject.ShouldBe("ruth");
    }

    [Fact]
    public void ContextOfAnotherClaimThanAcr_IsAskedForByItsName()
    {
        Dictionary<string, string> Asked(string claim, params string[] contexts)
        {
            var request = new Dictionary<string, string>();
            new SignInDemand(TimeSpan.FromMinutes(5), contexts, null).AddTo(request, claim);
            return request;
        }

        Asked("acrs", "c1")["claims"].ShouldBe("""{"id_token":{"acrs":{"essential":true,"value":"c1"}},"access_token":{"acrs":{"essential":true,"value":"c1"}}}""");
        Asked("amr", "mfa", "hwk")["claims"].ShouldStartWith("""{"id_token":{"amr":{"essential":true,"values":["mfa","hwk"]}},""");
        Asked("acr", "2").Keys.ShouldBe(["max_age", "acr_values"]);
    }

    [Fact]
    public async Task FormThatTheHubRefusesUntilConfirmed_KeepsWhatWasTypedAndLeadsToATab()
    {
        host.Reset();
        host.Hub.Refuse<SendFeedbackRequest>(StatusCode.Unauthenticated, "STEP_UP_REQUIRED", "Confirm who you are.");

        var answer = await host.PostAsync($"/contacts/{SampleContact.Id}/feedback", ("Text", "The words that were typed."));

        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Document.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain(HubPage.NeedsConfirmingFirst);
        answer.Document.QuerySelector("main")!.InnerHtml.ShouldContain("The words that were typed.");
        var link = answer.Document.QuerySelector($"a[href='{IndexModel.Path}']")!;
        link.GetAttribute("target").ShouldBe("_blank");
        link.TextContent.ShouldContain("opens in a new tab");
    }

    private static async Task<ChallengeResult?> OpenAsync(string method, DateTimeOffset signedIn, string? acr)
    {
        List<Claim> claims = [new("sub", "ruth"), new("auth_time", signedIn.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture))];
        if (acr is not null)
            claims.Add(new Claim("acr", acr));
        var http = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity(claims, "Test")),
            RequestServices = new ServiceCollection().AddSingleton(Settings).AddSingleton(TimeProvider.System).BuildServiceProvider(),
        };
        http.Request.Method = method;
        var context = new ResourceExecutingContext(new ActionContext(http, new RouteData(), new ActionDescriptor()), [], []);
        await new StepUpAttribute().OnResourceExecutionAsync(context, () => Task.FromResult(new ResourceExecutedContext(context, [])));
        return context.Result as ChallengeResult;
    }
}
