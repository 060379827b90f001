using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Agencies;

/// <summary>Adds and revokes keys, and says where an agency publishes them. At most two are live, so that it can rotate without a gap.</summary>
internal sealed class AgencyKeyActs(AgencyChange changes, HubOptions options)
{
    public const int MaxLiveKeys = 2;

    /// <summary>Characters of a key id that are enough to tell an agency's keys apart.</summary>
    private const int ShortKeyId = 8;

    public async Task<Result<AddKeyResponse>> AddAsync(AddKeyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, out var agencyId, out var requestId);
        if (!PublicKeys.TryParse(request.PublicKey, out var key, out var problem))
            violations.Add(new FieldViolation("public_key", problem));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.add_key", caller, requestId, request, AddKeyResponse.Parser, _ => agencyId, edit =>
        {
            if (edit.Find(agencyId) is not { } row)
                return Problem.NotFound("agency");
            var keys = edit.Db.AgencyKeys.Where(other => other.AgencyId == agencyId).ToList();
            if (keys.Any(other => other.KeyId == key!.KeyId))
                return Problem.WrongState("KEY_KNOWN", "This key was added before. A revoked key does not come back: make a new one.");
            if (keys.Count(other => other.RevokedTime is null) >= MaxLiveKeys)
                return Problem.WrongState("TOO_MANY_KEYS", "Two keys are live already. Revoke the old one first.");
            var added = new AgencyKeyRow { AgencyId = agencyId, KeyId = key!.KeyId, Jwk = key.Jwk, AddedTime = edit.Session.RealTime };
            edit.Db.AgencyKeys.Add(added);
            edit.Note(row, $"Key {key.KeyId[..ShortKeyId]}… added.");
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
        return await changes.RunAsync("agency.revoke_key", caller, requestId, request, RevokeKeyResponse.Parser, _ => agencyId, edit =>
        {
            var row = edit.Find(agencyId);
            var key = row is null ? null : edit.Db.AgencyKeys.AsTracking().FirstOrDefault(other => other.AgencyId == agencyId && other.KeyId == request.KeyId);
            if (key is null)
                return Problem.NotFound("key");
            if (key.RevokedTime is null)
            {
                key.RevokedTime = edit.Session.RealTime;
                edit.Note(row!, $"Key {key.KeyId[..ShortKeyId]}… revoked.");
            }
            return new RevokeKeyResponse { Key = AgencyMapping.ToProto(key) };
        });
    }

    public async Task<Result<SetJwksAddressResponse>> SetAddressAsync(SetJwksAddressRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, request.Etag, out var agencyId, out var requestId);
        var address = request.JwksAddress.Trim();
        if (address.Length > 0)
            AgencyRules.CheckJwksAddress(address, options.SampleData, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.set_jwks_address", caller, requestId, request, SetJwksAddressResponse.Parser, _ => agencyId, edit =>
        {
            if (AgencyDetailActs.Stale(edit, agencyId, request.Etag, out var row) is { } problem)
                return problem;
            row!.JwksAddress = address;
            edit.Note(row, address.Length == 0 ? "Its keys are no longer read from an address." : $"Its keys are read from {address}.");
            return new SetJwksAddressResponse { Agency = edit.Show(row) };
        });
    }
}
