using Mash.Hub.Contacts;
using Mash.Hub.Errors;

namespace Mash.Hub.Restrictions;

/// <summary>Checks what every change of a restriction has.</summary>
internal static class RestrictionRequests
{
    public const int MinReason = 10;
    public const int MaxReason = 2000;

    public static List<FieldViolation> Check(string restrictionId, string requestId, string reason, out Guid restriction, out Guid request)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(restrictionId, out restriction))
            violations.Add(new FieldViolation("restriction_id", "Give the restriction's id: a UUID as the hub answered it."));
        ChangeRequests.RequireText("reason", reason, MinReason, MaxReason, violations);
        ChangeRequests.RequireRequestId(requestId, out request, violations);
        return violations;
    }
}
