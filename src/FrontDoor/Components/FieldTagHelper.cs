using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>What every question has: the model member it is for, a hint, its errors, and whether it may be left empty.</summary>
public abstract class FieldTagHelper : TagHelper
{
    /// <summary>The member of the model that holds the answer. Required.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>Help that is read with the label.</summary>
    public string? Hint { get; set; }

    /// <summary>Says "(optional)" after the label.</summary>
    public bool Optional { get; set; }

    /// <summary>Level of the heading that the label or legend is at the same time, 1 to 6; 0 for none.</summary>
    public int HeadingLevel { get; set; }

    /// <summary>The view being rendered.</summary>
    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    private protected Field Describe(string elementKind)
    {
        if (For is null)
            throw new InvalidOperationException($"{elementKind} needs a for attribute.");
        return Field.Of(ViewContext, For);
    }

    private protected void Register(params IReadOnlyList<FormPart> question) => FormFields.Of(ViewContext).Add(question);

    private protected string Worded(string? text, string elementKind) =>
        (text ?? For.Metadata.DisplayName ?? throw new InvalidOperationException($"{elementKind} for {For.Name} has no words to ask with."))
        + (Optional ? " (optional)" : "");

    private protected TagBuilder? HintOf(Field field) => Hint is null ? null : HintElement(field.HintId, Hint);

    private protected static TagBuilder HintElement(string id, string text) =>
        Html.Element("div", "govuk-hint").With("id", id).Holding(text);

    private protected static TagBuilder? ErrorOf(Field field)
    {
        if (!field.HasErrors)
            return null;
        var holder = Html.Element("div").With("id", field.ErrorId);
        foreach (var error in field.Errors)
            holder.Holding(Html.Element("p", "govuk-error-message").Holding(Html.HiddenText("Error:"), new HtmlString(" ")).Holding(error));
        return holder;
    }

    /// <summary>Ids of the hint and the errors, for <c>aria-describedby</c>; null when there are none.</summary>
    private protected string? DescribedBy(Field field, string? more = null) =>
        Html.Classes(more, Hint is null ? null : field.HintId, field.HasErrors ? field.ErrorId : null);

    /// <summary>Turns the component into the group that holds its parts.</summary>
    private protected static void BecomeGroup(TagHelperOutput output, Field field, string? classes, params IEnumerable<IHtmlContent?> parts)
    {
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", Html.Classes("govuk-form-group", field.HasErrors ? "govuk-form-group--error" : null, classes));
        output.Content.Clear();
        foreach (var part in parts)
        {
            if (part is not null)
                output.Content.AppendHtml(part);
        }
    }
}

/// <summary>A question with one control and a label.</summary>
public abstract class LabelledTagHelper : FieldTagHelper
{
    /// <summary>The question. Without it, the display name of the model member.</summary>
    public string? Label { get; set; }

    /// <summary>Size of the label: s, m, l or xl; none for body text.</summary>
    public string? LabelSize { get; set; }

    /// <summary>Shows the label only to people who hear the page.</summary>
    public bool LabelHidden { get; set; }

    private protected IHtmlContent LabelOf(Field field, string elementKind)
    {
        var classes = Html.Classes("govuk-label", LabelSize is null ? null : $"govuk-label--{LabelSize}", LabelHidden ? "govuk-visually-hidden" : null);
        var label = Html.Element("label", classes).With("for", field.Id).Holding(Worded(Label, elementKind));
        return Html.InHeading(label, HeadingLevel, "govuk-label-wrapper");
    }
}

/// <summary>A question with several controls and a legend.</summary>
public abstract class LegendTagHelper : FieldTagHelper
{
    /// <summary>The question. Without it, and without a display name, the controls stand alone with no fieldset.</summary>
    public string? Legend { get; set; }

    /// <summary>Size of the legend: s, m, l or xl; none for body text.</summary>
    public string? LegendSize { get; set; }

    private protected IHtmlContent InFieldset(Field field, string elementKind, params IEnumerable<IHtmlContent?> parts)
    {
        if (Legend is null && For.Metadata.DisplayName is null)
            return Html.Element("div").Holding(parts);
        return Html.Element("fieldset", "govuk-fieldset")
            .With("aria-describedby", DescribedBy(field))
            .Holding([Fieldsets.Legend(Worded(Legend, elementKind), LegendSize, HeadingLevel), .. parts]);
    }

    private protected bool HasLegend => Legend is not null || For.Metadata.DisplayName is not null;
}
