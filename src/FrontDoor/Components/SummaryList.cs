using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>
/// Facts as name and value: <c>&lt;govuk-summary-list&gt;&lt;govuk-summary-row key="Home"&gt;Kettering&lt;/govuk-summary-row&gt;…</c>. With
/// <c>card-title</c> the list stands in a card.
/// </summary>
[HtmlTargetElement("govuk-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    /// <summary>Title of the card around the list; no card without it.</summary>
    public string? CardTitle { get; set; }

    /// <summary>Level of the card's heading. Default 2.</summary>
    public int CardHeadingLevel { get; set; } = 2;

    /// <summary>Where the card's action leads, such as "Change"; none without it.</summary>
    public string? CardActionHref { get; set => field = Html.Given(value); }

    /// <summary>Words of the card's action. Default "Change".</summary>
    public string CardActionText { get; set; } = "Change";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = await output.GetChildContentAsync();
        if (CardTitle is null)
        {
            output.Become("dl", "govuk-summary-list");
            output.Content.SetHtmlContent(rows);
            return;
        }

        var title = Html.Element("div", "govuk-summary-card__title-wrapper")
            .Holding(Html.Element($"h{CardHeadingLevel}", "govuk-summary-card__title").Holding(CardTitle));
        if (CardActionHref is not null)
        {
            title.Holding(Html.Element("div", "govuk-summary-card__actions").Holding(
                SummaryRowTagHelper.Action(CardActionHref, CardActionText, $"({CardTitle})")));
        }

        output.Become("div", "govuk-summary-card");
        output.Content.SetHtmlContent(title);
        output.Content.AppendHtml(Html.Element("div", "govuk-summary-card__content")
            .Holding(Html.Element("dl", "govuk-summary-list").Holding(rows)));
    }
}

/// <summary>One fact of a summary list. Its content is the value: never empty, say <c>app-gap</c> instead.</summary>
[HtmlTargetElement("govuk-summary-row", Attributes = "key")]
public sealed class SummaryRowTagHelper : TagHelper
{
    /// <summary>Name of the fact. Required.</summary>
    public string Key { get; set; } = "";

    /// <summary>Where the action of this row leads; none without it.</summary>
    public string? ActionHref { get; set => field = Html.Given(value); }

    /// <summary>Words of the action. Default "Change".</summary>
    public string ActionText { get; set; } = "Change";

    /// <summary>What the action is about, for people who hear the page. Default the key in lower case.</summary>
    public string? ActionHidden { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var value = Html.Element("dd", "govuk-summary-list__value").Holding(await output.GetChildContentAsync());
        output.Become("div", Html.Classes("govuk-summary-list__row", ActionHref is null ? "govuk-summary-list__row--no-actions" : null));
        output.Content.Clear();
        output.Content.AppendHtml(Html.Element("dt", "govuk-summary-list__key").Holding(Key)).AppendHtml(value);
        if (ActionHref is null)
            return;
        var hidden = ActionHidden ?? char.ToLowerInvariant(Key[0]) + Key[1..];
        output.Content.AppendHtml(Html.Element("dd", "govuk-summary-list__actions").Holding(Action(ActionHref, ActionText, hidden)));
    }

    internal static IHtmlContent Action(string href, string text, string hidden) =>
        Html.Element("a", "govuk-link").With("href", href).Holding(text).Holding(Html.HiddenText($" {hidden}"));
}
