using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Mash.Standalone.SampleWorld;

/// <summary>Choices that look accidental and are the same in every replay: drawn from a hash of a reference and a purpose.</summary>
internal readonly struct Chance(string seed)
{
    /// <summary>A number from <paramref name="least"/> to below <paramref name="limit"/>.</summary>
    public int Between(string purpose, int least, int limit) => least + (int)(Draw(purpose) % (uint)(limit - least));

    /// <summary>True in about so many of a hundred cases.</summary>
    public bool In100(string purpose, int cases) => Between(purpose, 0, 100) < cases;

    /// <summary>One of a list.</summary>
    public T Of<T>(string purpose, IReadOnlyList<T> list) => list[Between(purpose, 0, list.Count)];

    private uint Draw(string purpose) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(seed + "|" + purpose)));
}
