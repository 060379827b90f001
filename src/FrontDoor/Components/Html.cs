using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>Builds encoded elements; nothing here takes ready-made HTML text.</summary>
internal static class Html
{
    public static TagBuilder Element(string name, string? classes = null)
    {
        var element = new TagBuilder(name);
        if (name is "input")
            element.TagRenderMode = TagRenderMode.SelfClosing;
        return element.With("class", classes);
    }

    /// <summary>Sets an attribute; null leaves it out, an empty string writes it without a value.</summary>
    public static TagBuilder With(this TagBuilder element, string name, string? value)
    {
        if (value is not null)
            element.Attributes[name] = value;
        return element;
    }

    public static TagBuilder Holding(this TagBuilder element, string text)
    {
        element.InnerHtml.Append(text);
        return element;
    }

    public static TagBuilder Holding(this TagBuilder element, params IEnumerable<IHtmlContent?> content)
    {
        foreach (var part in content)
        {
            if (part is not null)
                element.InnerHtml.AppendHtml(part);
        }

        return element;
    }

    /// <summary>Text for people who hear the page rather than see it.</summary>
    public static TagBuilder HiddenText(string text) => Element("span", "govuk-visually-hidden").Holding(text);

    /// <summary>Wraps the content in a heading; level 0 leaves it as it is.</summary>
    public static IHtmlContent InHeading(IHtmlContent content, int level, string classes) =>
        level == 0 ? content : Element($"h{level}", classes).Holding(content);

    /// <summary>Razor hands an expression that is null to a text attribute as an empty one: both mean that nothing was given.</summary>
    public static string? Given(string? value) => string.IsNullOrEmpty(value) ? null : value;

    /// <summary>Joins class names and leaves out what is empty; null when nothing is left.</summary>
    public static string? Classes(params string?[] names)
    {
        var joined = string.Join(' ', names.Where(name => !string.IsNullOrEmpty(name)));
        return joined.Length == 0 ? null : joined;
    }

    /// <summary>Renders as this element with these classes, before any that the page wrote itself.</summary>
    public static void Become(this TagHelperOutput output, string element, string? classes = null)
    {
        output.TagName = element;
        output.TagMode = TagMode.StartTagAndEndTag;
        if (classes is null)
            return;
        var written = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", Classes(classes, written));
    }

    /// <summary>Moves what the page wrote on the component (such as <c>autocomplete</c> or <c>data-</c>) to the element it is about.</summary>
    public static void MoveAttributesTo(this TagHelperOutput output, TagBuilder element)
    {
        foreach (var attribute in output.Attributes)
        {
            if (attribute.Name == "class")
                element.AddCssClass(attribute.Value?.ToString() ?? "");
            else
                element.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
        }

        output.Attributes.Clear();
    }
}
