using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using Mash.AgencyClient;

namespace Mash.AgencyCli.Commands;

/// <summary><c>keys new</c>: the agency's signing key. The private part never leaves the file.</summary>
internal static class KeysCommand
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static Command Create()
    {
        var output = new Option<FileInfo>("--out")
        {
            Description = "File of the private key (PEM); must not exist.",
            DefaultValueFactory = _ => new FileInfo("mash-agency-key.pem"),
        };
        var create = new Command("new", "Makes an EC P-256 key and prints its public part, which the hub's administrator registers.") { output };
        create.SetAction(parsed => New(parsed.GetValue(output)!));
        return new Command("keys", "The agency's signing keys.") { create };
    }

    private static int New(FileInfo file)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        try
        {
            using var writer = new StreamWriter(file.FullName, options);
            writer.Write(key.ExportPkcs8PrivateKeyPem());
            writer.WriteLine();
        }
        catch (IOException) when (file.Exists)
        {
            Screen.Warn($"{file.FullName} exists. A key is never overwritten: name another file with --out.");
            return ExitCodes.Wrong;
        }
        var parameters = key.ExportParameters(includePrivateParameters: false);
        var keyId = AgencySigningKey.ComputeKeyId(parameters);
        Console.WriteLine($$"""
            {"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(parameters.Q.X)}}","y":"{{Base64Url.EncodeToString(parameters.Q.Y)}}","use":"sig","alg":"ES256","kid":"{{keyId}}"}
            """);
        Screen.Warn($"Key id (RFC 7638 thumbprint): {keyId}");
        Screen.Warn($"Private key: {file.FullName} (readable by you only). Give the line above, never this file, to the hub's administrator.");
        return ExitCodes.Done;
    }
}
