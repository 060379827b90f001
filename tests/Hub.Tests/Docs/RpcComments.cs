using System.Text.RegularExpressions;

namespace Mash.Hub.Tests.Docs;

/// <summary>The first sentence of each rpc's comment in the protos, by full name.</summary>
internal static partial class RpcComments
{
    public static IReadOnlyDictionary<string, string> Read()
    {
        var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in RepositoryFiles.Below("protos", "*.proto"))
            Read(RepositoryFiles.Read(file), sentences);
        return sentences;
    }

    private static void Read(string proto, Dictionary<string, string> sentences)
    {
        var (package, service) = ("", "");
        var comment = new List<string>();
        foreach (var line in proto.Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("//", StringComparison.Ordinal))
            {
                comment.Add(line[2..].Trim());
                continue;
            }
            if (Package().Match(line) is { Success: true } inPackage)
                package = inPackage.Groups[1].Value;
            else if (Service().Match(line) is { Success: true } inService)
                service = inService.Groups[1].Value;
            else if (Rpc().Match(line) is { Success: true } rpc)
                sentences[$"/{package}.{service}/{rpc.Groups[1].Value}"] = FirstSentence(string.Join(' ', comment));
            comment.Clear();
        }
    }

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    [GeneratedRegex(@"^package ([\w.]+);")]
    private static partial Regex Package();

    [GeneratedRegex(@"^service (\w+) ")]
    private static partial Regex Service();

    [GeneratedRegex(@"^rpc (\w+)\(")]
    private static partial Regex Rpc();
}
