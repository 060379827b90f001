using System.Text;
using QRCoder;

namespace Mash.Identity.Pages;

/// <summary>QR codes as SVG that stands in the page, so that the secret is in no file and no address.</summary>
internal static class QrImage
{
    private const int Size = 240;

    /// <param name="text">What it says.</param>
    /// <param name="label">What it is, for people who do not see it.</param>
    public static string Of(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules[row].Count; column++)
            {
                if (modules[row][column])
                    path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
            }
        }

        return $"""<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{PageLayout.Encode(label)}" width="{Size}" height="{Size}" viewBox="0 0 {modules.Count} {modules.Count}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path d="{path}" fill="#000"/></svg>""";
    }
}
