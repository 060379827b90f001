using System.Net;
using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Mash.FrontDoor.Tests.HubClients;

public sealed class PagePolicyTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly string[] OpenToAnybody =
    [
        "/About/Accessibility", "/About/Privacy", "/Error", "/SignIn/SignedOut",
    ];

    public static TheoryData<string, Area> ClosedPages => new()
    {
        { "/queue", Area.Queue },
        { $"/contacts/{SampleContact.Id}", Area.Contacts },
        { $"/contacts/{SampleContact.Id}/address", Area.Contacts },
        { $"/contacts/{SampleContact.Id}/restrict", Area.Find },
        { "/alerts", Area.Alerts },
        { "/find", Area.Find },
        { "/restrictions/ask", Area.Find },
        { "/restrictions", Area.Restrictions },
        { $"/restrictions/{SampleProtection.RestrictionId}", Area.Restrictions },
        { $"/restrictions/{SampleProtection.RestrictionId}/decide", Area.Restrictions },
        { $"/restrictions/{SampleProtection.RestrictionId}/review", Area.Restrictions },
        { $"/restrictions/{SampleProtection.RestrictionId}/people/add", Area.Restrictions },
        { $"/restrictions/{SampleProtection.RestrictionId}/people/{SampleProtection.PersonId}/end", Area.Restrictions },
        { "/emergency-access", Area.EmergencyAccess },
        { "/emergency-access/open", Area.EmergencyAccess },
        { $"/emergency-access/{SampleProtection.BreakGlassId}/close", Area.EmergencyAccess },
        { $"/emergency-access/{SampleProtection.BreakGlassId}/review", Area.EmergencyAccess },
        { $"/contacts/{SampleContact.Id}/screening", Area.Queue },
        { $"/contacts/{SampleContact.Id}/rating", Area.Queue },
        { $"/contacts/{SampleContact.Id}/feedback", Area.Queue },
        { $"/contacts/{SampleContact.Id}/information", Area.Queue },
        { $"/contacts/{SampleContact.Id}/children/{SampleContact.Oscar}/decision", Area.Queue },
        { "/unusual-access", Area.UnusualAccess },
        { $"/unusual-access/{SampleFindings.OpenId}", Area.UnusualAccess },
        { "/rota", Area.Rota },
        { "/account/interests", Area.Interests },
        { $"/account/interests/{SampleInterests.RelativeId}/end?of={SampleInterests.KateId}", Area.Interests },
        { "/messages", Area.Messages },
        { $"/messages/{SampleOffice.MessageId}", Area.Messages },
        { "/agencies", Area.Agencies },
        { "/agencies/register", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/keys/add", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/keys/{SampleOffice.LiveKeyId}/revoke", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/suspend", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/resume", Area.Agencies },
        { "/people", Area.People },
        { "/people/invite", Area.People },
        { "/people/link", Area.People },
        { $"/people/{SamplePeople.NadiaId}", Area.People },
        { $"/people/{SamplePeople.NadiaId}/disable", Area.People },
        { $"/agencies/{SampleOffice.AgencyId}/registration", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/registration/check", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/organisation", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/contacts", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/agreement", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/access", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/connect", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/changes", Area.Agencies },
        { $"/agencies/{SampleOffice.AgencyId}/keys/address", Area.Agencies },
        { "/our-agency", Area.OurAgency },
    };

    [Fact]
    public void EveryPage_SaysWhoMayOpenIt()
    {
        var undeclared = Pages().Where(page => page.Policies.Count == 0 && !page.Anonymous).Select(page => page.Path);
        undeclared.ShouldBeEmpty();
    }

    [Fact]
    public void NoOtherPage_IsOpenToAnybody()
    {
        var open = Pages().Where(page => page.Anonymous).Select(page => page.Path);
        open.Order().ShouldBe(OpenToAnybody.Order());
    }

    [Fact]
    public void EveryClosedPage_IsTriedHere()
    {
        var closed = Pages().Count(page => page.Policies.Any(policy => policy is OpensAreaAttribute));
        closed.ShouldBe(ClosedPages.Count);
    }

    [Theory]
    [MemberData(nameof(ClosedPages))]
    public async Task SignedOut_IsAskedToSignIn(string path, Area area)
    {
        host.Reset();
        var answer = await host.GetAsync(path, person: null);
        answer.Status.ShouldBe(HttpStatusCode.Unauthorized, $"{area}");
        host.Hub.Received<GetMeRequest>().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ClosedPages))]
    public async Task WithoutTheArea_IsForbiddenAndNothingIsAsked(string path, Area area)
    {
        host.Reset();
        host.Hub.On<GetMeRequest>(_ =>
        {
            var me = SampleAnswers.Manager;
            me.Areas.Remove(area);
            return me;
        });
        var answer = await host.GetAsync(path);
        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Text.ShouldContain("You cannot open this page");
        host.Hub.Received<GetContactRequest>().ShouldBeEmpty();
        host.Hub.Received<ListContactsRequest>().ShouldBeEmpty();
    }

    private IEnumerable<(string Path, bool Anonymous, IReadOnlyList<PagePolicyAttribute> Policies)> Pages() =>
        host.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => (
                endpoint.Metadata.GetMetadata<PageActionDescriptor>()!.ViewEnginePath,
                endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
                (IReadOnlyList<PagePolicyAttribute>)[.. endpoint.Metadata.OfType<PagePolicyAttribute>()]));
}
