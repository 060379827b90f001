using System.Globalization;
using Mash.Hub.Errors;

namespace Mash.Hub.Contacts;

/// <summary>Versions as callers hold them: opaque text.</summary>
internal static class Etags
{
    public static string Of(int version) => "v" + version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds a violation where the etag is missing.</summary>
    public static void Require(string etag, List<FieldViolation> violations)
    {
        if (string.IsNullOrEmpty(etag))
            violations.Add(new FieldViolation("etag", "Give the etag of the version that you saw."));
    }
}
