using Mash.Hub.Contacts;
using Mash.Hub.Errors;

namespace Mash.Hub.Agencies;

/// <summary>Checks what every change of an agency has.</summary>
internal static class AgencyRequests
{
    public static List<FieldViolation> Check(string agencyId, string requestId, out Guid agency, out Guid request)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(agencyId, out agency))
            violations.Add(new FieldViolation("agency_id", "Give the agency's id: a UUID."));
        ChangeRequests.RequireRequestId(requestId, out request, violations);
        return violations;
    }

    /// <summary>The same with the version that the caller saw.</summary>
    public static List<FieldViolation> Check(string agencyId, string requestId, string etag, out Guid agency, out Guid request)
    {
        var violations = Check(agencyId, requestId, out agency, out request);
        Contacts.Etags.Require(etag, violations);
        return violations;
    }
}
