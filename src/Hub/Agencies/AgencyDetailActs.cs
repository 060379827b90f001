using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>Changes what a registration says: the organisation, its people, what its system may do, its agreement.</summary>
internal sealed class AgencyDetailActs(AgencyChange changes, TimeProvider real)
{
    public async Task<Result<UpdateAgencyResponse>> UpdateAsync(UpdateAgencyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, request.Etag, out var agencyId, out var requestId);
        AgencyRules.CheckOrganisation(request.Name, request.Kind, request.OrganisationCode, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.update", caller, requestId, request, UpdateAgencyResponse.Parser, _ => agencyId, edit =>
        {
            if (Stale(edit, agencyId, request.Etag, out var row) is { } problem)
                return problem;
            var name = request.Name.Trim();
            if (edit.Db.Agencies.Any(other => other.Name == name && other.AgencyId != agencyId))
                return RegisterAgency.NameTaken();
            var kind = EnumNames<V1.AgencyKind, AgencyKind>.Of(request.Kind);
            edit.Note(row!, Sentences(
                Changed("Name", row!.Name, name), Changed("Kind", row.Kind.ToString(), kind.ToString()), Changed("Own code", row.OrganisationCode, request.OrganisationCode.Trim())));
            row.Name = name;
            row.Kind = kind;
            row.OrganisationCode = request.OrganisationCode.Trim();
            return new UpdateAgencyResponse { Agency = edit.Show(row) };
        });
    }

    public async Task<Result<UpdateAgencyContactsResponse>> UpdateContactsAsync(UpdateAgencyContactsRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, request.Etag, out var agencyId, out var requestId);
        AgencyRules.CheckReach(request.Telephone, request.Email, violations);
        AgencyRules.CheckContacts(request.Contacts, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.update_contacts", caller, requestId, request, UpdateAgencyContactsResponse.Parser, _ => agencyId, edit =>
        {
            if (Stale(edit, agencyId, request.Etag, out var row) is { } problem)
                return problem;
            edit.SealContacts(row!, request.Contacts);
            edit.Note(row!, Sentences(
                Changed("Telephone", row!.Telephone, request.Telephone.Trim()), Changed("Mailbox", row.Email, request.Email.Trim()),
                request.Contacts.Count == 0 ? "No people are named any more." : $"People: {string.Join("; ", request.Contacts.Select(contact => $"{contact.Name} ({contact.Role})"))}."));
            row.Telephone = request.Telephone.Trim();
            row.Email = request.Email.Trim();
            return new UpdateAgencyContactsResponse { Agency = edit.Show(row) };
        });
    }

    public async Task<Result<SetAgencyAccessResponse>> SetAccessAsync(SetAgencyAccessRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, request.Etag, out var agencyId, out var requestId);
        if (request.Scopes.Count == 0)
            violations.Add(new FieldViolation("scopes", "Say what its system may do."));
        AgencyRules.CheckAccess(request.Scopes, request.SourceCodes, UkTime.DateOf(real.GetUtcNow()), violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.set_access", caller, requestId, request, SetAgencyAccessResponse.Parser, _ => agencyId, edit =>
        {
            if (Stale(edit, agencyId, request.Etag, out var row) is { } problem)
                return problem;
            var scopes = string.Join(' ', AgencyScopes.All.Where(request.Scopes.Contains));
            var sources = string.Join(' ', request.SourceCodes.Distinct());
            edit.Note(row!, Sentences(Changed("Scopes", row!.Scopes, scopes), Changed("Source codes", row.SourceCodes, sources)));
            row.Scopes = scopes;
            row.SourceCodes = sources;
            return new SetAgencyAccessResponse { Agency = edit.Show(row) };
        });
    }

    public async Task<Result<SetAgencyAgreementResponse>> SetAgreementAsync(SetAgencyAgreementRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, request.Etag, out var agencyId, out var requestId);
        ChangeRequests.RequireText("reference", request.Reference, 1, AgencyRules.ReferenceLimit, violations);
        if (request.FromDate is null)
            violations.Add(new FieldViolation("from_date", "Give the first day of the agreement."));
        if (request.ToDate is null)
            violations.Add(new FieldViolation("to_date", "Give the last day of the agreement."));
        AgencyRules.CheckDates("from_date", request.FromDate, "to_date", request.ToDate, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.set_agreement", caller, requestId, request, SetAgencyAgreementResponse.Parser, _ => agencyId, edit =>
        {
            if (Stale(edit, agencyId, request.Etag, out var row) is { } problem)
                return problem;
            row!.AgreementReference = request.Reference.Trim();
            row.AgreementFrom = ContactDates.DayOrNull(request.FromDate);
            row.AgreementTo = ContactDates.DayOrNull(request.ToDate);
            row.AgreementWarnedDays = null;
            edit.Note(row, $"Data-sharing agreement {row.AgreementReference}: from {AgencyAgreement.Words(row.AgreementFrom)} to {AgencyAgreement.Words(row.AgreementTo)}.");
            return new SetAgencyAgreementResponse { Agency = edit.Show(row) };
        });
    }

    /// <summary>The row as the caller saw it; otherwise why not.</summary>
    internal static Problem? Stale(AgencyEdit edit, Guid agencyId, string etag, out AgencyRow? row)
    {
        row = edit.Find(agencyId);
        if (row is null)
            return Problem.NotFound("agency");
        return etag == Etags.Of(row.Version) ? null : Problem.Stale();
    }

    private static string? Changed(string what, string before, string after) =>
        before == after ? null : $"{what}: {(before.Length == 0 ? "none" : before)} became {(after.Length == 0 ? "none" : after)}.";

    private static string Sentences(params string?[] sentences)
    {
        var text = string.Join(' ', sentences.OfType<string>());
        return text.Length == 0 ? "Saved without a change." : text;
    }
}
