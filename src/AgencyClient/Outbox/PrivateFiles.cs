using System.Runtime.InteropServices;
using System.Text;

namespace Mash.AgencyClient;

/// <summary>Files and directories that only their owner may read.</summary>
internal static partial class PrivateFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static void EnsureDirectory(string directory)
    {
        if (Directory.Exists(directory)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(directory);
        else Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    public static void EnsureFile(string file)
    {
        using var stream = new FileStream(file, Options(FileMode.OpenOrCreate, FileShare.ReadWrite));
    }

    /// <summary>Holds a file exclusively until disposed; the system lets go when the process dies, however it dies.</summary>
    /// <exception cref="IOException">Somebody else holds it.</exception>
    public static FileStream Hold(string file) => new(file, Options(FileMode.OpenOrCreate, FileShare.None));

    /// <summary>Writes a whole file durably: readers see the old content or the new, also after a power cut.</summary>
    public static async Task WriteAsync(string file, string content, CancellationToken cancellationToken)
    {
        var temporary = file + ".new";
        await using (var stream = new FileStream(temporary, Options(FileMode.Create, FileShare.None)))
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(content), cancellationToken);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, file, overwrite: true);
        if (!OperatingSystem.IsWindows()) FlushDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
    }

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return options;
    }

    /// <summary>A rename is durable only when its directory is; .NET has no call for that.</summary>
    private static void FlushDirectory(string directory)
    {
        var handle = OpenNative(directory, 0);
        if (handle < 0) throw new IOException("The directory cannot be opened to flush it.");
        try
        {
            if (FlushNative(handle) != 0) throw new IOException("The directory cannot be flushed.");
        }
        finally
        {
            _ = CloseNative(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int OpenNative(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int FlushNative(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int CloseNative(int handle);
}
