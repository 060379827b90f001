using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>A file: <c>&lt;govuk-file-upload for="KeyFile" label="Upload the key" accept=".pem" /&gt;</c>, member <c>IFormFile</c>; the form needs <c>enctype="multipart/form-data"</c>.</summary>
[HtmlTargetElement("govuk-file-upload", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FileUploadTagHelper : LabelledTagHelper
{
    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = Describe("govuk-file-upload");
        Register(new FormPart(field.Name, field.Id));
        var input = Html.Element("input", Html.Classes("govuk-file-upload", field.HasErrors ? "govuk-file-upload--error" : null))
            .With("id", field.Id)
            .With("name", field.Name)
            .With("type", "file")
            .With("aria-describedby", DescribedBy(field))
            .With("aria-invalid", field.HasErrors ? "true" : null);
        output.MoveAttributesTo(input);
        BecomeGroup(output, field, null, LabelOf(field, "govuk-file-upload"), HintOf(field), ErrorOf(field), input);
    }
}
