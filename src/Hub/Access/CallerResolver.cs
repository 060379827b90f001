using System.Buffers.Text;
using System.Security.Cryptography;
using Grpc.Core;
using Mash.Hub.Access.Accounts;

namespace Mash.Hub.Access;

/// <summary>Finds out who calls: the token says who, the hub's own rows say what they may do now.</summary>
internal sealed class CallerResolver(TokenVerifier verifier, AccessDirectory directory, AccessOptions options, KeyUse keyUse, AccountUse accountUse, IStaffTokens staffTokens)
{
    /// <summary>The caller; <see cref="Caller.Nobody"/> without a token that counts.</summary>
    public async ValueTask<Caller> ResolveAsync(ServerCallContext context)
    {
        var header = context.RequestHeaders.GetValue("authorization");
        if (header is null || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
            return Caller.Nobody;
        var token = await verifier.VerifyAsync(header[7..].Trim(), context.CancellationToken);
        if (token is null || !IsHeldBy(token, context))
            return Caller.Nobody;
        var caller = Resolve(token);
        if (!caller.IsPerson)
            return caller;
        if (!await staffTokens.IsLiveAsync(token.TokenId, context.CancellationToken))
            return Caller.Nobody;
        if (caller.Account is { IsKnown: true } account)
            accountUse.Note(account.AccountId);
        return caller;
    }

    private Caller Resolve(VerifiedToken token)
    {
        if (!token.IsStaff)
            return ResolveAgency(token);
        var caller = new Caller
        {
            Kind = CallerKind.Staff,
            Issuer = token.Issuer,
            Subject = token.Subject,
            ClientId = token.ClientId,
            Scopes = token.Scopes,
            AuthenticationContext = token.AuthenticationContext,
            AuthenticationMethods = token.AuthenticationMethods,
            AuthenticatedTime = token.AuthenticatedTime,
        };
        if (token.IsFrontDoors)
            return options.FrontDoorClients.Contains(token.ClientId) ? caller with { Kind = CallerKind.FrontDoor } : Caller.Nobody;
        if (!token.Scopes.Contains(VerifiedToken.PersonScope))
            return Caller.Nobody;
        return directory.Account(token.Issuer, token.Subject) switch
        {
            null => caller with { Account = AccountStanding.WithoutRole(token.Issuer, token.Subject, token.Name ?? "") },
            { Disabled: true } => Caller.Nobody,
            { } account => WithAccount(caller, account),
        };
    }

    /// <summary>People of a suspended agency keep their sign-in and may do nothing with it.</summary>
    private Caller WithAccount(Caller caller, AccountStanding account)
    {
        if (account.AgencyId is not { } agencyId)
            return caller with { Account = account };
        return directory.Agency(agencyId) is { } agency
            ? caller with { Kind = CallerKind.AgencyPerson, Agency = agency, Account = agency.Suspended ? account with { Roles = new HashSet<string>() } : account }
            : Caller.Nobody;
    }

    private Caller ResolveAgency(VerifiedToken token)
    {
        if (!Guid.TryParse(token.Subject, out var agencyId) || directory.Agency(agencyId) is not { } agency)
            return Caller.Nobody;
        // A token lives no longer than the key that asked for it, and no longer than the agency's standing.
        if (!StillStands(agency, token.KeyId))
            return Caller.Nobody;
        if (token.KeyId is { } used)
            keyUse.Note(agencyId, used);
        return new Caller
        {
            Kind = CallerKind.Agency,
            KeyId = token.KeyId,
            Issuer = token.Issuer,
            Subject = token.Subject,
            ClientId = token.ClientId,
            Agency = agency,
            Scopes = token.Scopes,
        };
    }

    /// <summary>A token that is bound to a client certificate counts on a connection that was made with it, and nowhere else (RFC 8705).</summary>
    private static bool IsHeldBy(VerifiedToken token, ServerCallContext context) =>
        token.CertificateThumbprint is not { } bound
        || (context.GetHttpContext().Connection.ClientCertificate is { } certificate
            && bound == Base64Url.EncodeToString(certificate.GetCertHash(HashAlgorithmName.SHA256)));

    /// <summary>True while the agency is registered and not suspended, and the key that asked for the token is live.</summary>
    public static bool StillStands(AgencyStanding? agency, string? keyId) =>
        agency is { Suspended: false, Registering: false } && (keyId is null || agency.LiveKeys.ContainsKey(keyId));
}
