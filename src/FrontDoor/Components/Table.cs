using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>
/// A dense table whose rows become cards on narrow windows. The style changes how its parts are displayed there, which
/// makes browsers forget that it is a table, so every part says its role.
/// </summary>
[HtmlTargetElement("app-table", Attributes = "caption")]
public sealed class TableTagHelper : TagHelper
{
    /// <summary>What the table holds, counted and ordered in words. Required.</summary>
    public string Caption { get; set; } = "";

    /// <summary>Shows the caption only to people who hear the page, where a heading above says the same.</summary>
    public bool CaptionHidden { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("table", "app-table");
        output.Attributes.SetAttribute("role", "table");
        output.PreContent.AppendHtml(Html.Element("caption", CaptionHidden ? "govuk-visually-hidden" : "govuk-table__caption govuk-table__caption--s").Holding(Caption));
    }
}

/// <summary>The row of column headings: holds <c>app-column</c>.</summary>
[HtmlTargetElement("app-columns", ParentTag = "app-table")]
public sealed class ColumnsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var row = Html.Element("tr").With("role", "row").Holding(await output.GetChildContentAsync());
        output.Become("thead");
        output.Attributes.SetAttribute("role", "rowgroup");
        output.Content.SetHtmlContent(row);
    }
}

/// <summary>The rows: holds <c>app-row</c> and <c>app-row-group</c>.</summary>
[HtmlTargetElement("app-rows", ParentTag = "app-table")]
public sealed class RowsTagHelper : TagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("tbody");
        output.Attributes.SetAttribute("role", "rowgroup");
    }
}

/// <summary>Heading of a column: <c>&lt;app-column sort="ascending"&gt;Due&lt;/app-column&gt;</c>.</summary>
[HtmlTargetElement("app-column", ParentTag = "app-columns")]
public sealed class ColumnTagHelper : TagHelper
{
    /// <summary>ascending or descending where the rows are in the order of this column.</summary>
    public string? Sort { get; set; }

    /// <summary>The column holds numbers.</summary>
    public bool Numeric { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("th", Numeric ? "app-table__numeric" : null);
        output.Attributes.SetAttribute("scope", "col");
        output.Attributes.SetAttribute("role", "columnheader");
        if (Sort is not null)
            output.Attributes.SetAttribute("aria-sort", Sort);
    }
}

/// <summary>A row: holds <c>app-cell</c>, one of them with <c>header="true"</c>.</summary>
[HtmlTargetElement("app-row")]
public sealed class RowTagHelper : TagHelper
{
    /// <summary>What the row is about is past its time; the clock in it says so in words.</summary>
    public bool Late { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become("tr", Late ? "is-late" : null);
        output.Attributes.SetAttribute("role", "row");
    }
}

/// <summary>A cell: <c>&lt;app-cell label="From"&gt;Police&lt;/app-cell&gt;</c>.</summary>
[HtmlTargetElement("app-cell", ParentTag = "app-row")]
public sealed class CellTagHelper : TagHelper
{
    /// <summary>Written before the value where the row is a card; leave out where the value speaks for itself.</summary>
    public string? Label { get; set; }

    /// <summary>Names the row.</summary>
    public bool Header { get; set; }

    /// <summary>Holds a number.</summary>
    public bool Numeric { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.Become(Header ? "th" : "td", Numeric ? "app-table__numeric" : null);
        output.Attributes.SetAttribute("role", Header ? "rowheader" : "cell");
        if (Header)
            output.Attributes.SetAttribute("scope", "row");
        if (Label is not null)
            output.Attributes.SetAttribute("data-label", Label);
    }
}

/// <summary>A heading over the rows that follow: <c>&lt;app-row-group columns="7"&gt;Late&lt;/app-row-group&gt;</c>.</summary>
[HtmlTargetElement("app-row-group", ParentTag = "app-rows", Attributes = "columns")]
public sealed class RowGroupTagHelper : TagHelper
{
    /// <summary>How many columns the table has. Required.</summary>
    public int Columns { get; set; }

    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var heading = Html.Element("th").With("role", "columnheader").With("scope", "colgroup")
            .With("colspan", Columns.ToString(CultureInfo.InvariantCulture))
            .Holding(await output.GetChildContentAsync());
        output.Become("tr", "is-group");
        output.Attributes.SetAttribute("role", "row");
        output.Content.SetHtmlContent(heading);
    }
}
