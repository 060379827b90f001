using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Mash.FrontDoor.Components;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Tests.Pages.Gallery;

internal enum Answer
{
    Yes,
    No,
    Unknown,
}

/// <summary>One of each question; posting it finds fault with whatever is empty.</summary>
[AllowAnonymous]
[BindProperties]
internal sealed class FormModel : PageModel
{
    public static IReadOnlyList<SelectListItem> Scales { get; } =
        [.. Enumerable.Range(0, 11).Select(scale => scale.ToString(CultureInfo.InvariantCulture)).Select(text => new SelectListItem(text, text))];

    public string? Name { get; set; }

    public string? Postcode { get; set; } = "NN1 9XX";

    public int? Weeks { get; set; }

    public string? Secret { get; set; }

    public string? Words { get; set; } = "“Mum says <she’s> not hungry but she is.”";

    public string? How { get; set; }

    public Answer? Alone { get; set; } = Answer.Yes;

    public string? Outcome { get; set; } = "strategy";

    public List<string> Indicators { get; set; } = ["food"];

    public bool NobodyAsked { get; set; }

    public DateAnswer DateOfBirth { get; set; } = DateAnswer.Of(new DateOnly(2021, 3, 27));

    public string? Scale { get; set; } = "2";

    public string? Street { get; set; }

    [Display(Name = "Named by its model")]
    public string? Named { get; set; }

    public void OnPost()
    {
        Need(Name, nameof(Name), "Enter the child’s full name");
        Need(Postcode, nameof(Postcode), "Enter a postcode");
        Need(Secret, nameof(Secret), "Enter your password");
        Need(Words, nameof(Words), "Enter what Amber said or how she was");
        Need(Alone?.ToString(), nameof(Alone), "Say whether Amber was on her own");
        Need(Outcome, nameof(Outcome), "Choose what happens for Oscar");
        Need(Indicators.Count == 0 ? null : "some", nameof(Indicators), "Choose at least one indicator");
        Need(NobodyAsked ? "yes" : null, nameof(NobodyAsked), "Say that nobody asked");
        Need(Scale, nameof(Scale), "Choose how safe Oscar is");
        if (DateOfBirth.IsEmpty)
            ModelState.AddModelError(nameof(DateOfBirth), "Enter a date of birth");
        DateOfBirth.Read(ModelState, nameof(DateOfBirth), "Date of birth");
        if (!ModelState.IsValid)
            ModelState.AddModelError("", "The contact was not saved");
    }

    private void Need(string? answer, string key, string words)
    {
        if (string.IsNullOrWhiteSpace(answer))
            ModelState.AddModelError(key, words);
    }
}
