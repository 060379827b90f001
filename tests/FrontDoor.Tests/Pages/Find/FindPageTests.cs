using AngleSharp.Dom;
using Grpc.Core;
using Mash.FrontDoor.Tests.FakeHub;
using Mash.V1;

namespace Mash.FrontDoor.Tests.Pages.Find;

public sealed class FindPageTests(PagesHost host) : IClassFixture<PagesHost>
{
    private static readonly (string, string)[] Born = [("DateOfBirth.Day", "2"), ("DateOfBirth.Month", "4"), ("DateOfBirth.Year", "2019")];

    [Theory]
    [InlineData("c-7k3m9-2qdxa", "contact_reference")]
    [InlineData("7K3M92QDXA", "contact_reference")]
    [InlineData("999 000 0018", "nhs_number")]
    [InlineData("A999200005001", "upn")]
    public async Task OneBox_KnowsWhatWasTyped(string typed, string field)
    {
        host.Reset();
        await host.PostAsync("/find", ("Typed", typed));
        var request = host.Hub.Received<LookUpPersonRequest>().Single();
        LookUpPersonRequest.Descriptor.FindFieldByName(field).Accessor.GetValue(request).ShouldBe(typed);
    }

    [Fact]
    public async Task Name_IsSentWithItsDateOfBirthAndStaysOutOfTheAddress()
    {
        host.Reset();
        var answer = await host.PostAsync("/find", [("Typed", "Amira Jane Hassan"), .. Born]);
        var request = host.Hub.Received<LookUpPersonRequest>().Single();
        (request.GivenName, request.FamilyName).ShouldBe(("Amira Jane", "Hassan"));
        request.DateOfBirth.ShouldBe(new Date { Year = 2019, Month = 4, Day = 2 });
        answer.Location.ShouldBeNull();
        answer.Text.ShouldContain("3 contacts, newest first");
        answer.Document.QuerySelectorAll("a").Select(link => link.GetAttribute("href")).ShouldAllBe(link => link == null || !link.Contains("Hassan"));
        answer.Document.QuerySelector("main form")!.GetAttribute("method").ShouldBe("post");
    }

    [Fact]
    public async Task NothingFound_SaysWhatHelps()
    {
        host.Reset();
        host.Hub.On<LookUpPersonRequest>(_ => new LookUpPersonResponse());
        var answer = await host.PostAsync("/find", ("Typed", "C-7K3M9-2QDXA"));
        answer.Text.ShouldContain("Nothing found that you can see");
        answer.Document.QuerySelector("a[href='/restrictions/ask']").ShouldNotBeNull();
    }

    [Fact]
    public async Task WhatIsMissing_LeadsToItsField()
    {
        host.Reset();
        (await host.PostAsync("/find")).Errors.ShouldBe([("Enter a reference, a number or a name", "#Typed")]);
        (await host.PostAsync("/find", ("Typed", "Amira Hassan"))).Errors.ShouldBe([("Enter the date of birth: a name alone finds nobody", "#DateOfBirth_Day")]);
        (await host.PostAsync("/find", [("Typed", "Hassan"), .. Born])).Errors.ShouldBe([("Enter the given name and the family name", "#Typed")]);
        host.Hub.Received<LookUpPersonRequest>().ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatTheHubSays_LandsOnTheBox()
    {
        host.Reset();
        host.Hub.Refuse<LookUpPersonRequest>(StatusCode.InvalidArgument, "1 field needs attention.", ("nhs_number", "One of them may be mistyped."));
        (await host.PostAsync("/find", ("Typed", "9990000019"))).Errors.ShouldBe([("One of them may be mistyped.", "#Typed")]);
    }
}
