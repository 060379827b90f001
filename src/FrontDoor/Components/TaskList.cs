using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>Parts of something larger, with what is done: <c>&lt;govuk-task-list&gt;&lt;govuk-task href="…" status="Completed"&gt;Keys&lt;/govuk-task&gt;…</c>.</summary>
[HtmlTargetElement("govuk-task-list")]
public sealed class TaskListTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("ul", "govuk-task-list");
}

/// <summary>One part of a task list. Its content is the name.</summary>
[HtmlTargetElement("govuk-task", Attributes = "href,status")]
public sealed class TaskTagHelper : TagHelper
{
    /// <summary>Where the part is worked on. Required.</summary>
    public string Href { get; set; } = "";

    /// <summary>Where it stands, such as "Completed". Required.</summary>
    public string Status { get; set; } = "";

    /// <summary>Colour of the status as a tag; without it the status is plain text, as it is for what is done.</summary>
    public string? Colour { get; set => field = Html.Given(value); }

    /// <summary>What the part is about.</summary>
    public string? Hint { get; set => field = Html.Given(value); }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var id = $"task-{context.UniqueId}";
        var name = Html.Element("div", "govuk-task-list__name-and-hint").Holding(
            Html.Element("a", "govuk-link govuk-task-list__link")
                .With("href", Href)
                .With("aria-describedby", Html.Classes(Hint is null ? null : $"{id}-hint", $"{id}-status"))
                .Holding(await output.GetChildContentAsync()));
        if (Hint is not null)
            name.Holding(Html.Element("div", "govuk-task-list__hint").With("id", $"{id}-hint").Holding(Hint));
        var status = Html.Element("div", "govuk-task-list__status").With("id", $"{id}-status");
        if (Colour is null)
            status.Holding(Status);
        else
            status.Holding(Html.Element("strong", $"govuk-tag govuk-tag--{Colour}").Holding(Status));
        output.Become("li", "govuk-task-list__item govuk-task-list__item--with-link");
        output.Content.Clear();
        output.Content.AppendHtml(name).AppendHtml(status);
    }
}
