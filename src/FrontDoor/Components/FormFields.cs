using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Components;

/// <summary>A model-state key and the element that its errors lead to.</summary>
internal sealed record FormPart(string Key, string ElementId);

/// <summary>
/// The questions of this page in the order in which they were rendered. Each has one part, or several (a date has four) that
/// may share an error. The layout is rendered after the page, so its error summary finds them all here.
/// </summary>
internal sealed class FormFields
{
    private readonly List<IReadOnlyList<FormPart>> questions = [];

    public IReadOnlyList<IReadOnlyList<FormPart>> Questions => questions;

    public static FormFields Of(ViewContext view)
    {
        if (view.HttpContext.Items.TryGetValue(typeof(FormFields), out var found) && found is FormFields known)
            return known;
        var started = new FormFields();
        view.HttpContext.Items[typeof(FormFields)] = started;
        return started;
    }

    public void Add(params IReadOnlyList<FormPart> question) => questions.Add(question);
}
