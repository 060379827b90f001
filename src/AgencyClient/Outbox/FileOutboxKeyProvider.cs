using System.Security.Cryptography;

namespace Mash.AgencyClient;

/// <summary>
/// Keeps the wrapping key as 32 random bytes (base64) in a file of mode 0600. The file is made with the first data key and never again:
/// a missing file beside a used outbox is an error, not a new key.
/// </summary>
/// <param name="file">Path of the key file.</param>
public sealed class FileOutboxKeyProvider(string file) : IOutboxKeyProvider
{
    private static readonly byte[] Purpose = "mash-outbox-key/1"u8.ToArray();

    /// <inheritdoc/>
    public async ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file)) await CreateAsync(cancellationToken);
        return Aead.Seal(await ReadAsync(cancellationToken), dataKey.Span, Purpose);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken = default)
    {
        var key = await ReadAsync(cancellationToken);
        try
        {
            return Aead.Open(key, wrapped.Span, Purpose);
        }
        catch (CryptographicException)
        {
            throw new OutboxKeyException("The outbox key file does not fit this outbox.");
        }
    }

    private async Task<byte[]> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var key = Convert.FromBase64String(await File.ReadAllTextAsync(file, cancellationToken));
            if (key.Length == Aead.KeySize) return key;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutboxKeyException("The outbox key file is missing or cannot be read.", e);
        }
        catch (FormatException)
        {
            // Falls through to the same error as a key of the wrong length.
        }
        throw new OutboxKeyException("The outbox key file is damaged.");
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } directory) PrivateFiles.EnsureDirectory(directory);
        await PrivateFiles.WriteAsync(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(Aead.KeySize)), cancellationToken);
    }
}
