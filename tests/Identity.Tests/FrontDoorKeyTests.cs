using Mash.Authorities;
using Mash.FrontDoor.SignIn;
using Mash.Identity.Issuing;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

/// <summary>The front door takes a new signing key when the first token names it.</summary>
public sealed class FrontDoorKeyTests
{
    private const string Person = "ruth.adeyemi@mash.example";

    [Fact]
    public async Task KeyThatTheFrontDoorHasNotSeen_SignsPeopleIn()
    {
        await using var door = await SmallFrontDoor.StartAsync();
        using var before = new TestBrowser(door.Address.ToString());
        ((int)(await before.OpenAsync(new Uri(door.Address, "/me"), Person)).StatusCode).ShouldBe(200);
        door.Issuer.Clock.Advance(IssuerMetadata.Floor);

        door.Issuer.Services.GetRequiredService<Issuers>().Staff.Keys.Replace();

        using var after = new TestBrowser(door.Address.ToString());
        ((int)(await after.OpenAsync(new Uri(door.Address, "/me"), Person)).StatusCode).ShouldBe(200);
        after.Cookies.ShouldContainKey(SignInModule.SessionCookie);
    }
}
