using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Identity;
using Mash.Identity.Accounts;

namespace Mash.Standalone.Administration;

/// <summary>A person to be given an account: how they sign in, and what they are to the hub.</summary>
/// <param name="Name">As shown to colleagues.</param>
/// <param name="Email">Work address; typed to sign in.</param>
/// <param name="Password">At least 12 characters, not a common one.</param>
/// <param name="Roles">Role codes, for example <c>manager</c>.</param>
internal sealed record NewMember(string Name, string Email, string Password, IReadOnlyList<string> Roles);

/// <summary>
/// Makes accounts that can sign in and do something: the account in Identity, then the person and their roles in the hub. Interrupted between
/// the two, it completes the second part when called again.
/// </summary>
internal sealed class StaffDirectory(
    StaffAccounts accounts, WriteQueue writes, AccessDirectory directory, AccessOptions access, IdentityOptions options, TimeProvider real)
{
    private const int SubjectLimit = 255;

    /// <summary>Makes the account.</summary>
    /// <param name="member">The person.</param>
    /// <param name="actor">Who does it, for the record.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The account's id (the token's <c>sub</c>).</returns>
    /// <exception cref="InvalidOperationException">Something is wrong with what was given; the message says what, in words.</exception>
    public async Task<Guid> AddAsync(NewMember member, AuditActor actor, CancellationToken cancellationToken)
    {
        CheckRoles(member.Roles);
        if (options.StaffSignInElsewhere)
            throw new InvalidOperationException("Another authority signs staff in: name the person's subject there, and no password.");
        var account = await accounts.FindByUserNameAsync(member.Email, cancellationToken);
        if (account is not null && IsMember(account.Id))
            throw new InvalidOperationException("There is an account with this email address.");
        if (account is null)
        {
            var created = await accounts.CreateAsync(new NewStaffAccount(member.Name, member.Email, member.Email, member.Password), cancellationToken);
            account = created.Account ?? throw new InvalidOperationException(string.Join(" ", created.Problems));
        }
        await writes.WriteAsync(session => Grant(session, account.Id.ToString(), account.Name, account.Email, member.Roles, actor));
        directory.Reload();
        return account.Id;
    }

    /// <summary>Gives roles to a person whom another authority signs in.</summary>
    /// <param name="name">As shown to colleagues.</param>
    /// <param name="subject">What the authority calls them for good: the claim that the settings name.</param>
    /// <param name="email">Work address for alerts and notices; empty where it is not known.</param>
    /// <param name="roles">Role codes.</param>
    /// <param name="actor">Who does it, for the record.</param>
    /// <exception cref="InvalidOperationException">Something is wrong with what was given; the message says what, in words.</exception>
    public async Task AddOutsideAsync(string name, string subject, string email, IReadOnlyList<string> roles, AuditActor actor)
    {
        CheckRoles(roles);
        if (!options.StaffSignInElsewhere)
            throw new InvalidOperationException("Staff sign in here: make an account with an email address and no subject.");
        if (string.IsNullOrWhiteSpace(subject) || subject.Length > SubjectLimit)
            throw new InvalidOperationException($"Give the subject, at most {SubjectLimit} characters.");
        if (string.IsNullOrWhiteSpace(name))
            throw new InvalidOperationException("Give the name.");
        if (directory.Account(Issuer, subject) is not null)
            throw new InvalidOperationException("The hub knows this subject already.");
        await writes.WriteAsync(session => Grant(session, subject, name, email, roles, actor));
        directory.Reload();
    }

    /// <summary>True where the hub knows the account.</summary>
    public bool IsMember(Guid accountId) => directory.Account(Issuer, accountId.ToString()) is not null;

    private string Issuer => access.StaffIssuer;

    private static void CheckRoles(IReadOnlyList<string> roles)
    {
        if (roles.Except(Roles.Names.Keys).FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"There is no role {unknown}. Roles: {string.Join(", ", Roles.Names.Keys)}.");
        if (roles.Count == 0)
            throw new InvalidOperationException("Name at least one role.");
    }

    private bool Grant(WriteSession session, string subject, string name, string email, IReadOnlyList<string> roles, AuditActor actor)
    {
        var accountId = Guid.CreateVersion7();
        using (var db = session.OpenContext())
        {
            db.Accounts.Add(new AccountRow
            {
                AccountId = accountId,
                Issuer = Issuer,
                Subject = subject,
                Name = name,
                Email = email,
                CreatedTime = real.GetUtcNow(),
            });
            foreach (var role in roles.Distinct(StringComparer.Ordinal))
            {
                db.Memberships.Add(new MembershipRow
                {
                    MembershipId = Guid.CreateVersion7(),
                    AccountId = accountId,
                    Role = role,
                    GrantedTime = real.GetUtcNow(),
                });
            }
            db.SaveChanges();
        }
        AccessDirectory.Touch(session);
        session.Audit(new AuditEntry { Act = "account.create", Actor = actor, Subjects = [accountId] });
        return true;
    }
}
