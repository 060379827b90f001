using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>One of a long list: <c>&lt;govuk-select for="Age" label="Age" items="Model.Ages" placeholder="Choose" /&gt;</c>.</summary>
[HtmlTargetElement("govuk-select", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectTagHelper : LabelledTagHelper
{
    /// <summary>The options in order; which one is selected follows from the answer. Required.</summary>
    public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>A first option with no value, such as "Choose".</summary>
    public string? Placeholder { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Describe("govuk-select");
        Register(new FormPart(field.Name, field.Id));
        var select = Html.Element("select", Html.Classes("govuk-select", field.HasErrors ? "govuk-select--error" : null))
            .With("id", field.Id)
            .With("name", field.Name)
            .With("aria-describedby", DescribedBy(field))
            .With("aria-invalid", field.HasErrors ? "true" : null);
        output.MoveAttributesTo(select);
        if (Placeholder is not null)
            select.Holding(Option("", Placeholder, field));
        foreach (var item in Items)
            select.Holding(Option(item.Value ?? item.Text, item.Text, field));
        BecomeGroup(output, field, null, LabelOf(field, "govuk-select"), HintOf(field), ErrorOf(field), select);
    }

    private static TagBuilder Option(string value, string text, Field field) =>
        Html.Element("option").With("value", value).With("selected", field.Values.Contains(value) ? "selected" : null).Holding(text);
}
