using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>
/// A date as three inputs: <c>&lt;govuk-date-input for="DateOfBirth" legend="Date of birth" hint="For example, 27 3 2019" /&gt;</c>,
/// where the member is a <see cref="DateAnswer"/>.
/// </summary>
[HtmlTargetElement("govuk-date-input", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateInputTagHelper : LegendTagHelper
{
    /// <summary>Set for somebody's own date of birth: browsers may then offer it.</summary>
    public bool Birthday { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var whole = Describe("govuk-date-input");
        var model = (DateAnswer?)For.Model ?? new DateAnswer();
        var parts = new[] { Part(whole, "Day", model.Day), Part(whole, "Month", model.Month), Part(whole, "Year", model.Year) };
        var anyPartWrong = parts.Any(part => part.HasErrors);
        var field = whole with { Errors = [.. whole.Errors.Concat(parts.SelectMany(part => part.Errors)).Distinct()] };
        Register([new FormPart(whole.Name, parts[0].Id), .. parts.Select(part => new FormPart(part.Name, part.Id))]);
        var inputs = Html.Element("div", "govuk-date-input").With("id", whole.Id);
        foreach (var part in parts)
            inputs.Holding(Item(part, anyPartWrong ? part.HasErrors : field.HasErrors));
        output.MoveAttributesTo(inputs);
        BecomeGroup(output, field, null, InFieldset(field, "govuk-date-input", HintOf(field), ErrorOf(field), inputs));
    }

    private Field Part(Field whole, string name, string? model)
    {
        var key = $"{whole.Name}.{name}";
        return new Field(key, Field.IdOf(key), Field.ValuesOf(ViewContext.ModelState, key, model), Field.ErrorsOf(ViewContext.ModelState, key));
    }

    private TagBuilder Item(Field part, bool wrong)
    {
        var word = part.Name[(part.Name.LastIndexOf('.') + 1)..];
        var width = word == "Year" ? 4 : 2;
        var label = Html.Element("label", "govuk-label govuk-date-input__label").With("for", part.Id).Holding(word);
        var input = Html.Element("input", Html.Classes("govuk-input govuk-date-input__input", $"govuk-input--width-{width}", wrong ? "govuk-input--error" : null))
            .With("id", part.Id)
            .With("name", part.Name)
            .With("type", "text")
            .With("inputmode", word == "Month" ? null : "numeric")
            .With("autocomplete", Birthday ? $"bday-{word}".ToLowerInvariant() : null)
            .With("value", part.Value.Length == 0 ? null : part.Value)
            .With("aria-invalid", wrong ? "true" : null);
        return Html.Element("div", "govuk-date-input__item").Holding(Html.Element("div", "govuk-form-group").Holding(label, input));
    }
}
