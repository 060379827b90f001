using Google.Protobuf.Reflection;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Tests.Access.Matrix;

/// <summary>Makes the calls of the matrix: every rpc by its descriptor with an empty request, and those about a contact with a whole one.</summary>
internal static class MatrixCalls
{
    /// <summary>An etag that no contact has: an act gets past the right to see and changes nothing.</summary>
    private const string NoEtag = "v999999";

    private static readonly Marshaller<byte[]> Raw = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>Every rpc of the interface, and the standard ones, from the descriptors.</summary>
    public static IReadOnlyList<MethodDescriptor> Rpcs { get; } =
    [
        .. typeof(ContactService).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor")?.GetValue(null)).OfType<ServiceDescriptor>()
            .SelectMany(service => service.Methods).OrderBy(method => method.FullName, StringComparer.Ordinal),
    ];

    /// <summary>Rpcs whose request names a contact and that find it by the right to see it.</summary>
    public static IReadOnlyDictionary<string, Func<CallInvoker, MatrixContact, string, Task>> OnContact { get; } =
        new Dictionary<string, Func<CallInvoker, MatrixContact, string, Task>>
        {
            ["GetContact"] = async (hub, contact, _) => await new ContactService.ContactServiceClient(hub).GetContactAsync(new GetContactRequest { ContactId = contact.ContactId }),
            ["GetProtectedAddress"] = async (hub, contact, _) => await new ContactService.ContactServiceClient(hub).GetProtectedAddressAsync(
                new GetProtectedAddressRequest { ContactId = contact.ContactId, ContactChildId = contact.ChildId, Address = 1 }),
            ["PreviewDecision"] = async (hub, contact, _) => await new DecisionService.DecisionServiceClient(hub).PreviewDecisionAsync(
                new PreviewDecisionRequest { ContactId = contact.ContactId, ContactChildId = contact.ChildId, Level = 4, Outcome = Outcome.StrategyDiscussion }),
            ["StartScreening"] = async (hub, contact, etag) => await new ScreeningService.ScreeningServiceClient(hub).StartScreeningAsync(
                new StartScreeningRequest { ContactId = contact.ContactId, RequestId = NewId(), Etag = etag }),
            ["RateContact"] = async (hub, contact, etag) => await new ScreeningService.ScreeningServiceClient(hub).RateContactAsync(
                new RateContactRequest { ContactId = contact.ContactId, RequestId = NewId(), Etag = etag, Rag = Rag.Amber, Rationale = "New facts came in." }),
            ["DecideChild"] = async (hub, contact, etag) => await new DecisionService.DecisionServiceClient(hub).DecideChildAsync(new DecideChildRequest
            {
                ContactId = contact.ContactId, ContactChildId = contact.ChildId, RequestId = NewId(), Etag = etag, Level = 4, Outcome = Outcome.StrategyDiscussion,
                Rationale = "She may be in danger now: police and health are asked to talk tonight.",
            }),
            ["SendFeedback"] = async (hub, contact, etag) => await new DecisionService.DecisionServiceClient(hub).SendFeedbackAsync(
                new SendFeedbackRequest { ContactId = contact.ContactId, RequestId = NewId(), Etag = etag, Text = "Thank you. Please keep watching." }),
            ["AddInformation"] = async (hub, contact, _) => await new ContactService.ContactServiceClient(hub).AddInformationAsync(
                new AddInformationRequest { ContactId = contact.ContactId, RequestId = NewId(), Text = "Her aunt has come to stay.", Kind = StatementKind.Observed }),
            ["WithdrawContact"] = async (hub, contact, _) => await new ContactService.ContactServiceClient(hub).WithdrawContactAsync(
                new WithdrawContactRequest { ContactId = contact.ContactId, RequestId = NewId(), Reason = "Sent twice." }),
            ["RequestRestriction"] = async (hub, contact, _) => await new RestrictionService.RestrictionServiceClient(hub).RequestRestrictionAsync(new RequestRestrictionRequest
            {
                ContactId = contact.ContactId, RequestId = NewId(), Label = RestrictionLabel.HighProfile, Reason = "Her father is known from television.",
            }),
        };

    /// <summary>Rpcs of <see cref="OnContact"/> that nothing but their state stops: they change what they are called on.</summary>
    public static readonly IReadOnlySet<string> WithoutEtag = new HashSet<string> { "AddInformation", "WithdrawContact", "RequestRestriction" };

    /// <summary>Looks a contact up by its reference; true where it is found.</summary>
    public static async Task<bool> FindsAsync(CallInvoker hub, MatrixContact contact) =>
        (await new PersonService.PersonServiceClient(hub).LookUpPersonAsync(new LookUpPersonRequest { ContactReference = contact.Reference })).Contacts.Count == 1;

    /// <summary>True where a list holds the contact.</summary>
    public static async Task<bool> ListsAsync(CallInvoker hub, MatrixContact contact) =>
        (await new ContactService.ContactServiceClient(hub).ListContactsAsync(new ListContactsRequest { Reference = contact.Reference })).Contacts.Count == 1;

    /// <summary>What a call came to.</summary>
    public static async Task<StatusCode> CodeOfAsync(Func<Task> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    public static string Name(MethodDescriptor rpc) => $"{rpc.Service.Name}/{rpc.Name}";

    /// <summary>Calls with an empty request and answers the status with its reason; a stream is read to its first message.</summary>
    public static async Task<(StatusCode Code, string Text)> KnockAsync(MethodDescriptor rpc, CallInvoker hub)
    {
        var type = (rpc.IsClientStreaming, rpc.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (false, true) => MethodType.ServerStreaming,
            (true, false) => MethodType.ClientStreaming,
            (true, true) => MethodType.DuplexStreaming,
        };
        var method = new Method<byte[], byte[]>(type, rpc.Service.FullName, rpc.Name, Raw, Raw);
        try
        {
            await KnockAsync(method, hub);
            return (StatusCode.OK, "");
        }
        catch (RpcException refused)
        {
            return (refused.StatusCode, refused.Status.Detail);
        }
    }

    /// <summary>Calls on a contact and answers the status.</summary>
    public static Task<StatusCode> CallAsync(string rpc, CallInvoker hub, MatrixContact contact, bool forReal = false) =>
        CodeOfAsync(() => OnContact[rpc](hub, contact, forReal ? contact.Etag : NoEtag));

    private static async Task KnockAsync(Method<byte[], byte[]> method, CallInvoker hub)
    {
        using var ending = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var options = new CallOptions(cancellationToken: ending.Token);
        switch (method.Type)
        {
            case MethodType.Unary:
                await hub.AsyncUnaryCall(method, null, options, []);
                break;
            case MethodType.ServerStreaming:
                using (var stream = hub.AsyncServerStreamingCall(method, null, options, []))
                    await stream.ResponseStream.MoveNext(ending.Token);
                break;
            case MethodType.ClientStreaming:
                using (var upload = hub.AsyncClientStreamingCall(method, null, options))
                {
                    await upload.RequestStream.CompleteAsync();
                    await upload;
                }
                break;
            default:
                using (var talk = hub.AsyncDuplexStreamingCall(method, null, options))
                {
                    await talk.RequestStream.CompleteAsync();
                    while (await talk.ResponseStream.MoveNext(ending.Token))
                    {
                    }
                }
                break;
        }
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
