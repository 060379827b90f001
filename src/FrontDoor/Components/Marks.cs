using Mash.V1;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>
/// A clock: <c>&lt;app-clock clock="@row.Clock" now="@now" /&gt;</c>, words first, then shape, colour last. Its content, if any, is a
/// sentence that explains it, such as "Amber until 2:10pm, then red".
/// </summary>
[HtmlTargetElement("app-clock", Attributes = "clock,now")]
public sealed class ClockTagHelper : TagHelper
{
    /// <summary>The clock as the hub gave it. Required.</summary>
    public Clock Clock { get; set; } = null!;

    /// <summary>The domain time of the hub's answer. Required.</summary>
    public DateTimeOffset Now { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var note = await output.GetChildContentAsync();
        var (state, icon) = Clock.State switch
        {
            ClockState.Late => ("late", Icon.Late),
            ClockState.Soon => ("soon", Icon.Soon),
            ClockState.Stopped => ("done", Icon.Done),
            _ => ("open", Icon.Open),
        };
        var words = ClockWords.Of(Clock, Now);
        var text = Html.Element("span").Holding(Html.Element("b").Holding(words.Lead)).Holding($" {words.Rest}");
        if (!note.IsEmptyOrWhiteSpace)
            text.Holding(". ").Holding(note);
        output.Become("span", $"app-clock app-clock--{state}");
        output.Content.SetHtmlContent(icon);
        output.Content.AppendHtml(text);
    }
}

/// <summary>How urgent a contact is, always with the word: <c>&lt;app-rag rating="@row.Rag" /&gt;</c>.</summary>
[HtmlTargetElement("app-rag", Attributes = "rating", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class RagTagHelper : TagHelper
{
    /// <summary>The rating. Required.</summary>
    public Rag Rating { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var word = Rating is Rag.Unspecified ? nameof(Rag.Unrated) : Rating.ToString();
        output.Become("span", $"app-rag app-rag--{word.ToLowerInvariant()}");
        output.Content.SetContent(word);
    }
}

/// <summary>
/// Why a fact is not there: <c>&lt;app-gap reason="NotAsked" /&gt;</c>. The four look different from each other and from an
/// empty space. Its content, if any, stands in place of the usual words.
/// </summary>
[HtmlTargetElement("app-gap", Attributes = "reason")]
public sealed class GapTagHelper : TagHelper
{
    /// <summary>Why. A value that is neither given nor explained was not supplied.</summary>
    public GapReason Reason { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var own = await output.GetChildContentAsync();
        var (classes, words) = Reason switch
        {
            GapReason.NotKnown => ("app-gap app-gap--unknown", "Not known"),
            GapReason.NotAsked => ("app-gap", "Not asked"),
            GapReason.Refused => ("app-gap app-gap--refused", "Refused"),
            _ => ("app-gap app-gap--unsupplied", "Not supplied"),
        };
        output.Become("span", classes);
        if (own.IsEmptyOrWhiteSpace)
            output.Content.SetContent(words);
    }
}

/// <summary>A short flag on a row: <c>&lt;app-flag kind="Alert"&gt;5th in 12 months&lt;/app-flag&gt;</c>. Several stand in <c>&lt;app-flags&gt;</c>.</summary>
[HtmlTargetElement("app-flag")]
public sealed class FlagTagHelper : TagHelper
{
    /// <summary>What kind of flag it is. Default plain.</summary>
    public FlagKind Kind { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("span", Kind switch
    {
        FlagKind.Alert => "moj-badge moj-badge--red",
        FlagKind.New => "moj-badge moj-badge--blue",
        _ => "moj-badge moj-badge--black",
    });
}

/// <summary>What kind of flag.</summary>
public enum FlagKind
{
    /// <summary>A fact worth knowing first.</summary>
    Plain,

    /// <summary>Kept for 3 or more contacts in 12 months and for likely harm today.</summary>
    Alert,

    /// <summary>Something that came in since.</summary>
    New,
}

/// <summary>Flags side by side: <c>&lt;app-flags&gt;&lt;app-flag&gt;…</c>.</summary>
[HtmlTargetElement("app-flags")]
public sealed class FlagsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("span", "app-flags");
}

/// <summary>How somebody knows what is stated: <c>&lt;app-mark kind="Observed" /&gt;</c>.</summary>
[HtmlTargetElement("app-mark", Attributes = "kind", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MarkTagHelper : TagHelper
{
    /// <summary>How it is known. Required.</summary>
    public StatementKind Kind { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (name, word, icon) = Of(Kind);
        output.Become("span", $"app-mark app-mark--{name}");
        output.Content.SetHtmlContent(icon);
        output.Content.Append(word);
    }

    internal static (string Name, string Word, IHtmlContent Icon) Of(StatementKind kind) => kind switch
    {
        StatementKind.Observed => ("observed", "Observed", Icon.Observed),
        StatementKind.Quoted => ("quoted", "Quoted", Icon.Quoted),
        StatementKind.SecondHand => ("passed", "Second hand", Icon.SecondHand),
        StatementKind.Opinion => ("opinion", "Opinion", Icon.Opinion),
        _ => ("unknown", "Not said how", Icon.Open),
    };
}

/// <summary>Facts with where each comes from: <c>&lt;app-facts&gt;&lt;app-fact kind="…" source="…"&gt;…</c>.</summary>
[HtmlTargetElement("app-facts")]
public sealed class FactsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output) => output.Become("ul", "app-facts");
}

/// <summary>
/// One fact: <c>&lt;app-fact kind="Quoted" source="Oscar, to police, 19 November"&gt;“We put water on it”&lt;/app-fact&gt;</c>. With
/// <c>about</c> the side names who it is about (a child's name and age), and the mark stands with the source.
/// </summary>
[HtmlTargetElement("app-fact", ParentTag = "app-facts")]
public sealed class FactTagHelper : TagHelper
{
    /// <summary>How it is known; unspecified for a fact that is a gap.</summary>
    public StatementKind Kind { get; set; }

    /// <summary>Who it is about, where the list is by person.</summary>
    public string? About { get; set; }

    /// <summary>Who says so, and when.</summary>
    public string? Source { get; set; }

    /// <summary>A child's own words, shown larger.</summary>
    public bool Voice { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var text = Html.Element("p", Voice ? "app-voice" : null).Holding(await output.GetChildContentAsync());
        var mark = Kind is StatementKind.Unspecified ? null : Mark(Kind);
        var side = About is null ? Html.Element("div").Holding(mark) : Html.Element("div", "app-child").Holding(About);
        var source = Html.Element("p", "app-source");
        if (About is not null && mark is not null)
            source.Holding(mark).Holding(" ");
        if (Source is not null)
            source.Holding(Source);
        output.Become("li");
        output.Content.SetHtmlContent(side);
        output.Content.AppendHtml(Html.Element("div").Holding(text, source.HasInnerHtml ? source : null));
    }

    private static Microsoft.AspNetCore.Mvc.Rendering.TagBuilder Mark(StatementKind kind)
    {
        var (name, word, icon) = MarkTagHelper.Of(kind);
        return Html.Element("span", $"app-mark app-mark--{name}").Holding(icon).Holding(word);
    }
}
