using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Agencies;

/// <summary>Adds and revokes keys. At most two are live, so that an agency can rotate without a gap.</summary>
internal sealed class AgencyKeyActs(AgencyChange changes)
{
    public const int MaxLiveKeys = 2;

    public async Task<Result<AddKeyResponse>> AddAsync(AddKeyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, out var agencyId, out var requestId);
        if (!PublicKeys.TryParse(request.PublicKey, out var key, out var problem))
            violations.Add(new FieldViolation("public_key", problem));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.add_key", caller, requestId, request, AddKeyResponse.Parser, _ => agencyId, (db, session) =>
        {
            if (!db.Agencies.Any(agency => agency.AgencyId == agencyId))
                return Problem.NotFound("agency");
            var keys = db.AgencyKeys.Where(row => row.AgencyId == agencyId).ToList();
            if (keys.Any(row => row.KeyId == key!.KeyId))
                return Problem.WrongState("KEY_KNOWN", "This key was added before. A revoked key does not come back: make a new one.");
            if (keys.Count(row => row.RevokedTime is null) >= MaxLiveKeys)
                return Problem.WrongState("TOO_MANY_KEYS", "Two keys are live already. Revoke the old one first.");
            var added = new AgencyKeyRow { AgencyId = agencyId, KeyId = key!.KeyId, Jwk = key.Jwk, AddedTime = session.RealTime };
            db.AgencyKeys.Add(added);
            return new AddKeyResponse { Key = AgencyMapping.ToProto(added) };
        });
    }

    public async Task<Result<RevokeKeyResponse>> RevokeAsync(RevokeKeyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, out var agencyId, out var requestId);
        if (request.KeyId.Length == 0)
            violations.Add(new FieldViolation("key_id", "Say which key."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.revoke_key", caller, requestId, request, RevokeKeyResponse.Parser, _ => agencyId, (db, session) =>
        {
            var key = db.AgencyKeys.AsTracking().FirstOrDefault(row => row.AgencyId == agencyId && row.KeyId == request.KeyId);
            if (key is null)
                return Problem.NotFound("key");
            key.RevokedTime ??= session.RealTime;
            return new RevokeKeyResponse { Key = AgencyMapping.ToProto(key) };
        });
    }
}
