using System.Security.Cryptography;
using System.Text;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.Audit;

/// <summary>Keyed tokens under which the log can be asked "who has seen this child?" without a child's id standing in it.</summary>
internal sealed class AuditIndex(KeyRing keys)
{
    /// <summary>Token of a subject: 16 bytes.</summary>
    public byte[] SubjectToken(Guid subject)
    {
        Span<byte> value = stackalloc byte[16 + 13];
        Encoding.ASCII.GetBytes("audit-subject", value);
        subject.TryWriteBytes(value[13..], bigEndian: true, out _);
        return Token(value);
    }

    /// <summary>Token of an actor: 16 bytes.</summary>
    public byte[] ActorToken(AuditActor actor) =>
        Token(Encoding.UTF8.GetBytes($"audit-actor{actor.Issuer}\n{actor.Subject}"));

    private byte[] Token(ReadOnlySpan<byte> value) => HMACSHA256.HashData(keys.Blocking, value)[..16];
}
