using System.Globalization;

namespace Mash.AgencyClient;

/// <summary>A cursor in a file, written whole and durably; held so that two watchers cannot share it. An event's effect comes at least once.</summary>
public sealed class FileEventCursorStore : IEventCursorStore, IDisposable
{
    private readonly string _file;
    private readonly FileStream _lock;

    /// <summary>Opens or makes the cursor.</summary>
    /// <param name="directory">Where cursors are kept; made where missing.</param>
    /// <param name="name">Name of the cursor: 1 to 64 of a-z, 0-9, '-' and '_'.</param>
    /// <exception cref="OutboxInUseException">Another watcher uses it.</exception>
    public FileEventCursorStore(string directory, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_'))
            throw new ArgumentException("A cursor's name is 1 to 64 of a-z, 0-9, '-' and '_'.", nameof(name));
        PrivateFiles.EnsureDirectory(directory);
        _file = Path.Combine(directory, name + ".cursor");
        try
        {
            _lock = PrivateFiles.Hold(Path.Combine(directory, name + ".lock"));
        }
        catch (IOException e)
        {
            throw new OutboxInUseException("Another watcher uses this cursor.", e);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<long> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(_file)) return 0;
        var text = await File.ReadAllTextAsync(_file, cancellationToken);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? sequence
            : throw new OutboxException("The cursor file is damaged. Delete it to receive every event again.");
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(long sequence, CancellationToken cancellationToken = default) =>
        await PrivateFiles.WriteAsync(_file, sequence.ToString(CultureInfo.InvariantCulture), cancellationToken);

    /// <summary>Lets another watcher have the cursor.</summary>
    public void Dispose() => _lock.Dispose();
}
