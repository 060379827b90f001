using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;

namespace Mash.FrontDoor.Embedded;

/// <summary>
/// The style sheet, scripts and icon that the build embedded in this assembly. All of them live under one path that
/// holds a hash of their content, so that a browser may keep them for a year and a new build is seen at once.
/// </summary>
internal sealed class AssetStore
{
    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>
    {
        ["app.css"] = "text/css; charset=utf-8",
        ["app.js"] = "text/javascript; charset=utf-8",
        ["govuk-frontend.min.js"] = "text/javascript; charset=utf-8",
        ["icon.svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Asset> assets;

    public AssetStore()
    {
        var assembly = typeof(AssetStore).Assembly;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var read = new Dictionary<string, Asset>();
        foreach (var (name, contentType) in ContentTypes.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var plain = Read(assembly, name);
            hash.AppendData(plain);
            read[name] = new Asset(contentType, plain, Compress(plain));
        }

        assets = read.ToFrozenDictionary();
        Version = Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>First 16 hexadecimal digits of a SHA-256 over every asset.</summary>
    public string Version { get; }

    /// <summary>Path of an asset from the site's root, such as <c>/assets/0123456789abcdef/app.css</c>.</summary>
    public string PathOf(string name) =>
        assets.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset named {name}.", nameof(name));

    public Asset? Find(string version, string name) => version == Version ? assets.GetValueOrDefault(name) : null;

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build did not embed {name}.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    private static byte[] Compress(byte[] plain)
    {
        using var copy = new MemoryStream();
        using (var brotli = new BrotliStream(copy, CompressionLevel.Optimal))
            brotli.Write(plain);
        return copy.ToArray();
    }
}

/// <summary>One embedded file: as it is, and compressed with Brotli.</summary>
internal sealed record Asset(string ContentType, ReadOnlyMemory<byte> Plain, ReadOnlyMemory<byte> Brotli);
