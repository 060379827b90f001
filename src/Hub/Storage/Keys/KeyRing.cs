using System.Security.Cryptography;

namespace Mash.Hub.Storage.Keys;

/// <summary>
/// The hub's long-lived secrets, each a file of 32 random bytes (0600) in the key directory: the key-encryption key that wraps
/// every data key, the key of blocking tokens, and the key of content hashes. Made on first start; never in the database.
/// </summary>
internal sealed class KeyRing
{
    private const int KeySize = 32;
    private readonly Dictionary<int, byte[]> keyEncryptionKeys = [];

    public KeyRing(StorageOptions options)
    {
        var directory = options.KeyDirectory;
        CreatePrivateDirectory(directory);
        foreach (var file in Directory.EnumerateFiles(directory, "kek-*.key"))
            keyEncryptionKeys[int.Parse(Path.GetFileNameWithoutExtension(file)[4..], System.Globalization.CultureInfo.InvariantCulture)] = Load(file);
        if (keyEncryptionKeys.Count == 0)
            keyEncryptionKeys[1] = LoadOrCreate(Path.Combine(directory, "kek-1.key"));
        CurrentKekVersion = keyEncryptionKeys.Keys.Max();
        Blocking = LoadOrCreate(Path.Combine(directory, "blocking.key"));
        ContentHash = LoadOrCreate(Path.Combine(directory, "content-hash.key"));
    }

    /// <summary>Version of the key-encryption key that wraps new data keys.</summary>
    public int CurrentKekVersion { get; }

    /// <summary>Key of blocking tokens, incident and household tokens and the audit index.</summary>
    public byte[] Blocking { get; }

    /// <summary>Key of the content hashes that tell a repeated submission from a changed one.</summary>
    public byte[] ContentHash { get; }

    /// <summary>Wraps a data key, bound to its id.</summary>
    public WrappedKey Wrap(DataKey key)
    {
        var wrapped = new byte[12 + KeySize + 16];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        using var aes = new AesGcm(keyEncryptionKeys[CurrentKekVersion], 16);
        aes.Encrypt(wrapped.AsSpan(0, 12), key.Secret, wrapped.AsSpan(12, KeySize), wrapped.AsSpan(12 + KeySize), WrapContext(key.Id, CurrentKekVersion));
        return new WrappedKey(key, CurrentKekVersion, wrapped);
    }

    /// <summary>Unwraps a data key.</summary>
    /// <exception cref="CryptographicException">The key or its binding was changed, or the key-encryption key is not there.</exception>
    public byte[] Unwrap(Guid keyId, int kekVersion, ReadOnlySpan<byte> wrapped)
    {
        if (!keyEncryptionKeys.TryGetValue(kekVersion, out var kek))
            throw new CryptographicException($"Key-encryption key {kekVersion} is not in the key directory.");
        if (wrapped.Length != 12 + KeySize + 16)
            throw new CryptographicException("A wrapped key has the wrong length.");
        var dataKey = new byte[KeySize];
        using var aes = new AesGcm(kek, 16);
        aes.Decrypt(wrapped[..12], wrapped[12..(12 + KeySize)], wrapped[(12 + KeySize)..], dataKey, WrapContext(keyId, kekVersion));
        return dataKey;
    }

    private static byte[] WrapContext(Guid keyId, int version)
    {
        var context = new byte[20];
        keyId.TryWriteBytes(context, bigEndian: true, out _);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(context.AsSpan(16), version);
        return context;
    }

    private static byte[] LoadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            var create = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var stream = new FileStream(file, create);
            stream.Write(RandomNumberGenerator.GetBytes(KeySize));
            stream.Flush(flushToDisk: true);
        }
        return Load(file);
    }

    private static byte[] Load(string file)
    {
        var key = File.ReadAllBytes(file);
        return key.Length == KeySize ? key : throw new InvalidOperationException($"The key file {Path.GetFileName(file)} must hold {KeySize} bytes.");
    }

    private static void CreatePrivateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
