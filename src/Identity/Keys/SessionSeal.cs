using System.Security.Cryptography;
using System.Text;

namespace Mash.Identity.Keys;

/// <summary>
/// AES-256-GCM for cells of Identity's database. Form: version 1, 12-byte nonce, 16-byte tag, ciphertext. The cell's place is bound in, so that
/// cells cannot be swapped.
/// </summary>
/// <param name="options">Names the keys folder.</param>
/// <param name="file">The key's file there, made when it is absent.</param>
internal abstract class CellSeal(IdentityOptions options, string file)
{
    private const byte Version = 1;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int HeaderLength = 1 + NonceLength + TagLength;

    protected byte[] Key { get; } = KeyFiles.ReadOrCreateSecret(Path.Combine(options.KeysDirectory, file), 32);

    /// <param name="plaintext">What to hide.</param>
    /// <param name="column">Table and column: <c>front_door_session.ticket</c>.</param>
    /// <param name="row">The row's id.</param>
    public byte[] Seal(ReadOnlySpan<byte> plaintext, string column, Guid row)
    {
        var cell = new byte[HeaderLength + plaintext.Length];
        cell[0] = Version;
        var nonce = cell.AsSpan(1, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Key, TagLength);
        aes.Encrypt(nonce, plaintext, cell.AsSpan(HeaderLength), cell.AsSpan(1 + NonceLength, TagLength), Place(column, row));
        return cell;
    }

    /// <exception cref="CryptographicException">The cell was sealed under another key, for another place, or was changed.</exception>
    public byte[] Open(ReadOnlySpan<byte> cell, string column, Guid row)
    {
        if (cell.Length < HeaderLength || cell[0] != Version)
            throw new CryptographicException("Not a sealed cell.");
        var plaintext = new byte[cell.Length - HeaderLength];
        using var aes = new AesGcm(Key, TagLength);
        aes.Decrypt(cell.Slice(1, NonceLength), cell[HeaderLength..], cell.Slice(1 + NonceLength, TagLength), plaintext, Place(column, row));
        return plaintext;
    }

    private static byte[] Place(string column, Guid row) => [Version, .. row.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(column)];
}

/// <summary>
/// For what Identity keeps on behalf of others. The key is <c>session.key</c> in the keys folder; losing it signs everybody out and harms nothing
/// else.
/// </summary>
internal sealed class SessionSeal(IdentityOptions options) : CellSeal(options, "session.key");

/// <summary>
/// For what proves who somebody is: seals the secrets of authenticator apps and makes the keyed hashes of recovery codes. The key is
/// <c>sign-in-methods.key</c> in the keys folder; when it is lost, people set up their app and codes again.
/// </summary>
internal sealed class MethodSeal : CellSeal
{
    private readonly byte[] _hashKey;

    public MethodSeal(IdentityOptions options)
        : base(options, "sign-in-methods.key") => _hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, Key, 32, info: "recovery-code"u8.ToArray());

    /// <summary>HMAC-SHA256 of an account's code, base64url.</summary>
    public string Hash(Guid account, string code)
        => Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Encode(HMACSHA256.HashData(_hashKey, (byte[])[.. account.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(code)]));
}
