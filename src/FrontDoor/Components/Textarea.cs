using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>
/// Several lines of text: <c>&lt;govuk-textarea for="Rationale" label="Why" max-length="5000" /&gt;</c>. The limit is said, counted
/// down where scripts run, and never cuts off what is typed.
/// </summary>
[HtmlTargetElement("govuk-textarea", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TextareaTagHelper : LabelledTagHelper
{
    /// <summary>Lines to show. Default 5.</summary>
    public int Rows { get; set; } = 5;

    /// <summary>The most characters that the hub takes; none without it.</summary>
    public int? MaxLength { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Describe("govuk-textarea");
        Register(new FormPart(field.Name, field.Id));
        var countId = $"{field.Id}-info";
        var area = Html.Element("textarea", Html.Classes("govuk-textarea", field.HasErrors ? "govuk-textarea--error" : null, MaxLength is null ? null : "govuk-js-character-count"))
            .With("id", field.Id)
            .With("name", field.Name)
            .With("rows", Rows.ToString(CultureInfo.InvariantCulture))
            .With("aria-describedby", DescribedBy(field, MaxLength is null ? null : countId))
            .With("aria-invalid", field.HasErrors ? "true" : null);
        output.MoveAttributesTo(area);
        // A browser drops the first line break of a textarea.
        area.InnerHtml.AppendHtml("\n").Append(field.Value);
        if (MaxLength is not { } most)
        {
            BecomeGroup(output, field, null, LabelOf(field, "govuk-textarea"), HintOf(field), ErrorOf(field), area);
            return;
        }

        var count = HintElement(countId, $"You can enter up to {most.ToString("N0", CultureInfo.InvariantCulture)} characters");
        count.AddCssClass("govuk-character-count__message");
        output.Attributes.SetAttribute("data-module", "govuk-character-count");
        output.Attributes.SetAttribute("data-maxlength", most.ToString(CultureInfo.InvariantCulture));
        BecomeGroup(output, field, "govuk-character-count", LabelOf(field, "govuk-textarea"), HintOf(field), ErrorOf(field), area, count);
    }
}
