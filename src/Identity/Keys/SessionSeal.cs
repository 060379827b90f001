using System.Security.Cryptography;
using System.Text;

namespace Mash.Identity.Keys;

/// <summary>
/// AES-256-GCM for what Identity keeps on behalf of others. The key is <c>session.key</c> in the keys folder; losing it signs everybody out and
/// harms nothing else. Form: version 1, 12-byte nonce, 16-byte tag, ciphertext. The cell's place is bound in, so that cells cannot be swapped.
/// </summary>
internal sealed class SessionSeal(IdentityOptions options)
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength + TagLength;

    private readonly byte[] _key = KeyFiles.ReadOrCreateSecret(Path.Combine(options.KeysDirectory, "session.key"), 32);

    /// <param name="plaintext">What to hide.</param>
    /// <param name="column">Table and column: <c>front_door_session.ticket</c>.</param>
    /// <param name="row">The row's id.</param>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, string column, Guid row)
    {
        var cell = new byte[HeaderLength + plaintext.Length];
        cell[0] = Version;
        var nonce = cell.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, plaintext, cell.AsSpan(HeaderLength), cell.AsSpan(1 + NonceLength, TagLength), Place(column, row));
        return cell;
    }

    /// <exception cref="CryptographicException">The cell was sealed under another key, for another place, or was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> cell, string column, Guid row)
    {
        if (cell.Length < HeaderLength || cell[0] != Version)
            throw new CryptographicException("Not a sealed cell.");
        var plaintext = new byte[cell.Length - HeaderLength];
        using var aes = new AesGcm(_key, TagLength);
        aes.Decrypt(cell.Slice(1, NonceLength), cell[HeaderLength..], cell.Slice(1 + NonceLength, TagLength), plaintext, Place(column, row));
        return plaintext;
    }

    private static byte[] Place(string column, Guid row) => [Version, .. row.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(column)];
}
