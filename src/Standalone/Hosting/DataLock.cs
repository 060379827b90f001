namespace Mash.Standalone.Hosting;

/// <summary>
/// One writing process for the SQLite files of a data directory: versions of SQLite before 3.51.3 can damage a database that two
/// processes write. The file says nothing; its lock counts, and it ends with the process.
/// </summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream file;

    private DataLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock.</summary>
    /// <exception cref="InvalidOperationException">Another process runs on this directory.</exception>
    public static DataLock Take(string dataDirectory)
    {
        Directory.CreateDirectory(dataDirectory);
        try
        {
            return new DataLock(new FileStream(Path.Combine(dataDirectory, "hub.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new InvalidOperationException($"A hub is running on {Path.GetFullPath(dataDirectory)}. Stop it first: SQLite files have one writing process.");
        }
    }

    public void Dispose() => file.Dispose();
}
