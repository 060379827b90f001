using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mash.V1;

namespace Mash.Identity.Sessions;

/// <summary>mash.v1.SessionService over <see cref="FrontDoorSessions"/>, <see cref="DataProtectionKeys"/> and <see cref="KeptForms"/>.</summary>
internal sealed class SessionService(FrontDoorSessions sessions, DataProtectionKeys keys, KeptForms forms, IdentityOptions options) : V1.SessionService.SessionServiceBase
{
    private const int TicketLimit = 64 * 1024;
    private const int FormLimit = 512 * 1024;
    private const int TextLimit = 200;
    private const int SecretLimit = 64;
    private const int SubjectLimit = 255;
    private const int SecondsInAMinute = 60;

    public override async Task<CreateSessionResponse> CreateSession(CreateSessionRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        var subject = Subject(check, request.Subject);
        check.Bytes("ticket", request.Ticket.Length, TicketLimit);
        check.Optional("browser", request.Browser, TextLimit);
        Guid? signIn = request.SignInId.Length > 0 ? check.Id("sign_in_id", request.SignInId) : null;
        check.ThrowIfWrong();
        var session = await sessions.CreateAsync(subject, signIn, request.Ticket.ToByteArray(), request.Browser, context.CancellationToken);
        return session is { } made
            ? new CreateSessionResponse { SessionId = made.SessionId, ExpireTime = made.ExpiresTime.ToTimestamp() }
            : throw new RpcException(new Status(StatusCode.FailedPrecondition, "The account cannot be used."));
    }

    public override async Task<GetSessionResponse> GetSession(GetSessionRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        check.Required("session_id", request.SessionId, SecretLimit);
        check.ThrowIfWrong();
        return await sessions.OpenAsync(request.SessionId, context.CancellationToken) is { } session
            ? new GetSessionResponse { Ticket = UnsafeByteOperations.UnsafeWrap(session.Ticket), ExpireTime = session.ExpiresTime.ToTimestamp() }
            : throw NotFound();
    }

    public override async Task<RenewSessionResponse> RenewSession(RenewSessionRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        check.Required("session_id", request.SessionId, SecretLimit);
        check.Bytes("ticket", request.Ticket.Length, TicketLimit);
        check.ThrowIfWrong();
        return await sessions.RenewAsync(request.SessionId, request.Ticket.ToByteArray(), context.CancellationToken)
            ? new RenewSessionResponse()
            : throw NotFound();
    }

    public override async Task<EndSessionResponse> EndSession(EndSessionRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        if (request.SessionId.Length > 0)
        {
            check.Required("session_id", request.SessionId, SecretLimit);
            check.ThrowIfWrong();
            await sessions.EndAsync(request.SessionId, context.CancellationToken);
        }
        else
        {
            var handle = check.Id("handle", request.Handle);
            var subject = Subject(check, request.Subject);
            check.ThrowIfWrong();
            await sessions.EndAsync(subject, handle, context.CancellationToken);
        }

        return new EndSessionResponse();
    }

    public override async Task<ListSessionsResponse> ListSessions(ListSessionsRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        var subject = Subject(check, request.Subject);
        check.Optional("current_session_id", request.CurrentSessionId, SecretLimit);
        check.ThrowIfWrong();
        var live = await sessions.ListAsync(subject, request.CurrentSessionId, context.CancellationToken);
        return new ListSessionsResponse
        {
            Sessions =
            {
                live.Select(session => new SessionInfo
                {
                    Handle = session.Id.ToString(),
                    CreatedTime = session.CreatedTime.ToTimestamp(),
                    LastSeenTime = ToTheMinute(session.LastUsedTime),
                    Browser = session.Browser,
                    Current = session.Current,
                }),
            },
        };
    }

    public override async Task<StoreDataProtectionKeyResponse> StoreDataProtectionKey(StoreDataProtectionKeyRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        check.Required("friendly_name", request.FriendlyName, TextLimit);
        check.Required("xml", request.Xml, TicketLimit);
        check.ThrowIfWrong();
        await keys.StoreAsync(DataProtectionKeys.FrontDoor, request.FriendlyName, request.Xml, context.CancellationToken);
        return new StoreDataProtectionKeyResponse();
    }

    public override async Task<ListDataProtectionKeysResponse> ListDataProtectionKeys(ListDataProtectionKeysRequest request, ServerCallContext context)
        => new() { Xml = { await keys.ListAsync(DataProtectionKeys.FrontDoor, context.CancellationToken) } };

    public override async Task<KeepFormResponse> KeepForm(KeepFormRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        check.Bytes("form", request.Form.Length, FormLimit);
        check.ThrowIfWrong();
        return await forms.KeepAsync(request.Form.ToByteArray(), context.CancellationToken) is { } handle
            ? new KeepFormResponse { Handle = handle }
            : throw new RpcException(new Status(StatusCode.ResourceExhausted, "Too many forms are kept."));
    }

    public override async Task<TakeFormResponse> TakeForm(TakeFormRequest request, ServerCallContext context)
    {
        var check = new FieldCheck();
        check.Required("handle", request.Handle, SecretLimit);
        check.ThrowIfWrong();
        return await forms.TakeAsync(request.Handle, context.CancellationToken) is { } form
            ? new TakeFormResponse { Form = UnsafeByteOperations.UnsafeWrap(form) }
            : throw NotFound();
    }

    /// <summary>An account here, or whatever another authority calls its people.</summary>
    private string Subject(FieldCheck check, string subject)
    {
        if (!options.StaffSignInElsewhere)
            return check.Id("subject", subject).ToString();
        check.Required("subject", subject, SubjectLimit);
        return subject;
    }

    private static RpcException NotFound() => new(new Status(StatusCode.NotFound, "There is no such session, or it is over."));

    private static Timestamp ToTheMinute(DateTimeOffset time)
    {
        var seconds = time.ToUnixTimeSeconds();
        return new Timestamp { Seconds = seconds - (seconds % SecondsInAMinute) };
    }
}
