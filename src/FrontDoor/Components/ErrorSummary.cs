using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>
/// Every error of the page, in the order of its questions, each leading to its field. The layout holds it, so pages never
/// write it themselves. Errors that no question of the page is about come first, as text.
/// </summary>
[HtmlTargetElement("govuk-error-summary", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    /// <summary>The view being rendered.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var state = ViewContext.ModelState;
        var lines = Lines();
        if (state.IsValid || lines.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.Become("div", "govuk-error-summary");
        output.Attributes.SetAttribute("data-module", "govuk-error-summary");
        var list = Html.Element("ul", "govuk-list govuk-error-summary__list").Holding(lines);
        var alert = Html.Element("div").With("role", "alert").Holding(
            Html.Element("h2", "govuk-error-summary__title").Holding("There is a problem"),
            Html.Element("div", "govuk-error-summary__body").Holding(list));
        output.Content.AppendHtml(alert);
    }

    private List<TagBuilder> Lines()
    {
        var state = ViewContext.ModelState;
        var questions = FormFields.Of(ViewContext).Questions;
        var known = questions.SelectMany(question => question).Select(part => part.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var loose = state.Keys.Where(key => !known.Contains(key))
            .SelectMany(key => Field.ErrorsOf(state, key))
            .Distinct()
            .Select(error => Html.Element("li").Holding(error));
        var linked = questions.SelectMany(question => question
                .SelectMany(part => Field.ErrorsOf(state, part.Key).Select(error => (part.ElementId, Error: error)))
                .DistinctBy(line => line.Error))
            .Select(line => Html.Element("li").Holding(Html.Element("a").With("href", $"#{line.ElementId}").Holding(line.Error)));
        return [.. loose, .. linked];
    }
}
