using System.Security.Cryptography;

namespace Mash.Hub.Storage.Keys;

/// <summary>A data key: 32 random bytes that seal the records of one contact section. Stored only wrapped.</summary>
internal sealed record DataKey(Guid Id, byte[] Secret)
{
    /// <summary>Makes a new key. It exists for others only once the key store has it.</summary>
    public static DataKey Create() => new(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32));
}

/// <summary>A data key with the form in which the key store holds it.</summary>
/// <param name="Key">The key.</param>
/// <param name="KekVersion">Version of the key-encryption key that wraps it.</param>
/// <param name="Bytes">Nonce (12) + ciphertext (32) + tag (16).</param>
internal sealed record WrappedKey(DataKey Key, int KekVersion, byte[] Bytes);
