using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Restrictions;

/// <summary>A member of staff with the clients that tests of restricted records need.</summary>
internal sealed class Colleague(TestHub hub, string subject)
{
    public string Subject => subject;

    public CallInvoker Invoker => hub.AsStaff(subject);

    /// <summary>Signed in too long ago for what needs a fresh sign-in.</summary>
    public CallInvoker Stale => hub.AsStaff(subject, TimeSpan.FromMinutes(10));

    public ContactService.ContactServiceClient Contacts => new(Invoker);

    public RestrictionService.RestrictionServiceClient Restrictions => new(Invoker);

    public BreakGlassService.BreakGlassServiceClient BreakGlass => new(Invoker);

    public PersonService.PersonServiceClient People => new(Invoker);

    public Guid AccountId =>
        hub.Services.GetRequiredService<AccessDirectory>().Account(hub.Issuer.Staff.ToString().TrimEnd('/'), subject)!.AccountId;

    public async Task<IReadOnlyList<Alert>> AlertsAsync() => (await new AlertService.AlertServiceClient(Invoker).ListAlertsAsync(new ListAlertsRequest())).Alerts;

    /// <summary>What the hub answers to a look at a contact: the contact, or status and details of the refusal.</summary>
    public async Task<string> LookAsync(string contactId)
    {
        try
        {
            return (await Contacts.GetContactAsync(new GetContactRequest { ContactId = contactId })).Contact.ContactId;
        }
        catch (RpcException refusal)
        {
            return $"{refusal.Status} {Convert.ToHexString(refusal.Trailers.GetValueBytes("grpc-status-details-bin") ?? [])}";
        }
    }

    public async Task<bool> SeesAsync(string contactId) => await LookAsync(contactId) == contactId;
}

/// <summary>Casework with a team of which some are named and some are not.</summary>
internal sealed class RestrictedWork : IAsyncDisposable
{
    public const string Reason = "Her father is known to many in the county.";

    private RestrictedWork(Casework work) => Work = work;

    public Casework Work { get; }

    public TestHub Hub => Work.Hub;

    /// <summary>Asks for restrictions.</summary>
    public Colleague Asker { get; private set; } = null!;

    public Colleague Manager { get; private set; } = null!;

    public Colleague OtherManager { get; private set; } = null!;

    public Colleague Worker { get; private set; } = null!;

    public Colleague PrivacyLead { get; private set; } = null!;

    public static async Task<RestrictedWork> StartAsync(DatabaseProvider provider)
    {
        var work = new RestrictedWork(await Casework.StartAsync(provider));
        work.Asker = await work.AddAsync("Olive Tan", Roles.SocialWorker);
        work.Manager = await work.AddAsync("Maya Quill", Roles.Manager);
        work.OtherManager = await work.AddAsync("Tom Ellis", Roles.Manager);
        work.Worker = await work.AddAsync("Nia Cole", Roles.SocialWorker);
        work.PrivacyLead = await work.AddAsync("Priya Nair", Roles.PrivacyLead);
        return work;
    }

    public async Task<Colleague> AddAsync(string name, params string[] roles) => new(Hub, await Hub.AddStaffAsync(name, roles));

    /// <summary>A contact that is restricted, waiting for its decision.</summary>
    public async Task<(Contact Contact, string RestrictionId)> RequestedAsync(RestrictionLabel label = RestrictionLabel.HighProfile, ContactDetails? details = null)
    {
        var contact = await Work.SubmitAsync(details);
        return (contact, (await Asker.Restrictions.RequestRestrictionAsync(Request(contact.ContactId, label))).RestrictionId);
    }

    /// <summary>A contact under a restriction that a manager agreed to.</summary>
    public async Task<(Contact Contact, string RestrictionId)> ActiveAsync(RestrictionLabel label = RestrictionLabel.HighProfile, ContactDetails? details = null)
    {
        var (contact, id) = await RequestedAsync(label, details);
        await DecideAsync(Manager, id, approve: true);
        return (contact, id);
    }

    public static RequestRestrictionRequest Request(string contactId, RestrictionLabel label = RestrictionLabel.HighProfile) =>
        new() { ContactId = contactId, Label = label, Reason = Reason, RequestId = Guid.NewGuid().ToString() };

    public static async Task<RestrictionState> DecideAsync(Colleague who, string restrictionId, bool approve) => (await who.Restrictions.DecideRestrictionAsync(
        new DecideRestrictionRequest { RestrictionId = restrictionId, Approve = approve, Reason = "Agreed at the morning meeting.", RequestId = Guid.NewGuid().ToString() })).State;

    public static GrantAccessRequest Grant(string restrictionId, Colleague person) =>
        new() { RestrictionId = restrictionId, AccountId = person.AccountId.ToString(), Reason = "She screens this contact.", RequestId = Guid.NewGuid().ToString() };

    public static async Task<Restriction> ReadAsync(Colleague who, string restrictionId) =>
        (await who.Restrictions.GetRestrictionAsync(new GetRestrictionRequest { RestrictionId = restrictionId })).Restriction;

    public ValueTask DisposeAsync() => Work.DisposeAsync();
}
