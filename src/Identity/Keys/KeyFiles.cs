using System.Diagnostics;
using System.Security.Cryptography;

namespace Mash.Identity.Keys;

/// <summary>Files that hold key material: readable by their owner alone, written whole or not at all.</summary>
internal static class KeyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(50);

    /// <summary>How long <see cref="Lock"/> waits: far longer than anybody changes keys.</summary>
    public static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);

    /// <summary>Makes the folder (0700) when it is absent.</summary>
    public static void EnsureDirectory(string directory)
    {
        if (Directory.Exists(directory))
            return;
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
    }

    /// <summary>Writes a new file (0600), durable before it takes its name.</summary>
    /// <returns>false when a file of that name was there first; it is left as it is.</returns>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        EnsureDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = path + "." + Guid.CreateVersion7().ToString("n") + ".new";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var stream = new FileStream(temporary, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temporary, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
            return false;
        }
    }

    /// <summary>Overwrites a key file and deletes it. What a disk or a copy keeps beyond that is out of reach.</summary>
    public static void Destroy(string path)
    {
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }

        File.Delete(path);
    }

    /// <summary>Waits for the file's lock; disposing gives it back. The lock ends with its process.</summary>
    /// <param name="path">The lock file; made when it is absent.</param>
    /// <param name="patience">How long to wait; <see cref="LockPatience"/> when null.</param>
    /// <exception cref="IOException">Another process held it for all that time, or the file cannot be opened at all.</exception>
    public static IDisposable Lock(string path, TimeSpan? patience = null)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var (waits, limit) = (Stopwatch.StartNew(), patience ?? LockPatience);
        while (true)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException error) when (error is not DirectoryNotFoundException && File.Exists(path))
            {
                if (waits.Elapsed > limit)
                    throw new IOException($"{Path.GetFileName(path)} is locked: another process has been changing keys for {limit.TotalSeconds:0.#} seconds. Stop it, then try again.", error);
                Thread.Sleep(LockRetry);
            }
        }
    }

    /// <summary>Reads a secret of that many random bytes, making it when it is absent.</summary>
    /// <exception cref="InvalidDataException">The file has another length.</exception>
    public static byte[] ReadOrCreateSecret(string path, int length)
    {
        if (!File.Exists(path))
            TryCreate(path, RandomNumberGenerator.GetBytes(length));
        var secret = File.ReadAllBytes(path);
        return secret.Length == length ? secret : throw new InvalidDataException("A key file has the wrong length: " + Path.GetFileName(path));
    }
}
