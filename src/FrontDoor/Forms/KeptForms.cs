using System.Text;
using System.Text.Encodings.Web;
using Google.Protobuf;
using Grpc.Core;
using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Mash.FrontDoor.Forms;

/// <summary>A form that was sent after its session had ended, shown again after the sign-in. Nothing of it has been done.</summary>
/// <param name="Fields">As they were sent, the antiforgery token among them: it binds the form to the person who was shown the page.</param>
internal sealed record KeptForm(IFormCollection Fields);

/// <summary>Keeps forms over a sign-in: sealed here, held by the hub for 20 minutes, taken once.</summary>
internal sealed partial class KeptForms(
    SessionService.SessionServiceClient sessions, IDataProtectionProvider protection, ISessionCookie cookie, ILogger<KeptForms> log)
{
    /// <summary>Larger forms than this are not kept: what people type is far below it.</summary>
    private const int Largest = 256 * 1024;

    private readonly IDataProtector protector = protection.CreateProtector(typeof(KeptForms).FullName!);

    /// <summary>Keeps the form of a request, where the browser had a session here once.</summary>
    /// <returns>The handle; null where there is nothing to keep or it could not be kept.</returns>
    public async Task<string?> KeepAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is null or > Largest || cookie.SessionId(context) is null)
            return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var text = new StringBuilder(context.Request.Path.Value).Append('\n');
        foreach (var (name, value) in form.SelectMany(field => field.Value.Select(value => (field.Key, value))))
            text.Append(UrlEncoder.Default.Encode(name)).Append('=').Append(UrlEncoder.Default.Encode(value ?? "")).Append('&');
        try
        {
            var request = new KeepFormRequest { Form = ByteString.CopyFrom(protector.Protect(Encoding.UTF8.GetBytes(text.ToString()))) };
            return (await sessions.KeepFormAsync(request, cancellationToken: context.RequestAborted)).Handle;
        }
        catch (RpcException failure)
        {
            LogNotKept(log, failure.StatusCode);
            return null;
        }
    }

    /// <summary>Takes a form away; null where there is none for this path.</summary>
    public async Task<KeptForm?> TakeAsync(string handle, PathString path, CancellationToken cancellation)
    {
        try
        {
            var answer = await sessions.TakeFormAsync(new TakeFormRequest { Handle = handle }, cancellationToken: cancellation);
            var text = Encoding.UTF8.GetString(protector.Unprotect(answer.Form.ToByteArray())).Split('\n', 2);
            return text[0] == path.Value ? new KeptForm(new FormCollection(QueryHelpers.ParseQuery(text[1]))) : null;
        }
        catch (Exception failure) when (failure is RpcException or System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A form could not be kept over a sign-in ({Status})")]
    private static partial void LogNotKept(ILogger log, StatusCode status);
}
