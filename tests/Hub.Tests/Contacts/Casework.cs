using System.Text.Json;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Contacts;

/// <summary>A hub with one agency and a team, and the steps by which a contact gets where a test needs it.</summary>
internal sealed class Casework : IAsyncDisposable
{
    private static readonly SqlStatement SelectLeaves = new("SELECT leaf FROM audit_leaves ORDER BY seq", 0);

    private Casework(TestHub hub) => Hub = hub;

    public TestHub Hub { get; }

    public Guid AgencyId { get; private set; }

    public CallInvoker AsAgency { get; private set; } = null!;

    public CallInvoker AsManager { get; private set; } = null!;

    public CallInvoker AsSocialWorker { get; private set; } = null!;

    public ContactService.ContactServiceClient Agency => new(AsAgency);

    public ContactService.ContactServiceClient Contacts => new(AsManager);

    public ScreeningService.ScreeningServiceClient Screening => new(AsSocialWorker);

    public DecisionService.DecisionServiceClient Decisions => new(AsManager);

    public MessageService.MessageServiceClient Messages => new(AsManager);

    public static async Task<Casework> StartAsync(DatabaseProvider provider, Action<WebApplicationBuilder>? configure = null)
    {
        var work = new Casework(await TestHub.StartAsync(provider, configure));
        work.AgencyId = await work.Hub.AddAgencyAsync("Bellfounder School");
        work.AsAgency = work.Hub.AsAgency(work.AgencyId);
        work.AsManager = await work.StaffAsync("Ruth Adeyemi", "manager");
        work.AsSocialWorker = await work.StaffAsync("Kate Thorburn", "social_worker");
        return work;
    }

    public async Task<CallInvoker> StaffAsync(string name, params string[] roles) => Hub.AsStaff(await Hub.AddStaffAsync(name, roles));

    /// <summary>A concern that gives no reason for a second sign-off.</summary>
    public static ContactDetails Quiet(params string[] names)
    {
        var details = Samples.Concern();
        details.Concern.Categories.Clear();
        details.Concern.Categories.Add("20");
        var pattern = details.Children[0];
        details.Children.Clear();
        foreach (var name in names.Length == 0 ? ["Amira"] : names)
        {
            var child = pattern.Clone();
            child.Name.Given = name;
            child.SenderChildReference = "PUPIL-" + name;
            details.Children.Add(child);
        }
        return details;
    }

    public async Task<Contact> SubmitAsync(ContactDetails? details = null) =>
        await ReadAsync((await Agency.SubmitContactAsync(Samples.Submission(details ?? Quiet()))).ContactId);

    /// <summary>A contact that is screened and rated.</summary>
    public async Task<Contact> ScreenedAsync(ContactDetails? details = null, Rag rag = Rag.Green)
    {
        var contact = await SubmitAsync(details);
        var started = await Screening.StartScreeningAsync(Start(contact));
        await Screening.RateContactAsync(new RateContactRequest
        {
            ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Etag = started.Etag, Rag = rag, Rationale = "Read with the history.",
        });
        return await ReadAsync(contact.ContactId);
    }

    /// <summary>A contact with one child decided like this.</summary>
    public async Task<Contact> DecidedAsync(int level, Outcome outcome, ContactDetails? details = null)
    {
        var contact = await ScreenedAsync(details);
        await Decisions.DecideChildAsync(Decision(contact, level, outcome));
        return await ReadAsync(contact.ContactId);
    }

    public async Task<Contact> ReadAsync(string contactId) => await ReadAsync(Contacts, contactId);

    public async Task<Contact> ReadAsAgencyAsync(string contactId) => await ReadAsync(Agency, contactId);

    public static async Task<Contact> ReadAsync(ContactService.ContactServiceClient client, string contactId) =>
        (await client.GetContactAsync(new GetContactRequest { ContactId = contactId })).Contact;

    public static StartScreeningRequest Start(Contact contact) =>
        new() { ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Etag = contact.Etag };

    public static RateContactRequest Rate(Contact contact, Rag rag) => new()
    {
        ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Etag = contact.Etag, Rag = rag, Rationale = "New facts came in.",
    };

    public static DecideChildRequest Decision(Contact contact, int level, Outcome outcome, int child = 0) => new()
    {
        ContactId = contact.ContactId,
        ContactChildId = contact.Children[child].ContactChildId,
        RequestId = Guid.NewGuid().ToString(),
        Etag = contact.Etag,
        Level = level,
        Outcome = outcome,
        Rationale = "She is fed, warm and heard at school, and her mother asked for help.",
        IndicatorIds = { "4-CHILD-01" },
        Scale = 6,
    };

    public static SendFeedbackRequest Feedback(Contact contact, params int[] children)
    {
        var request = new SendFeedbackRequest
        {
            ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Etag = contact.Etag, Text = "Thank you. Please keep watching how she comes to school.",
        };
        request.ContactChildIds.Add(children.Select(index => contact.Children[index].ContactChildId));
        return request;
    }

    public async Task<IReadOnlyList<Event>> EventsAsync() =>
        (await new EventService.EventServiceClient(AsAgency).ListEventsAsync(new ListEventsRequest())).Events;

    /// <summary>When a contact ended; null while it is open.</summary>
    public DateTimeOffset? EndedTimeOf(string contactId)
    {
        using var lease = Hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        return db.Contacts.Single(row => row.ContactId == Guid.Parse(contactId)).EndedTime;
    }

    /// <summary>Every leaf of an act, oldest first.</summary>
    public IReadOnlyList<JsonElement> Leaves(string act)
    {
        using var lease = Hub.Services.GetRequiredService<HubDatabase>().Read();
        using var rows = lease.Execute(SelectLeaves);
        var leaves = new List<JsonElement>();
        while (rows.Read())
        {
            var leaf = JsonDocument.Parse(rows.ReadBytes(0)).RootElement;
            if (leaf.GetProperty("act").GetString() == act)
                leaves.Add(leaf);
        }
        return leaves;
    }

    /// <summary>Decisions (<c>allow</c>, <c>deny</c>) of an act's leaves, oldest first.</summary>
    public IEnumerable<string?> Outcomes(string act) => Leaves(act).Select(leaf => leaf.GetProperty("decision").GetString());

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    public static async Task<RpcException> RefusedAsync<T>(AsyncUnaryCall<T> call) => await Should.ThrowAsync<RpcException>(async () => await call);

    /// <summary>Paths of all field violations.</summary>
    public static IEnumerable<string> Fields(RpcException refused) =>
        Detail<BadRequest>(refused)?.FieldViolations.Select(violation => violation.Field) ?? [];

    /// <summary>The stable reason.</summary>
    public static string? Reason(RpcException refused) => Detail<ErrorInfo>(refused)?.Reason;

    private static T? Detail<T>(RpcException refused)
        where T : class, IMessage<T>, new()
    {
        var status = Google.Rpc.Status.Parser.ParseFrom(refused.Trailers.GetValueBytes("grpc-status-details-bin"));
        return status.Details.FirstOrDefault(detail => detail.Is(new T().Descriptor))?.Unpack<T>();
    }
}
