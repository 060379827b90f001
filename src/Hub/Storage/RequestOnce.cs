using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Storage;

/// <summary>
/// Makes creates and transitions happen once by (caller, request id): the same request again gets the first answer, other content
/// under the same id is refused.
/// </summary>
internal sealed class RequestOnce
{
    private readonly byte[] caller;
    private readonly byte[] hash;
    private readonly Guid requestId;

    /// <param name="ring">The hub's secrets.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="act">Name of the act.</param>
    /// <param name="requestId">UUID made by the caller.</param>
    /// <param name="message">The request.</param>
    public RequestOnce(KeyRing ring, Caller caller, string act, Guid requestId, IMessage message)
    {
        this.requestId = requestId;
        this.caller = HMACSHA256.HashData(ring.ContentHash, Encoding.UTF8.GetBytes($"caller\n{caller.Issuer}\n{caller.Subject}"));
        byte[] content = [.. Encoding.UTF8.GetBytes(act + "\n"), .. message.ToByteArray()];
        hash = HMACSHA256.HashData(ring.ContentHash, content);
    }

    /// <summary>True where the request came before; then there is its answer, or the refusal of another content.</summary>
    public bool TryFind<T>(HubDb db, MessageParser<T> parser, [NotNullWhen(true)] out Result<T>? answer)
        where T : class, IMessage<T>
    {
        var earlier = db.Requests.FirstOrDefault(row => row.Caller == caller && row.RequestId == requestId);
        answer = earlier switch
        {
            null => null,
            _ when CryptographicOperations.FixedTimeEquals(earlier.ContentHash, hash) => parser.ParseFrom(earlier.Answer),
            _ => Problem.RequestIdReused(),
        };
        return answer is not null;
    }

    /// <summary>Remembers the answer. It must hold nothing personal.</summary>
    public void Remember(HubDb db, IMessage answer, DateTimeOffset now) => db.Requests.Add(new RequestRow
    {
        Caller = caller,
        RequestId = requestId,
        ContentHash = hash,
        Answer = answer.ToByteArray(),
        CreatedTime = now,
    });
}
