using Microsoft.AspNetCore.Html;

namespace Mash.FrontDoor.Components;

/// <summary>Shapes beside words. They carry no meaning of their own, so people who hear the page are not told of them.</summary>
internal static class Icon
{
    public static readonly IHtmlContent Late = Draw("""<path d="M8 1 15.2 14.5H.8Z"/><path d="M8 6v4.5M8 12v1.4" stroke="#fff" stroke-width="1.7"/>""");
    public static readonly IHtmlContent Soon = Draw("""<circle cx="8" cy="8" r="6.5"/><path d="M8 1.5a6.5 6.5 0 0 1 0 13Z" fill="currentColor"/>""");
    public static readonly IHtmlContent Open = Draw("""<circle cx="8" cy="8" r="6.5"/>""");
    public static readonly IHtmlContent Done = Draw("""<circle cx="8" cy="8" r="6.5" fill="currentColor"/><path d="m4.8 8.2 2.3 2.3 4.2-4.6" stroke="#fff"/>""");
    public static readonly IHtmlContent Observed = Draw("""<path d="M1 8s2.6-4.6 7-4.6S15 8 15 8s-2.6 4.6-7 4.6S1 8 1 8Z"/><circle cx="8" cy="8" r="1.8" fill="currentColor"/>""");
    public static readonly IHtmlContent Quoted = Draw("""<path d="M2 12V8.5C2 5.5 3.5 4 6 3.6M9.5 12V8.5c0-3 1.5-4.5 4-4.9M2 8.5h3.5V12H2ZM9.5 8.5H13V12H9.5Z" fill="currentColor"/>""");
    public static readonly IHtmlContent SecondHand = Draw("""<path d="M2 4h8M2 8h6M2 12h8M10 5l4 3-4 3"/>""");
    public static readonly IHtmlContent Opinion = Draw("""<path d="M2 2.5h12v8H7.5L4 13.8v-3.3H2Z"/>""");

    private static HtmlString Draw(string shape) =>
        new($"""<svg class="app-icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{shape}</svg>""");
}
