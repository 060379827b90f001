using System.Globalization;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.Identity;
using Mash.Identity.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Access.Matrix;

/// <summary>
/// One hub with two agencies, a caller of every kind, and a contact in every state that the machine reaches and in every relationship to those who may
/// come into it, made by real calls.
/// </summary>
internal sealed class MatrixWorld : IAsyncDisposable
{
    /// <summary>States of the contacts that stand in a relationship: each is routed elsewhere.</summary>
    private static readonly string[] RoutedStates = ["EarlyHelp", "Referral"];

    private readonly MatrixSpec spec;
    private readonly List<Guid> agencies = [];
    private readonly Dictionary<MatrixCaller, Guid> accounts = [];
    private readonly Dictionary<string, string> restrictions = [];
    private int made;
    private CallInvoker manager = null!;
    private CallInvoker worker = null!;

    private MatrixWorld(TestHub hub, MatrixSpec spec) => (Hub, this.spec) = (hub, spec);

    public TestHub Hub { get; }

    public List<MatrixCaller> Callers { get; } = [];

    public List<MatrixContact> Contacts { get; } = [];

    public static async Task<MatrixWorld> StartAsync(DatabaseProvider provider, MatrixSpec spec)
    {
        var directory = Directory.CreateTempSubdirectory("mash-matrix-").FullName;
        var sessions = new IdentityOptions
        {
            BaseAddress = new Uri("http://localhost:5081"),
            Database = IdentityDatabase.Sqlite(Path.Combine(directory, "identity.db")),
            KeysDirectory = Path.Combine(directory, "keys"),
            StaffClients = [],
            Stylesheet = new Uri("http://localhost:5081/app.css"),
        };
        // The hub's process answers the front doors' sessions too: behind the same door.
        var hub = await TestHub.StartAsync(
            provider, builder => builder.Services.AddIdentityStores(sessions), map: endpoints => IdentityModule.MapSessionService(endpoints));
        var world = new MatrixWorld(hub, spec);
        world.agencies.Add(await hub.AddAgencyAsync("First School"));
        world.agencies.Add(await hub.AddAgencyAsync("Second School"));
        await hub.AddAgencyAsync("The hub", Mash.Hub.Agencies.AgencyKind.Hub);
        world.manager = hub.AsStaff(await hub.AddStaffAsync("Maker Manager", Roles.Manager));
        world.worker = hub.AsStaff(await hub.AddStaffAsync("Maker Worker", Roles.SocialWorker));
        await world.AddCallersAsync();
        foreach (var agency in new[] { 0, 1 })
        {
            foreach (var state in spec.Contacts.Keys)
                world.Contacts.Add(await world.MakeAsync(state, agency));
        }
        foreach (var relationship in spec.Relationships.Where(relationship => relationship != MatrixContact.Plain))
            await world.RelateAsync(relationship);
        return world;
    }

    public CallInvoker As(MatrixCaller caller) => Hub.With(caller.Token);

    /// <summary>Makes a contact in a state.</summary>
    public async Task<MatrixContact> MakeAsync(string state, int agency, string relationship = MatrixContact.Plain)
    {
        var sender = new ContactService.ContactServiceClient(Hub.AsAgency(agencies[agency]));
        // A child of its own each time: the third contact in a year would wait for a second manager.
        var family = "Marlow" + new string([.. Interlocked.Increment(ref made).ToString("D4", CultureInfo.InvariantCulture).Select(digit => (char)(digit + 'a' - '0'))]);
        var details = Casework.Quiet(state == "Ready" ? ["Una", "Vera"] : ["Una"]);
        foreach (var child in details.Children)
        {
            child.Name.Family = relationship == MatrixContact.Plain ? family : FamilyOf(relationship);
            child.Addresses.Add(new Address { Lines = { "4 Sorrel Close" }, Postcode = "NN9 5QB", Confidential = true });
        }
        if (state == "SignOff")
            details.Concern.Categories.Add("18C");
        var id = (await sender.SubmitContactAsync(Samples.Submission(details))).ContactId;
        if (state == "Withdrawn")
            await sender.WithdrawContactAsync(new WithdrawContactRequest { ContactId = id, RequestId = NewId(), Reason = "Sent twice." });
        else if (state != "Received")
            await BringAsync(id, state);
        var contact = await Casework.ReadAsync(new ContactService.ContactServiceClient(manager), id);
        return new MatrixContact(state, agency, relationship, id, contact.Reference, contact.Children[^1].ContactChildId, contact.Etag);
    }

    /// <summary>Staff whom the page [standing] does not name, and who must not be named.</summary>
    public IEnumerable<MatrixCaller> NeverNamed => accounts.Keys.Where(caller => !MayBeNamed(caller));

    /// <summary>Names a person for the contacts of a relationship.</summary>
    public async Task NameAsync(MatrixCaller caller, string relationship) =>
        await new RestrictionService.RestrictionServiceClient(manager).GrantAccessAsync(new GrantAccessRequest
        {
            RestrictionId = restrictions[relationship], AccountId = accounts[caller].ToString(), RequestId = NewId(), Reason = "Works on this contact.",
        });

    /// <summary>Opens a contact by emergency access.</summary>
    public async Task OpenAsync(MatrixCaller caller, MatrixContact contact) =>
        await new BreakGlassService.BreakGlassServiceClient(As(caller)).OpenBreakGlassAsync(new OpenBreakGlassRequest
        {
            Contact = contact.Reference, RequestId = NewId(), Minutes = 240, Reason = "The police ask whether she is safe at this address.",
        });

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private static string NewId() => Guid.NewGuid().ToString();

    /// <summary>The children of a relationship's contacts have a name of their own, so that restrictions and interests meet them and no others.</summary>
    private string FamilyOf(string relationship) => "Thorne" + (char)('a' + spec.Relationships.IndexOf(relationship));

    private bool MayBeNamed(MatrixCaller caller) => caller.SeesAs.Any(role => spec.Says(role, "named") == "yes");

    /// <summary>Makes contacts, and brings everybody who may into the relationship to them. The interest comes last: it must win over what was opened before.</summary>
    private async Task RelateAsync(string relationship)
    {
        var contacts = new List<MatrixContact>();
        foreach (var state in RoutedStates)
            contacts.Add(await MakeAsync(state, 0, relationship));
        var kinds = relationship.Split('+');
        if (kinds[0] != "interest")
        {
            restrictions[relationship] = (await new RestrictionService.RestrictionServiceClient(worker).RequestRestrictionAsync(new RequestRestrictionRequest
            {
                ContactId = contacts[0].ContactId, RequestId = NewId(), Reason = "Her father is known from television.",
                Label = kinds[0] == "sender_hidden" ? RestrictionLabel.Adoption : RestrictionLabel.HighProfile,
            })).RestrictionId;
        }
        foreach (var caller in accounts.Keys.Where(caller => kinds[0] == "named" && MayBeNamed(caller)))
        {
            await new RestrictionService.RestrictionServiceClient(As(caller)).RequestAccessAsync(
                new RequestAccessRequest { Reference = contacts[0].Reference, RequestId = NewId(), Reason = "I take this contact over." });
            await NameAsync(caller, relationship);
        }
        foreach (var caller in accounts.Keys.Where(caller => kinds[0] == "emergency" && spec.Admits("BreakGlassService/OpenBreakGlass", caller)))
        {
            foreach (var contact in contacts)
                await OpenAsync(caller, contact);
        }
        foreach (var caller in accounts.Keys.Where(caller => kinds[^1] == "interest" && caller.HasInterest))
            await DeclareAsync(caller, FamilyOf(relationship));
        Contacts.AddRange(contacts);
    }

    private async Task DeclareAsync(MatrixCaller caller, string family) =>
        await new InterestService.InterestServiceClient(As(caller)).DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = NewId(), Subject = InterestSubject.Relative, GivenName = "Una", FamilyName = family, DateOfBirth = new Date { Year = 2019, Month = 4, Day = 2 },
        });

    private async Task BringAsync(string id, string state)
    {
        var reader = new ContactService.ContactServiceClient(manager);
        var screening = new ScreeningService.ScreeningServiceClient(worker);
        var decisions = new DecisionService.DecisionServiceClient(manager);
        await screening.StartScreeningAsync(Casework.Start(await Casework.ReadAsync(reader, id)));
        await screening.RateContactAsync(Casework.Rate(await Casework.ReadAsync(reader, id), Rag.Green));
        (int Level, Outcome Outcome)? decision = state switch
        {
            "Ready" or "EarlyHelp" => (3, Outcome.EarlyHelp),
            "SignOff" => (1, Outcome.NoFurtherAction),
            "Referral" => (4, Outcome.Referral),
            "Closed" => (2, Outcome.Advice),
            _ => null,
        };
        if (decision is { } made)
            await decisions.DecideChildAsync(Casework.Decision(await Casework.ReadAsync(reader, id), made.Level, made.Outcome));
        if (state == "Closed")
            await decisions.SendFeedbackAsync(Casework.Feedback(await Casework.ReadAsync(reader, id)));
    }

    private async Task AddCallersAsync()
    {
        var issuer = Hub.Issuer;
        Callers.Add(new MatrixCaller("nobody", null, [], [], null, false));
        Callers.Add(new MatrixCaller("a front door", issuer.FrontDoorToken(), ["front_door:sessions"], [], null, false));
        Callers.Add(new MatrixCaller("a person without a role", issuer.StaffToken(await Hub.AddStaffAsync("No Role")), ["no_role"], [], null, false));
        foreach (var role in Roles.Names.Keys)
        {
            await AddStaffAsync(role, hasInterest: false);
            await AddStaffAsync(role, hasInterest: true);
        }
        foreach (var agency in new[] { 0, 1 })
        {
            foreach (var role in Roles.AgencyNames.Keys)
            {
                var subject = await Hub.AddAgencyPersonAsync(agencies[agency], $"Person {role}", role);
                Callers.Add(new MatrixCaller($"{role} of agency {agency}", issuer.StaffToken(subject), [role], [role], agency, false));
            }
            foreach (var scope in AgencyScopes.All)
                Callers.Add(new MatrixCaller($"system of agency {agency} with {scope}", issuer.AgencyToken(agencies[agency], scope), [$"service:{scope}"], ["service"], agency, false));
        }
    }

    private async Task AddStaffAsync(string role, bool hasInterest)
    {
        var subject = await Hub.AddStaffAsync($"Person {role}", role);
        var caller = new MatrixCaller(hasInterest ? $"{role} with an interest" : role, Hub.Issuer.StaffToken(subject), [role], [role], null, hasInterest);
        Callers.Add(caller);
        accounts[caller] = Hub.Services.GetRequiredService<AccessDirectory>().Account(Hub.Issuer.Staff.ToString().TrimEnd('/'), subject)!.AccountId;
    }
}
