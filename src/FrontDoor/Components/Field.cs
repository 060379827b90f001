using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Mash.FrontDoor.Components;

/// <summary>
/// One question of a form as it stands now: its name and id, what was typed (or else what the model holds), and what is
/// wrong with it.
/// </summary>
internal sealed record Field(string Name, string Id, IReadOnlyList<string> Values, IReadOnlyList<string> Errors)
{
    public string Value => Values.Count == 0 ? "" : Values[0];

    public bool HasErrors => Errors.Count > 0;

    public string HintId => $"{Id}-hint";

    public string ErrorId => $"{Id}-error";

    public static Field Of(ViewContext view, ModelExpression expression)
    {
        var name = view.ViewData.TemplateInfo.GetFullHtmlFieldName(expression.Name);
        return new Field(name, IdOf(name), ValuesOf(view.ModelState, name, expression.Model), ErrorsOf(view.ModelState, name));
    }

    public static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>What to tell the person about this key of the model state; a failure without words of its own gets plain ones.</summary>
    public static IReadOnlyList<string> ErrorsOf(ModelStateDictionary state, string name) =>
        state.TryGetValue(name, out var entry)
            ? [.. entry.Errors.Select(error => error.ErrorMessage.Length == 0 ? "Check this answer" : error.ErrorMessage).Distinct()]
            : [];

    /// <summary>How a value of the model is written in a form: dates and numbers without local habits, true and false in lower case.</summary>
    public static string Written(object? value) => value switch
    {
        null => "",
        bool truth => truth ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum member => member.ToString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    public static IReadOnlyList<string> ValuesOf(ModelStateDictionary state, string name, object? model)
    {
        if (state.TryGetValue(name, out var entry) && entry.RawValue is { } typed)
            return typed is IEnumerable<string?> typedValues ? [.. typedValues.Select(value => value ?? "")] : [typed.ToString() ?? ""];
        return model switch
        {
            null => [],
            string text => [text],
            System.Collections.IEnumerable several => [.. several.Cast<object?>().Select(Written)],
            _ => [Written(model)],
        };
    }
}
