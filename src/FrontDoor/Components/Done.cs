using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>Something that is done, marked as a stopped clock is: <c>&lt;app-done&gt;&lt;b&gt;Decided 3:31pm&lt;/b&gt; Level 4&lt;/app-done&gt;</c>.</summary>
[HtmlTargetElement("app-done")]
public sealed class DoneTagHelper : TagHelper
{
    /// <inheritdoc />
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = Html.Element("span").Holding(await output.GetChildContentAsync());
        output.Become("span", "app-clock app-clock--done");
        output.Content.SetHtmlContent(Icon.Done);
        output.Content.AppendHtml(words);
    }
}
