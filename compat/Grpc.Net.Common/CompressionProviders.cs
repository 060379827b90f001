using System.IO.Compression;

namespace Grpc.Net.Compression;

/// <summary>Compresses and decompresses message payloads for one name in <c>grpc-encoding</c>.</summary>
public interface ICompressionProvider
{
    /// <summary>The name sent in <c>grpc-encoding</c> and <c>grpc-accept-encoding</c>.</summary>
    string EncodingName { get; }

    /// <summary>Wraps <paramref name="stream"/>; it stays open when the returned stream is disposed.</summary>
    /// <param name="stream">Receives the compressed bytes.</param>
    /// <param name="compressionLevel">Null for the provider's own level.</param>
    Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel);

    /// <summary>Wraps <paramref name="stream"/>, which holds compressed bytes.</summary>
    Stream CreateDecompressionStream(Stream stream);
}

/// <summary>The <c>gzip</c> encoding (RFC 1952).</summary>
public sealed class GzipCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
{
    /// <inheritdoc/>
    public string EncodingName => "gzip";

    /// <inheritdoc/>
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new GZipStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

    /// <inheritdoc/>
    public Stream CreateDecompressionStream(Stream stream) => new GZipStream(stream, CompressionMode.Decompress);
}

/// <summary>The <c>deflate</c> encoding, which on HTTP means the zlib format (RFC 1950), not raw deflate.</summary>
public sealed class DeflateCompressionProvider(CompressionLevel defaultCompressionLevel) : ICompressionProvider
{
    /// <inheritdoc/>
    public string EncodingName => "deflate";

    /// <inheritdoc/>
    public Stream CreateCompressionStream(Stream stream, CompressionLevel? compressionLevel) =>
        new ZLibStream(stream, compressionLevel ?? defaultCompressionLevel, leaveOpen: true);

    /// <inheritdoc/>
    public Stream CreateDecompressionStream(Stream stream) => new ZLibStream(stream, CompressionMode.Decompress);
}
