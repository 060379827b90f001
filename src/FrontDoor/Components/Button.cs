using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>How a button looks, which says how much it weighs.</summary>
public enum ButtonKind
{
    /// <summary>Green; at most one a page.</summary>
    Primary,

    /// <summary>Grey; everything else.</summary>
    Secondary,

    /// <summary>Red; kept for immediate safety and for what cannot be taken back.</summary>
    Warning,

    /// <summary>Looks like a link, acts like a button.</summary>
    Link,
}

/// <summary>
/// A button that submits (<c>&lt;govuk-button name="act" value="save"&gt;Save&lt;/govuk-button&gt;</c>), or with <c>href</c> a link that looks
/// like one. A second click within a second is ignored where scripts run; the request id guards against it everywhere.
/// </summary>
[HtmlTargetElement("govuk-button")]
public sealed class ButtonTagHelper : TagHelper
{
    /// <summary>How it looks. Default primary.</summary>
    public ButtonKind Kind { get; set; }

    /// <summary>Where it leads; without it, it submits its form.</summary>
    public string? Href { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var classes = Kind switch
        {
            ButtonKind.Secondary => "govuk-button govuk-button--secondary",
            ButtonKind.Warning => "govuk-button govuk-button--warning",
            ButtonKind.Link => "app-link-button",
            _ => "govuk-button",
        };
        if (Href is not null)
        {
            output.Become("a", classes);
            output.Attributes.SetAttribute("href", Href);
            output.Attributes.SetAttribute("role", "button");
            output.Attributes.SetAttribute("draggable", "false");
            output.Attributes.SetAttribute("data-module", "govuk-button");
            return;
        }

        output.Become("button", classes);
        if (!output.Attributes.ContainsName("type"))
            output.Attributes.SetAttribute("type", "submit");
        output.Attributes.SetAttribute("data-module", "govuk-button");
        output.Attributes.SetAttribute("data-prevent-double-click", "true");
    }
}
