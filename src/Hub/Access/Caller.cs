using Mash.Hub.Audit;

namespace Mash.Hub.Access;

/// <summary>What kind of caller it is.</summary>
internal enum CallerKind
{
    /// <summary>Nobody is signed in.</summary>
    Anonymous,

    /// <summary>An agency's system.</summary>
    Agency,

    /// <summary>A person of the hub's staff.</summary>
    Staff,

    /// <summary>A person of a partner agency, signed in here.</summary>
    AgencyPerson,

    /// <summary>A front door, speaking for itself.</summary>
    FrontDoor,
}

/// <summary>Who calls, with what is true of them at this moment.</summary>
internal sealed record Caller
{
    public required CallerKind Kind { get; init; }
    public string Issuer { get; init; } = "";
    public string Subject { get; init; } = "";
    public string ClientId { get; init; } = "";

    /// <summary>The agency that calls, or whose person calls; null for staff.</summary>
    public AgencyStanding? Agency { get; init; }

    /// <summary>The person's account; null for agencies' systems.</summary>
    public AccountStanding? Account { get; init; }

    /// <summary>The agency's key that asked for the token; null where the authority does not say.</summary>
    public string? KeyId { get; init; }

    public IReadOnlyCollection<string> Scopes { get; init; } = [];

    /// <summary>The practitioner whom the agency's system names. It is recorded and shown, and opens nothing: nobody here has seen that person sign in.</summary>
    public string? AssertedPractitioner { get; init; }
    public string? AuthenticationContext { get; init; }
    public string? AuthenticationMethods { get; init; }

    /// <summary>When the person last proved who they are (<c>auth_time</c>); null where the authority does not say.</summary>
    public DateTimeOffset? AuthenticatedTime { get; init; }

    /// <summary>Nobody.</summary>
    public static readonly Caller Nobody = new() { Kind = CallerKind.Anonymous };

    /// <summary>True for the hub's own staff.</summary>
    public bool IsStaff => Kind == CallerKind.Staff;

    /// <summary>True for whoever signs in: hub staff and agencies' people.</summary>
    public bool IsPerson => Kind is CallerKind.Staff or CallerKind.AgencyPerson;

    /// <summary>True where the person holds the role now.</summary>
    public bool HasRole(string role) => Account?.Roles.Contains(role) ?? false;

    /// <summary>The caller as the audit log names them.</summary>
    public AuditActor ToActor() => new(Issuer, Subject)
    {
        AgencyId = Agency?.AgencyId,
        Role = Account is { Roles.Count: > 0 } ? string.Join(' ', Account.Roles.Order(StringComparer.Ordinal)) : null,
        Client = ClientId,
        AuthenticationContext = AuthenticationContext,
        AuthenticationMethods = AuthenticationMethods,
        AssertedPractitioner = AssertedPractitioner,
    };
}

/// <summary>An agency as it stands now.</summary>
internal sealed record AgencyStanding(
    Guid AgencyId,
    string Name,
    Agencies.AgencyKind Kind,
    string Telephone,
    bool Suspended,
    IReadOnlySet<string> Scopes,
    IReadOnlySet<string> SourceCodes,
    IReadOnlyDictionary<string, string> LiveKeys)
{
    /// <summary>First day of its data-sharing agreement; null where none is recorded.</summary>
    public DateOnly? AgreementFrom { get; init; }

    /// <summary>Last day of its data-sharing agreement; null where none is recorded.</summary>
    public DateOnly? AgreementTo { get; init; }

    /// <summary>True while its registration is not complete: its system can do nothing yet.</summary>
    public bool Registering { get; init; }

    /// <summary>Where it publishes its keys as a JWK set; empty where it hands them in.</summary>
    public string JwksAddress { get; init; } = "";
}

/// <summary>A person as they stand now.</summary>
internal sealed record AccountStanding(Guid AccountId, string Issuer, string Subject, string Name, IReadOnlySet<string> Roles)
{
    /// <summary>Somebody whom the staff authority signed in and whom the hub does not know: they may ask who they are, and nothing else.</summary>
    public static AccountStanding WithoutRole(string issuer, string subject, string name) => new(Guid.Empty, issuer, subject, name, new HashSet<string>());

    /// <summary>False for somebody of whom the hub has no row.</summary>
    public bool IsKnown => AccountId != Guid.Empty;

    /// <summary>The agency whose person it is; null for hub staff.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>Work address; empty where it is not known.</summary>
    public string Email { get; init; } = "";

    /// <summary>True where the person may do nothing here any more.</summary>
    public bool Disabled { get; init; }
}
