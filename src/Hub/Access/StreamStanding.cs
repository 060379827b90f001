using Mash.Hub.Agencies;
using Mash.Hub.Calendar;
using Mash.Hub.Errors;

namespace Mash.Hub.Access;

/// <summary>Looks again, while a stream is open, whether its caller may still have it: suspension, key, scope, agreement.</summary>
internal sealed class StreamStanding(AccessDirectory directory, DomainClock clock)
{
    /// <summary>Ends the stream where the caller would not get it any more.</summary>
    /// <exception cref="ProblemException">UNAUTHENTICATED: the agency is suspended, its key revoked, or its scope taken away; PERMISSION_DENIED: its agreement has ended.</exception>
    public void Check(Caller caller, string scope)
    {
        var agency = directory.Agency(caller.Agency!.AgencyId);
        if (CallerResolver.StillStands(agency, caller.KeyId) && agency!.Scopes.Contains(scope))
        {
            if (AgencyAgreement.RefusalOn(UkTime.DateOf(clock.GetUtcNow()), agency) is { } refusal)
                throw new ProblemException(refusal);
            return;
        }
        throw new ProblemException(new Problem
        {
            Code = ProblemCode.Unauthenticated,
            Reason = "UNAUTHENTICATED",
            Message = "The agency is suspended, or its key or scope was taken away.",
        });
    }
}
