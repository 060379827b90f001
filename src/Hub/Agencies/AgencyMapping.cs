using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>Shows agencies and keys as messages.</summary>
internal static class AgencyMapping
{
    /// <param name="row">The agency.</param>
    /// <param name="keys">Its keys.</param>
    /// <param name="today">The day on which its agreement is looked at.</param>
    public static Agency ToProto(AgencyRow row, IEnumerable<AgencyKeyRow> keys, DateOnly today)
    {
        var agency = new Agency
        {
            AgencyId = row.AgencyId.ToString(),
            Name = row.Name,
            Kind = EnumNames<AgencyKind, V1.AgencyKind>.Of(row.Kind),
            Telephone = row.Telephone,
            Email = row.Email,
            OrganisationCode = row.OrganisationCode,
            Suspended = row.Suspended,
            SuspensionReason = row.SuspensionReason,
            RegisteredTime = row.RegisteredTime.ToTimestamp(),
            Etag = Etags.Of(row.Version),
            AgreementReference = row.AgreementReference,
            AgreementState = AgencyAgreement.StateOn(today, row.AgreementFrom, row.AgreementTo),
            JwksAddress = row.JwksAddress,
            Registering = row.Registering,
            AgreementFromDate = row.AgreementFrom is { } from ? ContactDates.ToProto(from) : null,
            AgreementToDate = row.AgreementTo is { } to ? ContactDates.ToProto(to) : null,
        };
        agency.Scopes.Add(row.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        agency.SourceCodes.Add(row.SourceCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        agency.Keys.Add(keys.OrderByDescending(key => key.AddedTime).Select(ToProto));
        return agency;
    }

    public static AgencyKey ToProto(AgencyKeyRow row) => new()
    {
        KeyId = row.KeyId,
        AddedTime = row.AddedTime.ToTimestamp(),
        RevokedTime = row.RevokedTime?.ToTimestamp(),
        LastUsedTime = row.LastUsedTime?.ToTimestamp(),
    };
}
