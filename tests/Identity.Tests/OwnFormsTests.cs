using Mash.Identity.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

public sealed class OwnFormsTests
{
    /// <summary>Posted by machines, by the pages' script (which has its Origin checked) and by front doors that sign somebody out.</summary>
    private static readonly string[] NotForms = ["/agencies/token", "/staff/par", "/staff/token", "/staff/revoke", "/staff/end-session"];

    [Fact]
    public async Task EveryForm_WithoutItsTokenIsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        using var browser = new TestBrowser(host.Root);
        var paths = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(path => !NotForms.Contains(path) && !path.StartsWith("/staff/passkey/", StringComparison.Ordinal))
            .ToList();

        paths.Count.ShouldBeGreaterThan(8);
        foreach (var path in paths)
        {
            using var answer = await browser.PostAsync(path, new() { ["request"] = "x", ["link"] = "x" });

            ((int)answer.StatusCode).ShouldBe(400, path);
            (await TestBrowser.PageAsync(answer)).Title!.ShouldStartWith("Sorry, this link does not work", Case.Sensitive, path);
        }
    }
}
