using System.Globalization;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Access.Matrix;

/// <summary>One hub with two agencies, a caller of every kind, and a contact in every state that the machine reaches, made by real calls.</summary>
internal sealed class MatrixWorld : IAsyncDisposable
{
    /// <summary>The child whom everybody with an interest declared as a relative.</summary>
    private static readonly (string Given, string Family) Niece = ("Zoe", "Marlow");

    private readonly List<Guid> agencies = [];
    private int made;
    private CallInvoker manager = null!;
    private CallInvoker worker = null!;

    private MatrixWorld(TestHub hub) => Hub = hub;

    public TestHub Hub { get; }

    public List<MatrixCaller> Callers { get; } = [];

    public List<MatrixContact> Contacts { get; } = [];

    public static async Task<MatrixWorld> StartAsync(DatabaseProvider provider, MatrixSpec spec)
    {
        var world = new MatrixWorld(await TestHub.StartAsync(provider));
        world.agencies.Add(await world.Hub.AddAgencyAsync("First School"));
        world.agencies.Add(await world.Hub.AddAgencyAsync("Second School"));
        await world.Hub.AddAgencyAsync("The hub", Mash.Hub.Agencies.AgencyKind.Hub);
        world.manager = world.Hub.AsStaff(await world.Hub.AddStaffAsync("Maker Manager", Roles.Manager));
        world.worker = world.Hub.AsStaff(await world.Hub.AddStaffAsync("Maker Worker", Roles.SocialWorker));
        await world.AddCallersAsync();
        foreach (var agency in new[] { 0, 1 })
        {
            foreach (var state in spec.Contacts.Keys)
                world.Contacts.Add(await world.MakeAsync(state, agency));
        }
        foreach (var state in new[] { "Received", "EarlyHelp", "Referral" })
            world.Contacts.Add(await world.MakeAsync(state, 0, conflicting: true));
        return world;
    }

    /// <summary>Who made the contacts and sees them all.</summary>
    public CallInvoker AsMaker => manager;

    public CallInvoker As(MatrixCaller caller) => Hub.With(caller.Token);

    /// <summary>Makes a contact in a state.</summary>
    public async Task<MatrixContact> MakeAsync(string state, int agency, bool conflicting = false)
    {
        var sender = new ContactService.ContactServiceClient(Hub.AsAgency(agencies[agency]));
        // A child of its own each time: the third contact in a year would wait for a second manager.
        var family = "Marlow" + new string([.. Interlocked.Increment(ref made).ToString("D4", CultureInfo.InvariantCulture).Select(digit => (char)(digit + 'a' - '0'))]);
        var details = Casework.Quiet(state == "Ready" ? ["Una", "Vera"] : ["Una"]);
        foreach (var child in details.Children)
        {
            child.Name.Family = family;
            child.Addresses.Add(new Address { Lines = { "4 Sorrel Close" }, Postcode = "NN9 5QB", Confidential = true });
        }
        if (state == "SignOff")
            details.Concern.Categories.Add("18C");
        if (conflicting)
            details.Children[0].Name = new PersonName { Given = Niece.Given, Family = Niece.Family };
        var id = (await sender.SubmitContactAsync(Samples.Submission(details))).ContactId;
        if (state == "Withdrawn")
            await sender.WithdrawContactAsync(new WithdrawContactRequest { ContactId = id, RequestId = Guid.NewGuid().ToString(), Reason = "Sent twice." });
        else if (state != "Received")
            await BringAsync(id, state);
        var contact = await Casework.ReadAsync(new ContactService.ContactServiceClient(manager), id);
        return new MatrixContact(state, agency, conflicting, id, contact.Children[^1].ContactChildId, contact.Etag);
    }

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

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
        if (!hasInterest)
            return;
        await new InterestService.InterestServiceClient(As(caller)).DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Relative, GivenName = Niece.Given, FamilyName = Niece.Family,
            DateOfBirth = new Date { Year = 2019, Month = 4, Day = 2 },
        });
    }
}
