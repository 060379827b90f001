using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>More for those who want it: <c>&lt;govuk-details summary="Not sure it is serious enough?"&gt;…</c>.</summary>
[HtmlTargetElement("govuk-details", Attributes = "summary")]
public sealed class DetailsTagHelper : TagHelper
{
    /// <summary>The line that opens it. Required.</summary>
    public string Summary { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = Html.Element("div", "govuk-details__text").Holding(await output.GetChildContentAsync());
        output.Become("details", "govuk-details");
        var summary = Html.Element("summary", "govuk-details__summary")
            .Holding(Html.Element("span", "govuk-details__summary-text").Holding(Summary));
        output.Content.Clear();
        output.Content.AppendHtml(summary).AppendHtml(text);
    }
}

/// <summary>News about the page: <c>&lt;govuk-notification-banner success="true"&gt;Sent to the police&lt;/govuk-notification-banner&gt;</c>.</summary>
[HtmlTargetElement("govuk-notification-banner")]
public sealed class NotificationBannerTagHelper : TagHelper
{
    /// <summary>Something was done; read out at once.</summary>
    public bool Success { get; set; }

    /// <summary>Default "Success" or "Important".</summary>
    public string? Title { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        var titleId = $"banner-{context.UniqueId}";
        output.Become("div", Html.Classes("govuk-notification-banner", Success ? "govuk-notification-banner--success" : null));
        output.Attributes.SetAttribute("role", Success ? "alert" : "region");
        output.Attributes.SetAttribute("aria-labelledby", titleId);
        output.Attributes.SetAttribute("data-module", "govuk-notification-banner");
        var title = Html.Element("h2", "govuk-notification-banner__title").With("id", titleId).Holding(Title ?? (Success ? "Success" : "Important"));
        output.Content.Clear();
        output.Content
            .AppendHtml(Html.Element("div", "govuk-notification-banner__header").Holding(title))
            .AppendHtml(Html.Element("div", "govuk-notification-banner__content").Holding(content));
    }
}

/// <summary>What must not be missed: <c>&lt;govuk-warning-text&gt;Do not contact the family yet&lt;/govuk-warning-text&gt;</c>.</summary>
[HtmlTargetElement("govuk-warning-text")]
public sealed class WarningTextTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = Html.Element("strong", "govuk-warning-text__text")
            .Holding(Html.HiddenText("Warning"), new HtmlString(" "), await output.GetChildContentAsync());
        output.Become("div", "govuk-warning-text");
        output.Content.Clear();
        output.Content
            .AppendHtml(Html.Element("span", "govuk-warning-text__icon").With("aria-hidden", "true").Holding("!"))
            .AppendHtml(text);
    }
}

/// <summary>Text set apart: <c>&lt;govuk-inset-text&gt;…</c>.</summary>
[HtmlTargetElement("govuk-inset-text")]
public sealed class InsetTextTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("div", "govuk-inset-text");
}

/// <summary>A state in a word or two: <c>&lt;govuk-tag colour="blue"&gt;Screening&lt;/govuk-tag&gt;</c>.</summary>
[HtmlTargetElement("govuk-tag")]
public sealed class TagTagHelper : TagHelper
{
    /// <summary>grey, green, teal, blue, purple, magenta, red, orange or yellow; the default is blue. The words must say it all.</summary>
    public string? Colour { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) =>
        output.Become("strong", Html.Classes("govuk-tag", Colour is null ? null : $"govuk-tag--{Colour}"));
}

/// <summary>How finished the service is: <c>&lt;govuk-phase-banner phase="Beta"&gt;…</c>.</summary>
[HtmlTargetElement("govuk-phase-banner", Attributes = "phase")]
public sealed class PhaseBannerTagHelper : TagHelper
{
    /// <summary>Alpha or Beta. Required.</summary>
    public string Phase { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = Html.Element("span", "govuk-phase-banner__text").Holding(await output.GetChildContentAsync());
        output.Become("div", "govuk-phase-banner");
        output.Content.Clear();
        output.Content.AppendHtml(Html.Element("p", "govuk-phase-banner__content")
            .Holding(Html.Element("strong", "govuk-tag govuk-phase-banner__content__tag").Holding(Phase), text));
    }
}
