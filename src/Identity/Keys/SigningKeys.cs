using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Keys;

/// <summary>
/// The ES256 keys of one issuer: PKCS #8 files <c>token-NAME-TICKS.pem</c> in the keys folder. The newest signs; the one before it stays
/// published, so that tokens signed just before a rotation still verify; older ones are deleted.
/// </summary>
internal sealed class SigningKeys
{
    private const int Published = 2;
    private readonly string _directory;
    private readonly string _prefix;
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private Loaded _loaded;

    /// <param name="directory">The keys folder; made when absent.</param>
    /// <param name="name">The issuer's short name: letters only.</param>
    /// <param name="clock">Real time; it names new files.</param>
    public SigningKeys(string directory, string name, TimeProvider clock)
    {
        _directory = directory;
        _prefix = "token-" + name + "-";
        _clock = clock;
        KeyFiles.EnsureDirectory(directory);
        if (Files().Length == 0)
            CreateFile();
        _loaded = Load();
    }

    /// <summary>What the next token is signed with.</summary>
    public SigningCredentials Signing => Current().Signing;

    /// <summary>What others verify with: the signing key first.</summary>
    public PublicJwks Public => Current().Public;

    /// <summary>Keys that verify tokens of this issuer, for a token handed back to it.</summary>
    public IReadOnlyList<SecurityKey> Verifying => Current().Verifying;

    /// <summary>Makes a new signing key. The old one stays published until the next rotation: do not rotate twice within ten minutes.</summary>
    public void Rotate()
    {
        lock (_lock)
        {
            CreateFile();
            foreach (var old in Files().SkipLast(Published))
                File.Delete(old);
            _loaded = Load();
        }
    }

    private Loaded Current()
    {
        // Another process (mash cli) may have rotated: the folder's stamp tells.
        if (Directory.GetLastWriteTimeUtc(_directory) == _loaded.Stamp)
            return _loaded;
        lock (_lock)
            return _loaded = Load();
    }

    private Loaded Load()
    {
        var stamp = Directory.GetLastWriteTimeUtc(_directory);
        var keys = Files().TakeLast(Published).Reverse().Select(Read).ToList();
        return new Loaded(
            stamp,
            new SigningCredentials(keys[0].Key, SecurityAlgorithms.EcdsaSha256),
            new PublicJwks([.. keys.Select(key => key.Jwk)]),
            [.. keys.Select(key => key.Jwk.ToSecurityKey())]);
    }

    private static (ECDsaSecurityKey Key, PublicJwk Jwk) Read(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        var jwk = PublicJwk.Of(key);
        return (new ECDsaSecurityKey(key) { KeyId = jwk.KeyId }, jwk);
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

    private string[] Files() => [.. Directory.GetFiles(_directory, _prefix + "*.pem").Order(StringComparer.Ordinal)];

    private long Ticks(string file)
        => long.Parse(Path.GetFileNameWithoutExtension(file)[_prefix.Length..], CultureInfo.InvariantCulture);

    private sealed record Loaded(DateTime Stamp, SigningCredentials Signing, PublicJwks Public, IReadOnlyList<SecurityKey> Verifying);
}
