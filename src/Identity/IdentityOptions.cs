using Mash.Identity.Agencies;
using Mash.Identity.Keys;

namespace Mash.Identity;

/// <summary>Everything the issuers, the accounts and the sessions need from the outside. Both hosts of the process get equal values.</summary>
internal sealed record IdentityOptions
{
    /// <summary>Where browsers and machines reach the issuers, without a path: <c>http://localhost:5081</c>. https unless it is loopback.</summary>
    public required Uri BaseAddress { get; init; }

    public required IdentityDatabase Database { get; init; }

    /// <summary>Folder of signing and sealing keys (files 0600, made on first start).</summary>
    public required string KeysDirectory { get; init; }

    /// <summary>Relying parties of the staff issuer. Usually one: the front door.</summary>
    public required IReadOnlyList<StaffClient> StaffClients { get; init; }

    /// <summary>The front door's stylesheet, absolute or a path on the issuer's own host.</summary>
    public required Uri Stylesheet { get; init; }

    /// <summary>Sentence in the environment banner of the sign-in page; null shows none.</summary>
    public string? EnvironmentNotice { get; init; }

    public RateLimits Limits { get; init; } = new();

    /// <summary>Whether a password alone signs anybody in. Offered only where every person is fictional.</summary>
    public SecondFactor SecondFactor { get; init; } = SecondFactor.Required;

    /// <summary>When signing keys change.</summary>
    public KeyRotation KeyRotation { get; init; } = new();

    /// <summary>
    /// Where agencies ask for tokens over TLS with a client certificate (RFC 8705): https, without a path, another port than
    /// <see cref="BaseAddress"/>. Null where no token is bound to a certificate.
    /// </summary>
    public Uri? AgencyTlsAddress { get; init; }

    /// <summary>Which addresses an agency's keys may be read from.</summary>
    public KeyAddressRules KeyAddresses { get; init; } = new();

    /// <summary>True where another authority signs staff in: their sessions belong to its subjects, not to accounts here.</summary>
    public bool StaffSignInElsewhere { get; init; }

    /// <summary>Rounds of PBKDF2-HMAC-SHA512 for a password. Lower only in tests.</summary>
    public int PasswordHashIterations { get; init; } = 210_000;

    /// <summary>The issuer of staff tokens, as it stands in <c>iss</c>.</summary>
    public string StaffIssuer => Root + "/staff";

    /// <summary>The issuer of agency tokens, as it stands in <c>iss</c>.</summary>
    public string AgenciesIssuer => Root + "/agencies";

    private string Root => BaseAddress.GetLeftPart(UriPartial.Authority);

    /// <exception cref="InvalidOperationException">A value is unusable; the message names the option and no secret.</exception>
    public void Validate()
    {
        if (BaseAddress.Scheme != Uri.UriSchemeHttps && !BaseAddress.IsLoopback)
            throw new InvalidOperationException("Identity: BaseAddress must be https unless it is a loopback address.");
        if (BaseAddress.AbsolutePath != "/")
            throw new InvalidOperationException("Identity: BaseAddress must not carry a path.");
        if (StaffClients.Select(client => client.ClientId).Distinct(StringComparer.Ordinal).Count() != StaffClients.Count)
            throw new InvalidOperationException("Identity: two staff clients share one client id.");
        if (StaffClients.Any(client => Guid.TryParse(client.ClientId, out _)))
            throw new InvalidOperationException("Identity: a staff client's id must not look like an account's (a UUID).");
        if (PasswordHashIterations < 1)
            throw new InvalidOperationException("Identity: PasswordHashIterations must be positive.");
        if (AgencyTlsAddress is { } tls && (tls.Scheme != Uri.UriSchemeHttps || tls.AbsolutePath != "/" || tls.Port == BaseAddress.Port))
            throw new InvalidOperationException("Identity: AgencyTlsAddress must be https, without a path, on another port than BaseAddress.");
        KeyRotation.Validate();
    }
}

/// <summary>Where Identity keeps its rows. Nobody else writes there.</summary>
/// <param name="Provider">SQLite or PostgreSQL.</param>
/// <param name="ConnectionString">For SQLite only <c>Data Source</c> is read; on PostgreSQL the schema <c>identity</c> is made.</param>
internal sealed record IdentityDatabase(IdentityDatabaseProvider Provider, string ConnectionString)
{
    public static IdentityDatabase Sqlite(string path) => new(IdentityDatabaseProvider.Sqlite, "Data Source=" + path);

    public static IdentityDatabase Postgres(string connectionString) => new(IdentityDatabaseProvider.Postgres, connectionString);
}

/// <summary>What a person with a password needs besides it. Whoever has added a second factor always uses it.</summary>
internal enum SecondFactor
{
    /// <summary>Everybody signs in with a passkey, or with a code after the password. Who has neither adds one at the first sign-in.</summary>
    Required,

    /// <summary>People may add one.</summary>
    Offered,
}

internal enum IdentityDatabaseProvider
{
    Sqlite,
    Postgres,
}

/// <summary>A relying party of the staff issuer. It authenticates by <c>private_key_jwt</c>.</summary>
/// <param name="ClientId">The id in every request, for example <c>front-door</c>.</param>
/// <param name="PublicKeysFile">A JWK set with its public P-256 keys; read again when the file changes.</param>
/// <param name="RedirectUris">Compared character by character.</param>
/// <param name="PostLogoutRedirectUris">Compared character by character.</param>
internal sealed record StaffClient(
    string ClientId,
    string PublicKeysFile,
    IReadOnlyList<string> RedirectUris,
    IReadOnlyList<string> PostLogoutRedirectUris);

/// <summary>Requests a minute before the answer is 429.</summary>
internal sealed record RateLimits
{
    /// <summary>Sign-in attempts from one network address.</summary>
    public int SignInsByAddress { get; init; } = 120;

    /// <summary>Sign-in attempts on one account name, known or not. Wrong passwords lock it long before.</summary>
    public int SignInsByAccount { get; init; } = 30;

    /// <summary>Token, pushed request and revocation calls from one network address.</summary>
    public int TokensByAddress { get; init; } = 1200;

    /// <summary>Tokens for one client.</summary>
    public int TokensByClient { get; init; } = 600;
}
