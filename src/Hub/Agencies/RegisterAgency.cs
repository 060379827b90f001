using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>Registers a legal organisation as an agency, whole at once or begun as a draft.</summary>
internal sealed class RegisterAgency(AgencyChange changes, TimeProvider real, HubOptions options)
{
    public async Task<Result<RegisterAgencyResponse>> HandleAsync(RegisterAgencyRequest request, Caller caller)
    {
        var violations = Check(request);
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        PublicKey? key = null;
        if (request.PublicKey.Length > 0 && !PublicKeys.TryParse(request.PublicKey, out key, out var problem))
            violations.Add(new FieldViolation("public_key", problem));
        return violations.Count > 0
            ? Problem.Invalid(violations)
            : await changes.RunAsync("agency.register", caller, requestId, request, RegisterAgencyResponse.Parser,
                registered => registered is null ? null : Guid.Parse(registered.Agency.AgencyId),
                edit => Apply(edit, request, key));
    }

    /// <summary>ALREADY_EXISTS: another agency has the name.</summary>
    public static Problem NameTaken() => new()
    {
        Code = ProblemCode.AlreadyExists,
        Reason = "NAME_TAKEN",
        Message = "An agency of this name is registered already.",
        Violations = [new FieldViolation("name", "An agency of this name is registered already.")],
    };

    private List<FieldViolation> Check(RegisterAgencyRequest request)
    {
        var violations = new List<FieldViolation>();
        AgencyRules.CheckOrganisation(request.Name, request.Kind, request.OrganisationCode, violations);
        if (!request.Draft || request.Telephone.Length > 0 || request.Email.Length > 0)
            AgencyRules.CheckReach(request.Telephone, request.Email, violations);
        AgencyRules.CheckContacts(request.Contacts, violations);
        if (!request.Draft || request.Scopes.Count > 0 || request.SourceCodes.Count > 0)
            AgencyRules.CheckAccess(request.Scopes, request.SourceCodes, UkTime.DateOf(real.GetUtcNow()), violations);
        AgencyRules.CheckDates("agreement_from_date", request.AgreementFromDate, "agreement_to_date", request.AgreementToDate, violations);
        if (request.AgreementReference.Length > AgencyRules.ReferenceLimit)
            violations.Add(new FieldViolation("agreement_reference", $"Give at most {AgencyRules.ReferenceLimit} characters."));
        if (request.JwksAddress.Length > 0)
            AgencyRules.CheckJwksAddress(request.JwksAddress.Trim(), options.SampleData, violations);
        return violations;
    }

    private static Result<RegisterAgencyResponse> Apply(AgencyEdit edit, RegisterAgencyRequest request, PublicKey? key)
    {
        var name = request.Name.Trim();
        if (edit.Db.Agencies.Any(agency => agency.Name == name))
            return NameTaken();
        var scopes = request.Scopes.Count == 0 && !request.Draft ? AgencyScopes.All : AgencyScopes.All.Where(request.Scopes.Contains);
        var row = new AgencyRow
        {
            AgencyId = Guid.CreateVersion7(),
            Name = name,
            Kind = EnumNames<V1.AgencyKind, AgencyKind>.Of(request.Kind),
            Telephone = request.Telephone.Trim(),
            Email = request.Email.Trim(),
            OrganisationCode = request.OrganisationCode.Trim(),
            Scopes = string.Join(' ', scopes),
            SourceCodes = string.Join(' ', request.SourceCodes.Distinct()),
            RegisteredTime = edit.Session.RealTime,
            AgreementFrom = ContactDates.DayOrNull(request.AgreementFromDate),
            AgreementTo = ContactDates.DayOrNull(request.AgreementToDate),
            AgreementReference = request.AgreementReference.Trim(),
            JwksAddress = request.JwksAddress.Trim(),
            Registering = request.Draft,
        };
        edit.Db.Agencies.Add(row);
        if (key is not null)
            edit.Db.AgencyKeys.Add(new AgencyKeyRow { AgencyId = row.AgencyId, KeyId = key.KeyId, Jwk = key.Jwk, AddedTime = edit.Session.RealTime });
        if (request.Contacts.Count > 0)
            edit.SealContacts(row, request.Contacts);
        edit.Note(row, request.Draft ? "Registration begun." : "Registered.");
        return new RegisterAgencyResponse { Agency = edit.Show(row) };
    }
}
