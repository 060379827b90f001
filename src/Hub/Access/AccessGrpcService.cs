using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mash.Hub.Calendar;
using Mash.V1;

namespace Mash.Hub.Access;

/// <summary>mash.v1.AccessService: who the caller is to this hub.</summary>
internal sealed class AccessGrpcService(HubOptions options, DomainClock clock) : AccessService.AccessServiceBase
{
    private static readonly (Area Area, string Rpc)[] Areas =
    [
        (Area.Queue, "/mash.v1.ContactService/ListContacts"),
        (Area.Messages, "/mash.v1.MessageService/ListMessages"),
        (Area.Agencies, "/mash.v1.AgencyService/ListAgencies"),
        (Area.Alerts, "/mash.v1.AlertService/ListAlerts"),
        (Area.People, "/mash.v1.AccountService/ListAccounts"),
        (Area.UnusualAccess, "/mash.v1.UnusualAccessService/ListFindings"),
        (Area.Rota, "/mash.v1.RotaService/ListDuty"),
        (Area.Interests, "/mash.v1.InterestService/ListInterests"),
        (Area.Contacts, "/mash.v1.ContactService/GetContact"),
        (Area.Find, "/mash.v1.PersonService/LookUpPerson"),
        (Area.Restrictions, "/mash.v1.RestrictionService/ListRestrictions"),
        (Area.EmergencyAccess, "/mash.v1.BreakGlassService/ListBreakGlass"),
    ];

    public override Task<GetMeResponse> GetMe(GetMeRequest request, ServerCallContext context)
    {
        var caller = AccessInterceptor.CallerOf(context);
        var response = new GetMeResponse
        {
            Name = caller.Account!.Name,
            SampleData = options.SampleData,
            DomainTime = clock.GetUtcNow().ToTimestamp(),
            HubName = options.HubName,
        };
        response.Memberships.Add(Roles.Names.Where(role => caller.HasRole(role.Key)).Select(role => new Membership { Role = role.Key, RoleName = role.Value }));
        response.Memberships.Add(Roles.AgencyNames.Where(role => caller.HasRole(role.Key)).Select(role =>
            new Membership { Role = role.Key, RoleName = role.Value, AgencyName = caller.Agency?.Name ?? "", AgencyId = caller.Agency?.AgencyId.ToString() ?? "" }));
        if (caller.HasRole(Roles.AgencyAdministrator))
            response.Areas.Add(Area.OurAgency);
        // The pages of queue and contacts are made for the hub's staff: agencies' people read what their agency sent by the calls alone.
        response.Areas.Add(Areas.Where(area => RpcPolicies.Allows(RpcPolicies.All[area.Rpc], caller) && (caller.IsStaff || area.Area is not (Area.Queue or Area.Contacts))).Select(area => area.Area));
        return Task.FromResult(response);
    }
}
