using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.Hub.People.Identifiers;
using Mash.Hub.ReferenceData;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>Registers a legal organisation as an agency, with its first key where it is given.</summary>
internal sealed class RegisterAgency(AgencyChange changes, TimeProvider real)
{
    public const int NameLimit = 200;
    public const int EmailLimit = 254;
    public const int CodeLimit = 20;

    public async Task<Result<RegisterAgencyResponse>> HandleAsync(RegisterAgencyRequest request, Caller caller)
    {
        var violations = Check(request);
        if (!Guid.TryParse(request.RequestId, out var requestId) || requestId == Guid.Empty)
            violations.Add(new FieldViolation("request_id", "Give a UUID that you make for this request and send again with every retry."));
        PublicKey? key = null;
        if (request.PublicKey.Length > 0 && !PublicKeys.TryParse(request.PublicKey, out key, out var problem))
            violations.Add(new FieldViolation("public_key", problem));
        return violations.Count > 0
            ? Problem.Invalid(violations)
            : await changes.RunAsync("agency.register", caller, requestId, request, RegisterAgencyResponse.Parser,
                registered => registered is null ? null : Guid.Parse(registered.Agency.AgencyId),
                (db, session) => Apply(db, session, request, key));
    }

    private List<FieldViolation> Check(RegisterAgencyRequest request)
    {
        var violations = new List<FieldViolation>();
        ChangeRequests.RequireText("name", request.Name, 1, NameLimit, violations);
        if (!EnumNames<V1.AgencyKind, AgencyKind>.TryOf(request.Kind, out _))
            violations.Add(new FieldViolation("kind", "Say what kind of organisation it is."));
        if (!Telephone.TryParse(request.Telephone, out _, out var reason))
            violations.Add(new FieldViolation("telephone", request.Telephone.Length == 0 ? "Give a telephone number to ring about a submission." : reason!));
        if (request.Email.Length > EmailLimit || (request.Email.Length > 0 && !request.Email.Contains('@')))
            violations.Add(new FieldViolation("email", "Give an email address like name@example.org."));
        if (request.OrganisationCode.Length > CodeLimit)
            violations.Add(new FieldViolation("organisation_code", $"Give at most {CodeLimit} characters."));
        if (request.Scopes.Any(scope => !AgencyScopes.All.Contains(scope)))
            violations.Add(new FieldViolation("scopes", $"Choose from {string.Join(", ", AgencyScopes.All)}."));
        var today = DateOnly.FromDateTime(real.GetUtcNow().UtcDateTime);
        if (request.SourceCodes.Count == 0)
            violations.Add(new FieldViolation("source_codes", "Say which source codes its contacts may carry, for example 2A for schools."));
        else if (request.SourceCodes.Any(code => !CodeLists.ContactSource.IsInForce(code, today)))
            violations.Add(new FieldViolation("source_codes", "One of the source codes is not in the list 1A to 10."));
        CheckDate("agreement_from_date", request.AgreementFromDate, violations);
        CheckDate("agreement_to_date", request.AgreementToDate, violations);
        if (ContactDates.DayOrNull(request.AgreementFromDate) is { } from && ContactDates.DayOrNull(request.AgreementToDate) is { } to && to < from)
            violations.Add(new FieldViolation("agreement_to_date", "The agreement ends before it starts."));
        return violations;
    }

    private static void CheckDate(string field, Date? date, List<FieldViolation> violations)
    {
        if (date is not null && ContactDates.DayOrNull(date) is null)
            violations.Add(new FieldViolation(field, "Give a real date."));
    }

    private static Result<RegisterAgencyResponse> Apply(HubDb db, WriteSession session, RegisterAgencyRequest request, PublicKey? key)
    {
        var name = request.Name.Trim();
        if (db.Agencies.Any(agency => agency.Name == name))
        {
            return new Problem
            {
                Code = ProblemCode.AlreadyExists,
                Reason = "NAME_TAKEN",
                Message = "An agency of this name is registered already.",
                Violations = [new FieldViolation("name", "An agency of this name is registered already.")],
            };
        }
        var row = new AgencyRow
        {
            AgencyId = Guid.CreateVersion7(),
            Name = name,
            Kind = EnumNames<V1.AgencyKind, AgencyKind>.Of(request.Kind),
            Telephone = request.Telephone.Trim(),
            Email = request.Email.Trim(),
            OrganisationCode = request.OrganisationCode.Trim(),
            Scopes = string.Join(' ', request.Scopes.Count == 0 ? AgencyScopes.All : request.Scopes.Distinct()),
            SourceCodes = string.Join(' ', request.SourceCodes.Distinct()),
            RegisteredTime = session.RealTime,
            AgreementFrom = ContactDates.DayOrNull(request.AgreementFromDate),
            AgreementTo = ContactDates.DayOrNull(request.AgreementToDate),
            Version = 1,
        };
        db.Agencies.Add(row);
        List<AgencyKeyRow> keys = [];
        if (key is not null)
            keys.Add(new AgencyKeyRow { AgencyId = row.AgencyId, KeyId = key.KeyId, Jwk = key.Jwk, AddedTime = session.RealTime });
        db.AgencyKeys.AddRange(keys);
        return new RegisterAgencyResponse { Agency = AgencyMapping.ToProto(row, keys) };
    }
}
