using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>Something long is done: <c>&lt;govuk-panel heading="Registration complete"&gt;What was done&lt;/govuk-panel&gt;</c>. The page's own heading stands elsewhere.</summary>
[HtmlTargetElement("govuk-panel", Attributes = "heading")]
public sealed class PanelTagHelper : TagHelper
{
    /// <summary>What is done. Required.</summary>
    public string Heading { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var body = Html.Element("div", "govuk-panel__body").Holding(await output.GetChildContentAsync());
        output.Become("div", "govuk-panel govuk-panel--confirmation");
        output.Content.Clear();
        output.Content.AppendHtml(Html.Element("p", "govuk-panel__title").Holding(Heading)).AppendHtml(body);
    }
}
