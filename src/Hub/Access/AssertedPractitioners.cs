using System.Text;
using Grpc.Core;
using Mash.Hub.Errors;

namespace Mash.Hub.Access;

/// <summary>
/// Reads whom an agency's system names as the practitioner who acts: call metadata <c>mash-practitioner-bin</c>, a name in UTF-8. Only agencies'
/// systems are listened to; people who sign in are who they are.
/// </summary>
internal static class AssertedPractitioners
{
    /// <summary>Key of the metadata. It ends in -bin, so that names need no escaping.</summary>
    public const string Key = "mash-practitioner-bin";

    /// <summary>Most characters of a name.</summary>
    public const int NameLimit = 200;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The name; null where none is given.</summary>
    /// <exception cref="ProblemException">It is no name.</exception>
    public static string? Read(Metadata headers)
    {
        if (headers.GetValueBytes(Key) is not { } bytes)
            return null;
        try
        {
            var name = Strict.GetString(bytes).Trim();
            if (name.Length is > 0 and <= NameLimit && !name.Any(char.IsControl))
                return name;
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: refused below.
        }
        throw new ProblemException(Problem.Invalid(Key, $"Name the practitioner in UTF-8, 1 to {NameLimit} characters on one line."));
    }
}
