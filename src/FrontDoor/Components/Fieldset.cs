using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

internal static class Fieldsets
{
    public static TagBuilder Legend(string text, string? size, int headingLevel)
    {
        var legend = Html.Element("legend", Html.Classes("govuk-fieldset__legend", size is null ? null : $"govuk-fieldset__legend--{size}"));
        return headingLevel == 0
            ? legend.Holding(text)
            : legend.Holding(Html.Element($"h{headingLevel}", "govuk-fieldset__heading").Holding(text));
    }
}

/// <summary>Groups questions that belong together: <c>&lt;govuk-fieldset legend="Where the child lives"&gt;…</c>.</summary>
[HtmlTargetElement("govuk-fieldset", Attributes = "legend")]
public sealed class FieldsetTagHelper : TagHelper
{
    /// <summary>What the questions are about. Required.</summary>
    public string Legend { get; set; } = "";

    /// <summary>Size of the legend: s, m, l or xl; none for body text.</summary>
    public string? LegendSize { get; set; }

    /// <summary>Level of the heading that the legend is at the same time, 1 to 6; 0 for none.</summary>
    public int HeadingLevel { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("fieldset", "govuk-fieldset");
        output.PreContent.AppendHtml(Fieldsets.Legend(Legend, LegendSize, HeadingLevel));
    }
}
