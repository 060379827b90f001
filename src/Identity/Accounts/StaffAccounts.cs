using Mash.Identity.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Accounts;

/// <summary>A new account.</summary>
/// <param name="Name">As shown to colleagues, at most 200 characters.</param>
/// <param name="UserName">What is typed to sign in, usually the email address; at most 254 characters; unique without regard to case.</param>
/// <param name="Email">Work email address; unique without regard to case.</param>
/// <param name="Password">At least 12 characters, not a common one.</param>
/// <param name="Id">The account's id and <c>sub</c>; a fresh one when null.</param>
internal sealed record NewStaffAccount(string Name, string UserName, string Email, string Password, Guid? Id = null);

/// <summary>An account as administrators see it.</summary>
internal sealed record StaffAccountInfo(
    Guid Id, string Name, string UserName, string Email, DateTimeOffset CreatedTime, DateTimeOffset? DisabledTime, bool HasPassword);

/// <summary>What became of a change: the account, or what to put right in words for a person.</summary>
internal sealed record StaffAccountResult(StaffAccountInfo? Account, IReadOnlyList<string> Problems)
{
    public bool Succeeded => Account is not null;
}

/// <summary>
/// Staff accounts, for administration and for the sample world. Who may call is the caller's to decide and to put on the record. Usable from any
/// container that has Identity's stores.
/// </summary>
internal sealed class StaffAccounts(IServiceScopeFactory scopes, IdentityStore store, TimeProvider clock)
{
    private static readonly StaffAccountResult Unknown = new(null, ["There is no such account"]);

    /// <summary>Makes an account that can sign in.</summary>
    public Task<StaffAccountResult> CreateAsync(NewStaffAccount account, CancellationToken cancellationToken) => CreateAsync(account, account.Password, cancellationToken);

    /// <summary>Makes an account that has no way to sign in until its person opens an invitation.</summary>
    public Task<StaffAccountResult> CreateInvitedAsync(string name, string email, CancellationToken cancellationToken) =>
        CreateAsync(new NewStaffAccount(name, email, email, ""), null, cancellationToken);

    /// <summary>What is wrong with a password for this account, in words for a person; nothing where it is good.</summary>
    public async Task<IReadOnlyList<string>> CheckPasswordAsync(Guid id, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = Users(scope);
        cancellationToken.ThrowIfCancellationRequested();
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return Unknown.Problems;
        var problems = new List<string>();
        foreach (var validator in users.PasswordValidators)
            problems.AddRange((await validator.ValidateAsync(users, account, password)).Errors.Select(error => error.Description));
        return problems;
    }

    private async Task<StaffAccountResult> CreateAsync(NewStaffAccount account, string? password, CancellationToken cancellationToken)
    {
        if (Problem(account) is { } problem)
            return new StaffAccountResult(null, [problem]);
        await using var scope = scopes.CreateAsyncScope();
        cancellationToken.ThrowIfCancellationRequested();
        var created = new StaffAccount
        {
            Id = account.Id ?? Guid.CreateVersion7(),
            Name = account.Name.Trim(),
            UserName = account.UserName.Trim(),
            Email = account.Email.Trim(),
            EmailConfirmed = true,
            CreatedTime = clock.GetUtcNow(),
        };
        return Result(created, password is null ? await Users(scope).CreateAsync(created) : await Users(scope).CreateAsync(created, password));
    }

    /// <summary>Replaces the password and ends every session of the account.</summary>
    public async Task<StaffAccountResult> SetPasswordAsync(Guid id, string password, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = Users(scope);
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return Unknown;
        var token = await users.GeneratePasswordResetTokenAsync(account);
        var result = await users.ResetPasswordAsync(account, token, password);
        if (result.Succeeded)
            await EndEverythingAsync(id, cancellationToken);
        return Result(account, result);
    }

    /// <summary>Takes the password away, for somebody who begins again with a passkey, and ends every session of the account.</summary>
    public async Task RemovePasswordAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var users = Users(scope);
        if (await users.FindByIdAsync(id.ToString()) is not { } account)
            return;
        var result = await users.RemovePasswordAsync(account);
        if (!result.Succeeded)
            throw new InvalidOperationException("A password could not be removed: " + string.Join(", ", result.Errors.Select(error => error.Code)));
        await EndEverythingAsync(id, cancellationToken);
    }

    /// <summary>Closes sign-in and ends every session and token of the account at once. Doing it twice is no error.</summary>
    public async Task<StaffAccountResult> DisableAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await store.WriteAsync(
            db => db.Users.Where(account => account.Id == id && account.DisabledTime == null)
                .ExecuteUpdateAsync(set => set.SetProperty(account => account.DisabledTime, now), cancellationToken),
            cancellationToken);
        await EndEverythingAsync(id, cancellationToken);
        return await FindAsync(id, cancellationToken) is { } found ? new StaffAccountResult(found, []) : Unknown;
    }

    /// <summary>Opens a closed account again; its password stays as it was.</summary>
    public async Task<StaffAccountResult> EnableAsync(Guid id, CancellationToken cancellationToken)
    {
        await store.WriteAsync(
            db => db.Users.Where(account => account.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(account => account.DisabledTime, (DateTimeOffset?)null), cancellationToken),
            cancellationToken);
        return await FindAsync(id, cancellationToken) is { } found ? new StaffAccountResult(found, []) : Unknown;
    }

    public Task<StaffAccountInfo?> FindAsync(Guid id, CancellationToken cancellationToken)
        => store.ReadAsync(db => Infos(db.Users.Where(account => account.Id == id)).SingleOrDefaultAsync(cancellationToken), cancellationToken);

    /// <summary>Finds by what is typed to sign in, without regard to case.</summary>
    public Task<StaffAccountInfo?> FindByUserNameAsync(string userName, CancellationToken cancellationToken)
    {
        using var scope = scopes.CreateScope();
        var normalized = scope.ServiceProvider.GetRequiredService<ILookupNormalizer>().NormalizeName(userName.Trim());
        return store.ReadAsync(
            db => Infos(db.Users.Where(account => account.NormalizedUserName == normalized)).SingleOrDefaultAsync(cancellationToken), cancellationToken);
    }

    /// <summary>All accounts, by name.</summary>
    public Task<List<StaffAccountInfo>> ListAsync(CancellationToken cancellationToken)
        => store.ReadAsync(
            db => Infos(db.Users.OrderBy(account => account.Name).ThenBy(account => account.Id)).ToListAsync(cancellationToken), cancellationToken);

    private static IQueryable<StaffAccountInfo> Infos(IQueryable<StaffAccount> accounts) => accounts.Select(account => new StaffAccountInfo(
        account.Id, account.Name, account.UserName!, account.Email!, account.CreatedTime, account.DisabledTime, account.PasswordHash != null));

    private static UserManager<StaffAccount> Users(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();

    private static string? Problem(NewStaffAccount account)
    {
        if (account.Name.Trim() is not { Length: > 0 and <= StaffAccount.NameLimit })
            return $"Name must be between 1 and {StaffAccount.NameLimit} characters";
        return account.UserName.Trim() is not { Length: > 0 and <= StaffAccount.UserNameLimit }
            ? $"User name must be between 1 and {StaffAccount.UserNameLimit} characters"
            : null;
    }

    private static StaffAccountResult Result(StaffAccount account, IdentityResult result) => result.Succeeded
        ? new StaffAccountResult(
            new StaffAccountInfo(account.Id, account.Name, account.UserName!, account.Email!, account.CreatedTime, account.DisabledTime, account.PasswordHash is not null), [])
        : new StaffAccountResult(null, [.. result.Errors.Select(error => error.Description)]);

    private Task EndEverythingAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                await db.TokenGrants.Where(grant => grant.AccountId == id && grant.RevokedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.RevokedTime, now), cancellationToken);
                await db.SignInSessions.Where(session => session.AccountId == id && session.EndedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedTime, now), cancellationToken);
                await db.FrontDoorSessions.Where(session => session.AccountId == id).ExecuteDeleteAsync(cancellationToken);
            },
            cancellationToken);
    }
}
