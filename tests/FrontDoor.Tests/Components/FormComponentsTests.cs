using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Mash.FrontDoor.Tests.Components;

public sealed class FormComponentsTests(FrontDoorHost host) : IClassFixture<FrontDoorHost>
{
    private const string Path = "/gallery/form";

    [Theory]
    [InlineData("Name", "Child’s full name", "Name-hint")]
    [InlineData("Postcode", "Postcode (optional)", null)]
    [InlineData("Words", "Amber’s words, or what you saw", "Words-info Words-hint")]
    [InlineData("Scale", "How safe is Oscar today, 0 to 10?", "Scale-hint")]
    [InlineData("Named", "Named by its model", null)]
    public async Task Control_HasItsLabelAndDescription(string id, string label, string? describedBy)
    {
        var page = await host.GetPageAsync(Path);
        var control = page.GetElementById(id)!;
        control.GetAttribute("name").ShouldBe(id);
        page.QuerySelector($"label[for={id}]")!.TextContent.ShouldBe(label);
        control.GetAttribute("aria-describedby").ShouldBe(describedBy);
        foreach (var described in (describedBy ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            page.GetElementById(described).ShouldNotBeNull();
        control.HasAttribute("aria-invalid").ShouldBeFalse();
    }

    [Fact]
    public async Task EveryId_IsUsedOnce()
    {
        var page = await host.GetPageAsync(Path);
        page.QuerySelectorAll("[id]").Select(element => element.Id).ShouldBeUnique();
    }

    [Fact]
    public async Task Input_PassesOnWhatItDoesNotKnow()
    {
        var page = await host.GetPageAsync(Path);
        var name = page.GetElementById("Name")!;
        name.GetAttribute("autocomplete").ShouldBe("off");
        name.GetAttribute("data-kind").ShouldBe("name");
        page.GetElementById("Weeks")!.ClassList.ShouldContain("govuk-input--width-3");
        page.GetElementById("Weeks")!.NextElementSibling!.TextContent.ShouldBe("weeks");
    }

    [Fact]
    public async Task Model_FillsInTheControls()
    {
        var page = await host.GetPageAsync(Path);
        Value(page, "Postcode").ShouldBe("NN1 9XX");
        ((IHtmlTextAreaElement)page.GetElementById("Words")!).Value.ShouldBe("“Mum says <she’s> not hungry but she is.”");
        Checked(page).ShouldBe(["Alone=Yes", "Outcome=strategy", "Indicators=food"], ignoreOrder: true);
        page.QuerySelector("#Scale option[selected]")!.TextContent.ShouldBe("2");
        (Value(page, "DateOfBirth_Day"), Value(page, "DateOfBirth_Month"), Value(page, "DateOfBirth_Year")).ShouldBe(("27", "3", "2021"));
    }

    [Fact]
    public async Task Textarea_SaysItsLimitWithoutCuttingOff()
    {
        var page = await host.GetPageAsync(Path);
        page.GetElementById("Words-info")!.TextContent.ShouldBe("You can enter up to 2,000 characters");
        page.GetElementById("Words")!.HasAttribute("maxlength").ShouldBeFalse();
        page.QuerySelector("[data-maxlength='2000'] textarea.govuk-js-character-count").ShouldNotBeNull();
        page.QuerySelector("h2.govuk-label-wrapper label[for=Words]").ShouldNotBeNull();
    }

    [Fact]
    public async Task Radios_AreAGroupWithALegend()
    {
        var page = await host.GetPageAsync(Path);
        var group = page.GetElementById("Outcome")!.Closest("fieldset")!;
        group.QuerySelector("legend h2")!.TextContent.ShouldBe("What happens for Oscar");
        group.GetAttribute("aria-describedby").ShouldBe("Outcome-hint");
        group.QuerySelectorAll("input").Select(input => input.Id).ShouldBe(["Outcome", "Outcome-2", "Outcome-3"]);
        group.QuerySelector("#Outcome")!.GetAttribute("aria-describedby").ShouldBe("Outcome-item-hint");
        group.QuerySelector("#Outcome-3")!.HasAttribute("disabled").ShouldBeTrue();
        group.QuerySelector(".govuk-radios__divider")!.TextContent.ShouldBe("These need a second manager");
    }

    [Fact]
    public async Task CheckboxAlone_NeedsNoFieldset()
    {
        var page = await host.GetPageAsync(Path);
        page.GetElementById("NobodyAsked")!.Closest("fieldset").ShouldBeNull();
        page.QuerySelector("label[for=NobodyAsked]").ShouldNotBeNull();
    }

    [Fact]
    public async Task DateInput_NamesItsPartsInsideItsQuestion()
    {
        var page = await host.GetPageAsync(Path);
        var group = page.GetElementById("DateOfBirth")!.Closest("fieldset")!;
        group.QuerySelectorAll("label").Select(label => label.TextContent).ShouldBe(["Day", "Month", "Year"]);
        group.QuerySelectorAll("input").Select(input => input.GetAttribute("name")).ShouldBe(["DateOfBirth.Day", "DateOfBirth.Month", "DateOfBirth.Year"]);
        group.GetAttribute("aria-describedby").ShouldBe("DateOfBirth-hint");
    }

    [Fact]
    public async Task Buttons_SubmitAndGuardAgainstASecondClick()
    {
        var page = await host.GetPageAsync(Path);
        foreach (var button in page.QuerySelectorAll("main button"))
        {
            button.GetAttribute("type").ShouldBe("submit");
            button.GetAttribute("data-prevent-double-click").ShouldBe("true");
        }

        page.QuerySelector("button[value=drop]")!.ClassName.ShouldBe("app-link-button");
        page.QuerySelector("button[value=later]")!.ClassName.ShouldBe("govuk-button govuk-button--secondary");
    }

    [Fact]
    public async Task AnswersMissing_AreListedInPageOrderAndLeadToTheirFields()
    {
        var page = await host.PostFormAsync(Path, ("Words", ""), ("Indicators", "food"), ("DateOfBirth.Month", "13"));
        page.Title.ShouldBe("Error: Every question - MASH Hub");
        var summary = page.QuerySelector("main > .govuk-error-summary")!;
        summary.QuerySelector("[role=alert]").ShouldNotBeNull();
        summary.QuerySelectorAll("li").Select(line => (line.QuerySelector("a")?.GetAttribute("href"), line.TextContent)).ShouldBe(
        [
            (null, "The contact was not saved"),
            ("#Name", "Enter the child’s full name"),
            ("#Secret", "Enter your password"),
            ("#Words", "Enter what Amber said or how she was"),
            ("#NobodyAsked", "Say that nobody asked"),
            ("#DateOfBirth_Day", "Date of birth must include a day and a year"),
        ]);
        foreach (var link in summary.QuerySelectorAll("a"))
            page.GetElementById(link.GetAttribute("href")![1..]).ShouldNotBeNull();
    }

    [Fact]
    public async Task FieldInError_SaysSoAndIsDescribedByIt()
    {
        var page = await host.PostFormAsync(Path, ("Words", ""), ("DateOfBirth.Month", "13"));
        var name = page.GetElementById("Name")!;
        name.GetAttribute("aria-invalid").ShouldBe("true");
        name.GetAttribute("aria-describedby").ShouldBe("Name-hint Name-error");
        name.Closest(".govuk-form-group")!.ClassList.ShouldContain("govuk-form-group--error");
        page.GetElementById("Name-error")!.TextContent.ShouldBe("Error: Enter the child’s full name");
        page.GetElementById("NobodyAsked")!.GetAttribute("aria-describedby").ShouldBe("NobodyAsked-error");
        page.QuerySelectorAll("#DateOfBirth .govuk-input--error").Select(part => part.Id).ShouldBe(["DateOfBirth_Day", "DateOfBirth_Year"]);
        page.GetElementById("DateOfBirth-error")!.TextContent.ShouldBe("Error: Date of birth must include a day and a year");
    }

    [Fact]
    public async Task AnswersGiven_StandWhenThePageComesBackButNotThePassword()
    {
        var page = await host.PostFormAsync(
            Path, ("Name", "Amber <b>"), ("Secret", "hunter2"), ("Outcome", "assessment"), ("Indicators", "fire"), ("Indicators", "food"),
            ("NobodyAsked", "true"), ("Scale", "7"), ("Weeks", "many"), ("DateOfBirth.Day", "31"), ("DateOfBirth.Month", "feb"), ("DateOfBirth.Year", "2020"));
        Value(page, "Name").ShouldBe("Amber <b>");
        Value(page, "Weeks").ShouldBe("many");
        page.GetElementById("Weeks-error")!.TextContent.ShouldBe("Error: Check this answer");
        page.GetElementById("Secret")!.HasAttribute("value").ShouldBeFalse();
        Checked(page).ShouldBe(["Alone=Yes", "Outcome=assessment", "Indicators=fire", "Indicators=food", "NobodyAsked=true"], ignoreOrder: true);
        page.QuerySelector("#Scale option[selected]")!.TextContent.ShouldBe("7");
        Value(page, "DateOfBirth_Month").ShouldBe("feb");
        page.GetElementById("DateOfBirth-error")!.TextContent.ShouldBe("Error: Date of birth must be a real date");
        page.QuerySelectorAll("#DateOfBirth .govuk-input--error").Length.ShouldBe(3);
    }

    private static string? Value(IHtmlDocument page, string id) => page.GetElementById(id)!.GetAttribute("value");

    private static IEnumerable<string> Checked(IHtmlDocument page) =>
        page.QuerySelectorAll("input[checked]").Select(input => $"{input.GetAttribute("name")}={input.GetAttribute("value")}");
}
