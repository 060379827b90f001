using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header: a lower-case key and either text or bytes.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

        private readonly string? text;
        private readonly byte[]? bytes;

        /// <summary>A text entry; the key must not end in <see cref="BinaryHeaderSuffix"/>.</summary>
        /// <exception cref="ArgumentException">The key is not valid for text.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalize(key);
            if (IsBinary)
            {
                throw new ArgumentException("A text entry needs a key that does not end in -bin.", nameof(key));
            }

            text = value;
        }

        /// <summary>A binary entry; the key must end in <see cref="BinaryHeaderSuffix"/>. The bytes are copied.</summary>
        /// <exception cref="ArgumentException">The key is not valid for bytes.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalize(key);
            if (!IsBinary)
            {
                throw new ArgumentException("A binary entry needs a key that ends in -bin.", nameof(key));
            }

            bytes = valueBytes.AsSpan().ToArray();
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the entry holds bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The entry holds bytes.</exception>
        public string Value => text ?? throw new InvalidOperationException("A binary entry has no text.");

        /// <summary>A copy of the bytes; for text, its ASCII bytes.</summary>
        public byte[] ValueBytes => bytes is null ? Encoding.ASCII.GetBytes(Value) : bytes.AsSpan().ToArray();

        /// <inheritdoc/>
        public override string ToString() => bytes is null ? $"[Entry: key={Key}, value={text}]" : $"[Entry: key={Key}, {bytes.Length} bytes]";

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var normalized = key.ToLowerInvariant();
            if (normalized.Length == 0 || normalized.AsSpan().ContainsAnyExcept(KeyCharacters))
            {
                throw new ArgumentException("A key holds only letters, digits, dots, underscores and hyphens.", nameof(key));
            }

            return normalized;
        }
    }
}
