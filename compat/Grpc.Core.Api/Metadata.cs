using System.Collections;

namespace Grpc.Core;

/// <summary>Headers or trailers of a call, in order; a key may occur more than once.</summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>The end of the key of every entry that holds bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>No entries; read-only.</summary>
    public static readonly Metadata Empty = new(readOnly: true);

    private readonly List<Entry> entries = [];

    /// <summary>No entries yet.</summary>
    public Metadata()
        : this(readOnly: false)
    {
    }

    private Metadata(bool readOnly) => IsReadOnly = readOnly;

    /// <inheritdoc/>
    public int Count => entries.Count;

    /// <inheritdoc/>
    public bool IsReadOnly { get; }

    /// <inheritdoc/>
    public Entry this[int index]
    {
        get => entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            ForChange()[index] = value;
        }
    }

    /// <summary>The last entry with this key (lower case), or null.</summary>
    public Entry? Get(string key) => entries.FindLast(entry => entry.Key == key);

    /// <summary>The text of the last entry with this key (lower case), or null.</summary>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The bytes of the last entry with this key (lower case), or null.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>Every entry with this key (lower case), in order.</summary>
    public IEnumerable<Entry> GetAll(string key) => entries.Where(entry => entry.Key == key);

    /// <inheritdoc/>
    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ForChange().Add(item);
    }

    /// <summary>Adds a text entry.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds a binary entry; the key ends in <see cref="BinaryHeaderSuffix"/>.</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc/>
    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        ForChange().Insert(index, item);
    }

    /// <inheritdoc/>
    public bool Remove(Entry item) => ForChange().Remove(item);

    /// <inheritdoc/>
    public void RemoveAt(int index) => ForChange().RemoveAt(index);

    /// <inheritdoc/>
    public void Clear() => ForChange().Clear();

    /// <inheritdoc/>
    public int IndexOf(Entry item) => entries.IndexOf(item);

    /// <inheritdoc/>
    public bool Contains(Entry item) => entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => entries.GetEnumerator();

    private List<Entry> ForChange() =>
        IsReadOnly ? throw new InvalidOperationException("This metadata is read-only.") : entries;
}
