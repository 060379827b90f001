using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mash.Hub.Audit;

/// <summary>
/// The bytes of a leaf: canonical JSON (RFC 8785; strings and integers only), at most 4 KiB, members in code-unit order.
/// The layout is final; docs/audit-leaf.md has the description and test vectors.
/// </summary>
internal static class AuditLeaf
{
    /// <summary>Most bytes of a leaf.</summary>
    public const int MaxSize = 4096;

    private const int Version = 1;

    /// <summary>Makes the leaf.</summary>
    /// <param name="entry">The act.</param>
    /// <param name="sequence">Its place in the log, from 0.</param>
    /// <param name="time">Real time; milliseconds are kept.</param>
    /// <param name="domainTime">The hub's domain time where it differs from real time (sample hubs), else null.</param>
    /// <param name="nonce">32 fresh random bytes from which every field's own commitment key is derived.</param>
    /// <param name="traceId">W3C trace id, or null.</param>
    /// <exception cref="ArgumentException">The leaf would be larger than <see cref="MaxSize"/>.</exception>
    public static byte[] Encode(AuditEntry entry, long sequence, DateTimeOffset time, DateTimeOffset? domainTime, ReadOnlySpan<byte> nonce, string? traceId)
    {
        var json = new StringBuilder(512).Append('{');
        var actor = entry.Actor;
        Member(json, "acr", actor.AuthenticationContext);
        Member(json, "act", entry.Act);
        json.Append(json.Length > 1 ? "," : "").Append("\"actor\":{\"iss\":");
        Text(json, actor.Issuer);
        json.Append(",\"sub\":");
        Text(json, actor.Subject);
        json.Append('}');
        Member(json, "agency", actor.AgencyId?.ToString());
        Member(json, "amr", actor.AuthenticationMethods);
        if (entry.AssertedPractitioner is { Length: > 0 } asserted)
            Member(json, "asserted", Commitment(nonce, "asserted", SHA256.HashData(Encoding.UTF8.GetBytes(asserted))));
        Member(json, "basis", entry.LegalBasis);
        if (entry.Records.Count > 0)
            Member(json, "body", Commitment(nonce, "body", HashOf(entry.Records)));
        Member(json, "break_glass", entry.BreakGlassId?.ToString());
        Member(json, "client", actor.Client);
        Member(json, "count", entry.Count);
        Member(json, "decision", entry.Allowed ? "allow" : "deny");
        Member(json, "domain_time", domainTime?.ToUnixTimeMilliseconds());
        Member(json, "purpose", entry.Purpose);
        Member(json, "reason", entry.Refusal);
        Member(json, "request", entry.RequestId);
        Member(json, "role", actor.Role);
        Member(json, "seq", sequence);
        if (entry.Subjects.Count > 0)
            Member(json, "subject", Commitment(nonce, "subject", SHA256.HashData(SubjectBytes(entry.Subjects))));
        Member(json, "time", time.ToUnixTimeMilliseconds());
        Member(json, "trace", traceId);
        Member(json, "v", Version);
        var bytes = Encoding.UTF8.GetBytes(json.Append('}').ToString());
        return bytes.Length <= MaxSize ? bytes : throw new ArgumentException("An audit leaf must not exceed 4,096 bytes.", nameof(entry));
    }

    /// <summary>
    /// HMAC-SHA256(r, length of field name (1 byte) || field name || value hash), where r = HMAC-SHA256(nonce, field name), so that
    /// opening one field opens no other. Lower-case hexadecimal.
    /// </summary>
    public static string Commitment(ReadOnlySpan<byte> nonce, string field, ReadOnlySpan<byte> valueHash)
    {
        Span<byte> name = stackalloc byte[field.Length];
        Encoding.ASCII.GetBytes(field, name);
        Span<byte> key = stackalloc byte[32];
        HMACSHA256.HashData(nonce, name, key);
        Span<byte> message = stackalloc byte[1 + name.Length + valueHash.Length];
        message[0] = (byte)name.Length;
        name.CopyTo(message[1..]);
        valueHash.CopyTo(message[(1 + name.Length)..]);
        Span<byte> commitment = stackalloc byte[32];
        HMACSHA256.HashData(key, message, commitment);
        return Convert.ToHexStringLower(commitment);
    }

    /// <summary>One record: the SHA-256 of its stored bytes. Several: the SHA-256 of those hashes one after the other.</summary>
    public static byte[] HashOf(IReadOnlyList<RecordVersion> records)
    {
        if (records.Count == 1)
            return records[0].Hash;
        var hashes = new byte[records.Count * 32];
        for (var index = 0; index < records.Count; index++)
            records[index].Hash.CopyTo(hashes, index * 32);
        return SHA256.HashData(hashes);
    }

    /// <summary>Subject ids, 16 bytes each in network order, in their order.</summary>
    public static byte[] SubjectBytes(IReadOnlyList<Guid> subjects)
    {
        var bytes = new byte[subjects.Count * 16];
        for (var index = 0; index < subjects.Count; index++)
            subjects[index].TryWriteBytes(bytes.AsSpan(index * 16), bigEndian: true, out _);
        return bytes;
    }

    private static void Member(StringBuilder json, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        Name(json, name);
        Text(json, value);
    }

    private static void Member(StringBuilder json, string name, long? value)
    {
        if (value is not { } number)
            return;
        Name(json, name);
        json.Append(CultureInfo.InvariantCulture, $"{number}");
    }

    private static void Name(StringBuilder json, string name)
    {
        if (json[^1] != '{')
            json.Append(',');
        json.Append('"').Append(name).Append("\":");
    }

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 32).Select(code => (char)code)) + "\"\\");

    private static void Text(StringBuilder json, string value)
    {
        json.Append('"');
        if (!value.AsSpan().ContainsAny(Escaped))
        {
            json.Append(value).Append('"');
            return;
        }
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => json.Append("\\\""),
                '\\' => json.Append("\\\\"),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => json.Append(character),
            };
        }
        json.Append('"');
    }
}
