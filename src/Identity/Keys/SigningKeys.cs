using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mash.Identity.Issuing;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Keys;

/// <summary>
/// The ES256 keys of one issuer: PKCS #8 files <c>token-NAME-TICKS.pem</c> in the keys folder. What each does follows from the times in the
/// names, the clock and the settings alone, so that all processes that share the folder agree: a new key is published at once, signs after the
/// lead, and stays published after its successor signs until the last token that it signed has expired. Then its file is destroyed.
/// </summary>
internal sealed class SigningKeys
{
    /// <summary>From the last token a key may have signed to the end of its publication: the token's life and clocks that differ.</summary>
    public static readonly TimeSpan Retention = TokenWriter.Lifetime + TimeSpan.FromMinutes(1);

    /// <summary>A folder whose stamp does not change when a file does (network file systems) is read again this often.</summary>
    private static readonly TimeSpan ReadAgainAfter = TimeSpan.FromSeconds(10);

    private readonly string _directory;
    private readonly string _prefix;
    private readonly KeyRotation _rotation;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private Loaded? _loaded;

    /// <param name="directory">The keys folder; made when absent.</param>
    /// <param name="name">The issuer's short name: letters only.</param>
    /// <param name="rotation">When keys change.</param>
    /// <param name="clock">Real time; it names new files.</param>
    public SigningKeys(string directory, string name, KeyRotation rotation, TimeProvider clock)
    {
        _directory = directory;
        _prefix = "token-" + name + "-";
        _rotation = rotation;
        _clock = clock;
        KeyFiles.EnsureDirectory(directory);
        using (Lock())
        {
            if (Files().Length == 0)
                CreateFile();
        }

        _loaded = Load();
    }

    /// <summary>What the next token is signed with.</summary>
    public SigningCredentials Signing => new(Current().Single(key => key.State == SigningKeyState.Signing).File.Key, SecurityAlgorithms.EcdsaSha256);

    /// <summary>What others verify with: newest first.</summary>
    public PublicJwks Public => new([.. Published().Select(key => key.File.Jwk)]);

    /// <summary>Keys that verify tokens of this issuer, for a token handed back to it.</summary>
    public IReadOnlyList<SecurityKey> Verifying => [.. Published().Select(key => key.File.Jwk.ToSecurityKey())];

    /// <summary>Every key that has a file, newest first.</summary>
    public IReadOnlyList<SigningKeyStanding> Standing
        => [.. Current().AsEnumerable().Reverse().Select(key => new SigningKeyStanding(key.File.Jwk.KeyId, key.File.PublishedTime, key.State))];

    /// <summary>Makes and publishes a new key. It signs after the lead.</summary>
    /// <returns>Its <c>kid</c>.</returns>
    public string Rotate()
    {
        using (Lock())
            return Publish();
    }

    /// <summary>
    /// For a key that somebody else may have: a new one signs at once, and all others are destroyed. Every token in use ends with them.
    /// </summary>
    /// <returns>The new key's <c>kid</c>.</returns>
    public string Replace()
    {
        using (Lock())
        {
            var old = Files();
            var made = Publish();
            foreach (var file in old)
                KeyFiles.Destroy(file);
            Reload();
            return made;
        }
    }

    /// <summary>Publishes a successor when the newest key comes of age, and destroys the keys that are over. Safe in several processes.</summary>
    public void Maintain()
    {
        using (Lock())
        {
            Reload();
            if (_clock.GetUtcNow() >= Current()[^1].File.PublishedTime + _rotation.Age - _rotation.Lead)
                Publish();
            var over = Current().Where(key => key.State == SigningKeyState.Over).ToList();
            if (over.Count == 0)
                return;
            foreach (var key in over)
                KeyFiles.Destroy(key.File.Path);
            Reload();
        }
    }

    private IEnumerable<(KeyFile File, SigningKeyState State)> Published() => Current().Where(key => key.State != SigningKeyState.Over).Reverse();

    /// <summary>Oldest first.</summary>
    private List<(KeyFile File, SigningKeyState State)> Current()
    {
        var now = _clock.GetUtcNow();
        var loaded = _loaded!;
        if (Directory.GetLastWriteTimeUtc(_directory) != loaded.Stamp || now - loaded.ReadTime > ReadAgainAfter || now < loaded.ReadTime)
            loaded = Reload();
        var keys = loaded.Keys;
        var signing = keys.FindLastIndex(key => StartsSigning(keys, key) <= now);
        return [.. keys.Select((key, index) => (key, State(keys, index, signing, now)))];
    }

    /// <summary>The first key signs from the beginning: there is nobody who could sign in its place.</summary>
    private DateTimeOffset StartsSigning(List<KeyFile> keys, KeyFile key)
        => key == keys[0] ? DateTimeOffset.MinValue : key.PublishedTime + _rotation.Lead;

    private SigningKeyState State(List<KeyFile> keys, int index, int signing, DateTimeOffset now)
    {
        if (index >= signing)
            return index == signing ? SigningKeyState.Signing : SigningKeyState.Published;
        return now < StartsSigning(keys, keys[index + 1]) + Retention ? SigningKeyState.Retiring : SigningKeyState.Over;
    }

    private Loaded Reload()
    {
        lock (_lock)
            return _loaded = Load();
    }

    private Loaded Load()
    {
        // The stamp is taken first: a change while the files are read makes the next look read them again.
        var stamp = Directory.GetLastWriteTimeUtc(_directory);
        var known = _loaded?.Keys ?? [];
        return new Loaded(stamp, _clock.GetUtcNow(), [.. Files().Select(path => known.Find(key => key.Path == path) ?? Read(path))]);
    }

    private KeyFile Read(string path)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(path));
        var jwk = PublicJwk.Of(key);
        return new KeyFile(path, new DateTimeOffset(Ticks(path), TimeSpan.Zero), new ECDsaSecurityKey(key) { KeyId = jwk.KeyId }, jwk);
    }

    private string Publish()
    {
        CreateFile();
        return Reload().Keys[^1].Jwk.KeyId;
    }

    private void CreateFile()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var ticks = _clock.GetUtcNow().UtcTicks;
        if (Files() is [.., var newest])
            ticks = Math.Max(ticks, Ticks(newest) + 1);
        var path = Path.Combine(_directory, _prefix + ticks.ToString("d19", CultureInfo.InvariantCulture) + ".pem");
        KeyFiles.TryCreate(path, Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
    }

    /// <summary>One process at a time changes the keys.</summary>
    private IDisposable Lock() => KeyFiles.Lock(Path.Combine(_directory, "token.lock"));

    private string[] Files() => [.. Directory.GetFiles(_directory, _prefix + "*.pem").Order(StringComparer.Ordinal)];

    private long Ticks(string file)
        => long.Parse(Path.GetFileNameWithoutExtension(file)[_prefix.Length..], CultureInfo.InvariantCulture);

    private sealed record KeyFile(string Path, DateTimeOffset PublishedTime, ECDsaSecurityKey Key, PublicJwk Jwk);

    private sealed record Loaded(DateTime Stamp, DateTimeOffset ReadTime, List<KeyFile> Keys);
}
