using Mash.V1;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace Mash.FrontDoor.HubClients;

/// <summary>Says who may open a page. Every page has exactly one, or says <see cref="AllowAnonymousAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal abstract class PagePolicyAttribute : AuthorizeAttribute;

/// <summary>The page is for people to whom the hub opens one of these areas today.</summary>
internal sealed class OpensAreaAttribute(params Area[] areas) : PagePolicyAttribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IReadOnlyList<Area> Areas { get; } = areas;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>The page is for everybody who is signed in and about nobody but themselves.</summary>
internal sealed class SignedInAttribute : PagePolicyAttribute;

/// <summary>Asks the hub, which alone knows: roles are looked up with every page, never kept in a ticket.</summary>
internal sealed class AreaHandler(CurrentPerson person) : AuthorizationHandler<OpensAreaAttribute>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, OpensAreaAttribute requirement)
    {
        if (context.User.Identity?.IsAuthenticated != true)
            return;
        var me = await person.GetAsync();
        if (requirement.Areas.Any(me.Areas.Contains))
            context.Succeed(requirement);
    }
}

/// <summary>Shuts a page that says nothing about who may open it.</summary>
internal static class UndeclaredPages
{
    public const string Policy = "undeclared";

    public static void Shut(PageApplicationModel page)
    {
        if (!page.HandlerTypeAttributes.Any(attribute => attribute is PagePolicyAttribute or IAllowAnonymous))
            page.EndpointMetadata.Add(new AuthorizeAttribute(Policy));
    }
}
