using System.Net;
using Google.Protobuf;
using Mash.FrontDoor.Shell;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Mash.FrontDoor.Tests;

/// <summary>Every address that takes a POST refuses one without the form's own token (cross-site request forgery).</summary>
public sealed class FormTokenTests(PagesHost host) : IClassFixture<PagesHost>
{
    /// <summary>Changes nothing, and browsers cannot send a token with it.</summary>
    private static readonly string[] WithoutToken = [CspReports.Path];

    /// <summary>Reached from within only: asked for by its address it is absent.</summary>
    private const string ErrorPage = "/error";

    [Fact]
    public async Task EveryPost_WithoutTheFormsToken_IsRefusedAndReachesNothing()
    {
        host.Reset();
        host.Hub.On<GetMeRequest>(_ =>
        {
            var me = SampleAnswers.Manager;
            me.Areas.Clear();
            me.Areas.Add(Enum.GetValues<Area>());
            return me;
        });
        var paths = Endpoints().Where(path => !WithoutToken.Contains(path)).ToList();
        paths.Count.ShouldBeGreaterThan(20);

        foreach (var path in paths)
            (path, await host.PostWithoutTokenAsync(path)).ShouldBe((path, path == ErrorPage ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest));

        host.Hub.Received<IMessage>().Where(request => request is not (GetMeRequest or ListContactsRequest)).ShouldBeEmpty();
    }

    /// <summary>Addresses of pages and of endpoints that take a POST, with ids of the samples.</summary>
    private IEnumerable<string> Endpoints() => host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null
            || endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(endpoint => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(Text)))))
        .Distinct();

    private static string Text(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart { Name: "keyId" } => SampleOffice.LiveKeyId,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart => SampleOffice.AgencyId,
        _ => "",
    };
}
