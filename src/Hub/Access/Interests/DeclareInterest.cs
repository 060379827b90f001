using System.Security.Cryptography;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.Hub.People.Identifiers;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Access.Interests;

/// <summary>Declares an interest: sealed for its owner, found by tokens, and in force when the call answers.</summary>
internal sealed class DeclareInterest(AccessChange changes, AccessDirectory accounts, ConflictDirectory conflicts, InterestSeals seals, KeyRing ring, DomainClock clock)
{
    public const int NameLimit = 100;
    public const int OtherNamesLimit = 10;
    public const int LineLimit = 200;
    public const int MostInterests = 100;
    private const int OldestBirth = 120;

    private static readonly SqlStatement InsertToken = new(
        "INSERT INTO interest_tokens (token, interest_id, household) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", 3);

    public async Task<Result<DeclareInterestResponse>> HandleAsync(DeclareInterestRequest request, Caller caller)
    {
        var owner = InterestOwners.Find(request.AccountId, caller, accounts);
        if (!owner.IsSuccess)
            return owner.Problem;
        var violations = Check(request);
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var result = await changes.RunAsync("interest.declare", caller, requestId, request, DeclareInterestResponse.Parser, edit => Apply(edit, request, owner.Value, caller));
        conflicts.Reload();
        return result;
    }

    private List<FieldViolation> Check(DeclareInterestRequest request)
    {
        var violations = new List<FieldViolation>();
        switch (request.Subject)
        {
            case InterestSubject.Self or InterestSubject.Relative:
                CheckPerson(request, violations);
                break;
            case InterestSubject.Home:
                ChangeRequests.RequireText("address_line", request.AddressLine, 1, LineLimit, violations);
                if (!Postcode.TryParse(request.Postcode, out var postcode, out _) || postcode.IsPseudo)
                    violations.Add(new FieldViolation("postcode", "Give a full postcode, for example NN16 8TT."));
                if (request.Uprn.Length > 0 && !Uprn.TryParse(request.Uprn, out _, out var reason))
                    violations.Add(new FieldViolation("uprn", reason));
                break;
            default:
                violations.Add(new FieldViolation("subject", "Say whether it is about yourself, a relative or a home."));
                break;
        }
        return violations;
    }

    private void CheckPerson(DeclareInterestRequest request, List<FieldViolation> violations)
    {
        ChangeRequests.RequireText("given_name", request.GivenName, 1, NameLimit, violations);
        ChangeRequests.RequireText("family_name", request.FamilyName, 1, NameLimit, violations);
        if (request.OtherNames.Count > OtherNamesLimit)
            violations.Add(new FieldViolation("other_names", $"Give at most {OtherNamesLimit} other names."));
        for (var index = 0; index < request.OtherNames.Count; index++)
            ChangeRequests.RequireText($"other_names[{index}]", request.OtherNames[index], 1, NameLimit, violations);
        var today = UkTime.DateOf(clock.GetUtcNow());
        if (ContactDates.DayOrNull(request.DateOfBirth) is not { } birth)
            violations.Add(new FieldViolation("date_of_birth", "Give the date of birth: a name alone would hide strangers' contacts."));
        else if (birth > today || birth < today.AddYears(-OldestBirth))
            violations.Add(new FieldViolation("date_of_birth", "The date of birth must be in the past."));
    }

    private Result<DeclareInterestResponse> Apply(AccessEdit edit, DeclareInterestRequest request, Guid owner, Caller caller)
    {
        var standing = seals.OfAccount(edit.Db, owner);
        if (standing.Count >= MostInterests)
            return Problem.WrongState("TOO_MANY_INTERESTS", $"At most {MostInterests} interests can stand for one person.");
        var interest = Compose(request, edit.Session.DomainTime, caller);
        var key = DataKey.Create();
        edit.Session.AddKey(key);
        var row = new InterestRow
        {
            InterestId = Guid.Parse(interest.InterestId),
            AccountId = owner,
            DeclaredTime = edit.Session.DomainTime,
            DeclaredByAccountId = caller.Account!.AccountId,
            KeyId = key.Id,
            Sealed = Sealer.Seal(key, RecordKind.Interest, Guid.Parse(interest.InterestId), 1, interest),
        };
        edit.Db.Interests.Add(row);
        edit.Subjects.AddRange([row.InterestId, owner]);
        edit.Records.Add(new RecordVersion(row.InterestId, 1, SHA256.HashData(row.Sealed)));
        edit.AfterSave = () => Tokenise(edit.Session, owner, [.. standing.Select(other => other.Interest), interest]);
        return new DeclareInterestResponse { InterestId = interest.InterestId };
    }

    /// <summary>A home meets by the names of everybody who is declared: each declaration may give the others new tokens.</summary>
    private void Tokenise(WriteSession session, Guid owner, List<Interest> all)
    {
        foreach (var interest in all.Where(interest => interest.InterestId.Length > 0))
        {
            var id = Guid.Parse(interest.InterestId);
            var tokens = InterestTokens.Of(interest, all, ring);
            foreach (var token in tokens)
                session.Execute(InsertToken, token.Bytes, id, token.Household);
            conflicts.Learn(new InterestRef(id, owner), tokens);
            ConflictMatches.Find(session, id, tokens);
        }
        ConflictDirectory.Touch(session);
    }

    private static Interest Compose(DeclareInterestRequest request, DateTimeOffset now, Caller caller)
    {
        var interest = new Interest
        {
            InterestId = Guid.CreateVersion7().ToString(),
            Subject = request.Subject,
            DeclaredTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(now),
            DeclaredBy = caller.Account!.Name,
        };
        if (request.Subject == InterestSubject.Home)
        {
            interest.AddressLine = request.AddressLine.Trim();
            interest.Postcode = Postcode.TryParse(request.Postcode, out var postcode, out _) ? postcode.Value : "";
            interest.Uprn = Uprn.TryParse(request.Uprn, out var uprn, out _) ? uprn.Value : "";
            return interest;
        }
        interest.GivenName = request.GivenName.Trim();
        interest.FamilyName = request.FamilyName.Trim();
        interest.OtherNames.Add(request.OtherNames.Select(name => name.Trim()));
        interest.DateOfBirth = request.DateOfBirth;
        return interest;
    }
}

/// <summary>Whose interests a caller may ask for: one's own; anybody's of the hub's staff for a privacy lead.</summary>
internal static class InterestOwners
{
    public static Result<Guid> Find(string accountId, Caller caller, AccessDirectory accounts)
    {
        var own = caller.Account!.AccountId;
        if (accountId.Length == 0)
            return own;
        if (!Guid.TryParse(accountId, out var id))
            return Problem.Invalid("account_id", "Give the account's id: a UUID as the hub answered it.");
        return id == own || (caller.HasRole(Roles.PrivacyLead) && accounts.Account(id) is { AgencyId: null }) ? id : Problem.NotFound("person");
    }
}
