using System.Text.Json;
using System.Text.Json.Nodes;
using Mash.Identity.Accounts;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Methods;

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Credential id, base64url. It is no secret.</param>
/// <param name="Name">As its owner called it.</param>
/// <param name="CreatedTime">When it was added.</param>
/// <param name="LastUsedTime">When it last signed them in; null while it never did.</param>
internal sealed record PasskeySummary(string Id, string Name, DateTimeOffset CreatedTime, DateTimeOffset? LastUsedTime);

/// <summary>What the page hands to the browser's authenticator.</summary>
/// <param name="Ceremony">To send back with the answer; good once, for five minutes.</param>
/// <param name="Options">WebAuthn options as JSON.</param>
internal sealed record PasskeyChallenge(string Ceremony, JsonElement Options);

/// <summary>
/// Passkeys of staff. The framework's handler makes and checks what WebAuthn says; the challenge of each ceremony stays here in the database and
/// is taken away by the first answer, so that an answer never counts twice.
/// </summary>
internal sealed class Passkeys(UserManager<StaffAccount> users, IPasskeyHandler<StaffAccount> handler, IdentityStore store, TimeProvider clock)
{
    /// <summary>Most passkeys of one account.</summary>
    public const int Limit = 10;

    public const int NameLimit = 60;

    /// <summary>Options for a new passkey.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Whose it will be.</param>
    /// <param name="replacesAll">True where it takes the place of all that the account has: a device that holds one may then make another.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    public async Task<PasskeyChallenge> OfferAsync(HttpContext context, StaffAccount account, bool replacesAll, CancellationToken cancellationToken)
    {
        var entity = new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.Name };
        var made = await handler.MakeCreationOptionsAsync(entity, context);
        var options = JsonNode.Parse(made.CreationOptionsJson)!.AsObject();
        if (replacesAll)
            options["excludeCredentials"] = new JsonArray();
        return await KeepAsync(CeremonyKind.Attestation, account.Id, made.AttestationState!, options.ToJsonString(), cancellationToken);
    }

    /// <summary>Options for signing in. They name no credential, so that they say nothing about any account.</summary>
    /// <param name="context">The request.</param>
    /// <param name="account">Who it must be, when their password was right already; anybody when null.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
    public async Task<PasskeyChallenge> AskAsync(HttpContext context, Guid? account, CancellationToken cancellationToken)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        return await KeepAsync(CeremonyKind.Assertion, account, made.AssertionState!, made.RequestOptionsJson, cancellationToken);
    }

    /// <summary>The new passkey that an answer holds, not stored yet; null when it is not acceptable.</summary>
    public async Task<UserPasskeyInfo?> CheckNewAsync(
        HttpContext context, StaffAccount account, string ceremony, string credential, CancellationToken cancellationToken)
    {
        if (await TakeAsync(CeremonyKind.Attestation, ceremony, cancellationToken) is not { } taken || taken.AccountId != account.Id)
            return null;
        var result = await TryAsync(() => handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = taken.State }));
        return result is { Succeeded: true } && result.UserEntity.Id == account.Id.ToString() ? result.Passkey : null;
    }

    /// <summary>Who signs in with a passkey, and the passkey with its new counter, not stored yet; null when the answer is not acceptable.</summary>
    public async Task<(StaffAccount Account, UserPasskeyInfo Passkey)?> CheckAsync(
        HttpContext context, string ceremony, string credential, CancellationToken cancellationToken)
    {
        if (await TakeAsync(CeremonyKind.Assertion, ceremony, cancellationToken) is not { } taken)
            return null;
        var result = await TryAsync(() => handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = taken.State }));
        if (result is not { Succeeded: true } || !result.Passkey.IsUserVerified)
            return null;
        return taken.AccountId is { } expected && expected != result.User.Id ? null : (result.User, result.Passkey);
    }

    /// <summary>Stores a new passkey.</summary>
    public async Task AddAsync(StaffAccount account, UserPasskeyInfo passkey, string name)
    {
        passkey.Name = name;
        Succeed(await users.AddOrUpdatePasskeyAsync(account, passkey));
    }

    /// <summary>Stores the counter of a passkey that signed somebody in, and when.</summary>
    public async Task UseAsync(StaffAccount account, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        Succeed(await users.AddOrUpdatePasskeyAsync(account, passkey));
        var (now, id) = (clock.GetUtcNow(), passkey.CredentialId);
        await store.WriteAsync(
            db => db.Passkeys.Where(row => row.CredentialId == id).ExecuteUpdateAsync(
                set => set.SetProperty(row => EF.Property<DateTimeOffset?>(row, StaffPasskeyMapping.LastUsedTime), now), cancellationToken),
            cancellationToken);
    }

    /// <summary>An account's passkeys, the newest first.</summary>
    public async Task<IReadOnlyList<PasskeySummary>> ListAsync(Guid account, CancellationToken cancellationToken)
    {
        var rows = await store.ReadAsync(
            db => db.Passkeys.Where(row => row.UserId == account)
                .Select(row => new { row.CredentialId, row.Data, LastUsed = EF.Property<DateTimeOffset?>(row, StaffPasskeyMapping.LastUsedTime) })
                .ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.OrderByDescending(row => row.Data.CreatedAt)
            .Select(row => new PasskeySummary(Base64UrlEncoder.Encode(row.CredentialId), row.Data.Name ?? "Passkey", row.Data.CreatedAt, row.LastUsed))];
    }

    public async Task RemoveAsync(Guid account, string id, CancellationToken cancellationToken)
    {
        var credential = Base64UrlEncoder.DecodeBytes(id);
        await store.WriteAsync(
            db => db.Passkeys.Where(row => row.CredentialId == credential && row.UserId == account).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    private async Task<PasskeyChallenge> KeepAsync(CeremonyKind kind, Guid? account, string state, string options, CancellationToken cancellationToken)
    {
        var id = Secrets.New();
        var ceremony = new PasskeyCeremony
        {
            IdHash = Secrets.Hash(id),
            Kind = kind,
            AccountId = account,
            State = state,
            ExpiresTime = clock.GetUtcNow() + PasskeyCeremony.Lifetime,
        };
        await store.WriteAsync(
            db =>
            {
                db.PasskeyCeremonies.Add(ceremony);
                return Task.CompletedTask;
            },
            cancellationToken);
        return new PasskeyChallenge(id, JsonDocument.Parse(options).RootElement);
    }

    private Task<PasskeyCeremony?> TakeAsync(CeremonyKind kind, string id, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(id);
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                var ceremony = await db.PasskeyCeremonies.AsNoTracking()
                    .SingleOrDefaultAsync(row => row.IdHash == hash && row.Kind == kind && row.ExpiresTime > now, cancellationToken);
                return await db.PasskeyCeremonies.Where(row => row.IdHash == hash).ExecuteDeleteAsync(cancellationToken) == 1 ? ceremony : null;
            },
            cancellationToken);
    }

    /// <summary>What browsers send may be anything: the handler throws for some of it.</summary>
    private static async Task<T?> TryAsync<T>(Func<Task<T>> check)
        where T : class
    {
        try
        {
            return await check();
        }
        catch (Exception error) when (error is PasskeyException or JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static void Succeed(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException("A passkey could not be stored: " + string.Join(", ", result.Errors.Select(error => error.Code)));
    }
}
