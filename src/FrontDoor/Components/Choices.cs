using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>The choices inside one group: which field they answer, and how many were rendered so far.</summary>
internal sealed class ChoiceGroup(Field answered, bool legend, string? hintId)
{
    private int rendered;

    public Field Field => answered;

    /// <summary>Id for the next choice: the first has the field's own, so that errors lead to it.</summary>
    public string NextId() => ++rendered == 1 ? answered.Id : $"{answered.Id}-{rendered}";

    /// <summary>What describes a choice: its own hint, and the group's where no fieldset can carry it.</summary>
    public string? DescribedBy(string? ownHintId) => legend
        ? ownHintId
        : Html.Classes(hintId, answered.HasErrors ? answered.ErrorId : null, ownHintId);
}

/// <summary>Renders a group of radios or checkboxes and hands its field to the choices inside.</summary>
public abstract class ChoicesTagHelper : LegendTagHelper
{
    /// <summary>Smaller boxes, for dense pages.</summary>
    public bool Small { get; set; }

    private protected abstract string Kind { get; }

    private protected virtual string? ExtraClasses => null;

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var element = $"govuk-{Kind}";
        var field = Describe(element);
        Register(new FormPart(field.Name, field.Id));
        context.Items[typeof(ChoiceGroup)] = new ChoiceGroup(field, HasLegend, Hint is null ? null : field.HintId);
        var choices = Html.Element("div", Html.Classes(element, Small ? $"{element}--small" : null, ExtraClasses));
        output.MoveAttributesTo(choices);
        choices.InnerHtml.AppendHtml(await output.GetChildContentAsync());
        BecomeGroup(output, field, null, InFieldset(field, element, HintOf(field), ErrorOf(field), choices));
    }
}

/// <summary>One of a few: <c>&lt;govuk-radios for="Level" legend="Level of need"&gt;&lt;govuk-radio value="@Level.One"&gt;Level 1&lt;/govuk-radio&gt;…</c>.</summary>
[HtmlTargetElement("govuk-radios")]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    /// <summary>Side by side on wide windows; for two or three short choices.</summary>
    public bool Inline { get; set; }

    private protected override string Kind => "radios";

    private protected override string? ExtraClasses => Inline ? "govuk-radios--inline" : null;
}

/// <summary>
/// Any of a few: <c>&lt;govuk-checkboxes for="Indicators" legend="…"&gt;&lt;govuk-checkbox value="fire"&gt;…</c>; for one yes or no,
/// leave the legend out and give the value <c>true</c>.
/// </summary>
[HtmlTargetElement("govuk-checkboxes")]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    private protected override string Kind => "checkboxes";
}

/// <summary>A choice inside its group. Its content is the label.</summary>
public abstract class ChoiceTagHelper : TagHelper
{
    /// <summary>What is sent when it is chosen; an enum member is written by its name, yes or no as true or false. Required.</summary>
    public string Value { get; set; } = "";

    /// <summary>Help that is read with the choice.</summary>
    public string? Hint { get; set => field = Html.Given(value); }

    /// <summary>Turned off: shown, but it cannot be chosen. Say why in the hint.</summary>
    public bool Disabled { get; set; }

    private protected abstract string Kind { get; }

    private protected abstract string Type { get; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (!context.Items.TryGetValue(typeof(ChoiceGroup), out var found) || found is not ChoiceGroup group)
            throw new InvalidOperationException($"{context.TagName} stands outside its group.");
        var block = $"govuk-{Kind}";
        var id = group.NextId();
        var hintId = Hint is null ? null : $"{id}-item-hint";
        var input = Html.Element("input", $"{block}__input")
            .With("id", id)
            .With("name", group.Field.Name)
            .With("type", Type)
            .With("value", Value)
            .With("checked", group.Field.Values.Contains(Value) ? "checked" : null)
            .With("disabled", Disabled ? "disabled" : null)
            .With("aria-describedby", group.DescribedBy(hintId));
        output.MoveAttributesTo(input);
        var label = Html.Element("label", $"govuk-label {block}__label").With("for", id).Holding(await output.GetChildContentAsync());
        output.Become("div", $"{block}__item");
        output.Content.Clear();
        output.Content.AppendHtml(input).AppendHtml(label);
        if (hintId is not null)
            output.Content.AppendHtml(Html.Element("div", $"govuk-hint {block}__hint").With("id", hintId).Holding(Hint!));
    }
}

/// <summary>One choice of <c>govuk-radios</c>.</summary>
[HtmlTargetElement("govuk-radio")]
public sealed class RadioTagHelper : ChoiceTagHelper
{
    private protected override string Kind => "radios";

    private protected override string Type => "radio";
}

/// <summary>One choice of <c>govuk-checkboxes</c>.</summary>
[HtmlTargetElement("govuk-checkbox")]
public sealed class CheckboxTagHelper : ChoiceTagHelper
{
    private protected override string Kind => "checkboxes";

    private protected override string Type => "checkbox";
}

/// <summary>Words between two radios: <c>&lt;govuk-radio-divider&gt;or&lt;/govuk-radio-divider&gt;</c>.</summary>
[HtmlTargetElement("govuk-radio-divider")]
public sealed class RadioDividerTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("div", "govuk-radios__divider");
}
