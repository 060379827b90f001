using System.Security.Cryptography;

namespace Mash.Hub.Storage.Keys;

/// <summary>A data key: 32 random bytes that seal the records of one contact section. Stored only wrapped.</summary>
internal sealed record DataKey(Guid Id, byte[] Secret)
{
    /// <summary>Makes a new key. It exists for others only once the key store has it.</summary>
    public static DataKey Create() => new(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32));
}
