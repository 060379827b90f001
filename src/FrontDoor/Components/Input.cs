using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>One line of text: <c>&lt;govuk-input for="Postcode" label="Postcode" width="10" autocomplete="postal-code" /&gt;</c>. Other attributes go to the input.</summary>
[HtmlTargetElement("govuk-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class InputTagHelper : LabelledTagHelper
{
    /// <summary>The type of the input. Default text; passwords are never filled in again.</summary>
    public string Type { get; set; } = "text";

    /// <summary>Room for this many characters: 2, 3, 4, 5, 10, 20 or 30; full width without it.</summary>
    public int? Width { get; set; }

    /// <summary>Shown before the input, not part of the answer.</summary>
    public string? Prefix { get; set; }

    /// <summary>Shown after the input, not part of the answer.</summary>
    public string? Suffix { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Describe("govuk-input");
        Register(new FormPart(field.Name, field.Id));
        var input = Html.Element("input", Html.Classes("govuk-input", Width is null ? null : $"govuk-input--width-{Width}", field.HasErrors ? "govuk-input--error" : null))
            .With("id", field.Id)
            .With("name", field.Name)
            .With("type", Type)
            .With("value", Type == "password" || field.Value.Length == 0 ? null : field.Value)
            .With("aria-describedby", DescribedBy(field))
            .With("aria-invalid", field.HasErrors ? "true" : null);
        output.MoveAttributesTo(input);
        var control = Prefix is null && Suffix is null
            ? input
            : Html.Element("div", "govuk-input__wrapper").Holding(Beside("prefix", Prefix), input, Beside("suffix", Suffix));
        BecomeGroup(output, field, null, LabelOf(field, "govuk-input"), HintOf(field), ErrorOf(field), control);
    }

    private static Microsoft.AspNetCore.Mvc.Rendering.TagBuilder? Beside(string side, string? text) =>
        text is null ? null : Html.Element("div", $"govuk-input__{side}").With("aria-hidden", "true").Holding(text);
}
