using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Mash.Identity.Methods;

/// <summary>Codes of authenticator apps: RFC 6238 with HMAC-SHA-1 and steps of 30 seconds, which is what every app speaks.</summary>
internal static class Totp
{
    /// <summary>Bytes of a secret: the length of the hash (RFC 4226 section 4).</summary>
    public const int SecretLength = 20;

    public const int Digits = 6;

    /// <summary>Steps before and after the present one that are taken, for clocks that differ (RFC 6238 section 5.2).</summary>
    public const int Window = 1;

    private const int StepSeconds = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretLength);

    public static long StepAt(DateTimeOffset time) => time.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of one step.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5350", Justification = "RFC 6238; authenticator apps speak nothing else, and HMAC does not rest on collisions.")]
    public static string Code(ReadOnlySpan<byte> secret, long step, int digits = Digits)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
        var value = BinaryPrimitives.ReadInt32BigEndian(hash[(hash[^1] & 0xf)..]) & 0x7fffffff;
        return (value % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step within the window that the code belongs to; null when there is none. Every step is compared, in constant time.</summary>
    /// <param name="secret">The app's secret.</param>
    /// <param name="code">As typed; spaces are left out.</param>
    /// <param name="now">Real time.</param>
    public static long? FindStep(ReadOnlySpan<byte> secret, string code, DateTimeOffset now)
    {
        var typed = Encoding.UTF8.GetBytes(code.Replace(" ", "", StringComparison.Ordinal));
        long? found = null;
        for (var step = StepAt(now) - Window; step <= StepAt(now) + Window; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Code(secret, step))))
                found = step;
        }

        return found;
    }

    /// <summary>Base32 without padding (RFC 4648), as apps read it.</summary>
    public static string Base32(ReadOnlySpan<byte> secret)
    {
        var text = new StringBuilder();
        var (bits, count) = (0, 0);
        foreach (var value in secret)
        {
            bits = (bits << 8) | value;
            for (count += 8; count >= 5; count -= 5)
                text.Append(Alphabet[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        return count == 0 ? text.ToString() : text.Append(Alphabet[(bits << (5 - count)) & 31]).ToString();
    }

    /// <summary>What the QR code says: the key URI that apps read.</summary>
    public static string KeyUri(ReadOnlySpan<byte> secret, string service, string userName)
        => $"otpauth://totp/{Uri.EscapeDataString(service)}:{Uri.EscapeDataString(userName)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(service)}&digits={Digits}&period={StepSeconds}";
}
