using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>The way back, named after where it leads: <c>&lt;govuk-back-link href="/queue"&gt;Queue&lt;/govuk-back-link&gt;</c>. For the Back section of the layout.</summary>
[HtmlTargetElement("govuk-back-link", Attributes = "href")]
public sealed class BackLinkTagHelper : TagHelper
{
    /// <summary>Where it leads. Required.</summary>
    public string Href { get; set; } = "";

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var link = Html.Element("a", "govuk-back-link").With("href", Href).Holding(await output.GetChildContentAsync());
        output.Become("nav");
        output.Attributes.SetAttribute("aria-label", "Back");
        output.Content.SetHtmlContent(link);
    }
}

/// <summary>Where this page stands: <c>&lt;govuk-breadcrumbs&gt;&lt;govuk-breadcrumb href="/agencies"&gt;Agencies&lt;/govuk-breadcrumb&gt;…</c>. For the Back section of the layout.</summary>
[HtmlTargetElement("govuk-breadcrumbs")]
public sealed class BreadcrumbsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var list = Html.Element("ol", "govuk-breadcrumbs__list").Holding(await output.GetChildContentAsync());
        output.Become("nav", "govuk-breadcrumbs");
        output.Attributes.SetAttribute("aria-label", "Breadcrumb");
        output.Content.SetHtmlContent(list);
    }
}

/// <summary>One step of the breadcrumbs; without <c>href</c> it is this page.</summary>
[HtmlTargetElement("govuk-breadcrumb", ParentTag = "govuk-breadcrumbs")]
public sealed class BreadcrumbTagHelper : TagHelper
{
    /// <summary>Where it leads.</summary>
    public string? Href { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        output.Become("li", "govuk-breadcrumbs__list-item");
        if (Href is null)
        {
            output.Attributes.SetAttribute("aria-current", "page");
            output.Content.SetHtmlContent(content);
            return;
        }

        output.Content.SetHtmlContent(Html.Element("a", "govuk-breadcrumbs__link").With("href", Href).Holding(content));
    }
}

/// <summary>
/// Earlier and later pages of a list read by key, so without page numbers:
/// <c>&lt;govuk-pagination previous-href="…" next-href="…" /&gt;</c>. Nothing is shown when there is neither.
/// </summary>
[HtmlTargetElement("govuk-pagination", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class PaginationTagHelper : TagHelper
{
    private const string BackArrow = "M6.5 1 1 6.5 6.5 12M1.5 6.5H15";
    private const string OnArrow = "M8.5 1 14 6.5 8.5 12M13.5 6.5H0";

    /// <summary>Where the page before this leads; none on the first.</summary>
    public string? PreviousHref { get; set => field = Html.Given(value); }

    /// <summary>Where the page after this leads; none on the last.</summary>
    public string? NextHref { get; set => field = Html.Given(value); }

    /// <summary>What is on the page before, such as "Earlier messages". Default "Previous page".</summary>
    public string PreviousText { get; set; } = "Previous page";

    /// <summary>What is on the page after, such as "Later messages". Default "Next page".</summary>
    public string NextText { get; set; } = "Next page";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (PreviousHref is null && NextHref is null)
        {
            output.SuppressOutput();
            return;
        }

        output.Become("nav", "govuk-pagination");
        if (!output.Attributes.ContainsName("aria-label"))
            output.Attributes.SetAttribute("aria-label", "Pages");
        if (PreviousHref is not null)
            output.Content.AppendHtml(Step("prev", PreviousHref, Arrow("prev", BackArrow), Words(PreviousText)));
        if (NextHref is not null)
            output.Content.AppendHtml(Step("next", NextHref, Words(NextText), Arrow("next", OnArrow)));
    }

    private static TagBuilder Words(string text) => Html.Element("span", "govuk-pagination__link-title").Holding(text);

    private static TagBuilder Step(string way, string href, params IEnumerable<IHtmlContent> parts) =>
        Html.Element("div", $"govuk-pagination__{way}").Holding(
            Html.Element("a", "govuk-link govuk-pagination__link").With("href", href).With("rel", way).Holding(parts));

    private static TagBuilder Arrow(string way, string path) =>
        Html.Element("svg", $"govuk-pagination__icon govuk-pagination__icon--{way}")
            .With("xmlns", "http://www.w3.org/2000/svg").With("height", "13").With("width", "15")
            .With("aria-hidden", "true").With("focusable", "false").With("viewBox", "0 0 15 13")
            .Holding(Html.Element("path").With("d", path).With("fill", "none").With("stroke", "currentColor").With("stroke-width", "2"));
}
