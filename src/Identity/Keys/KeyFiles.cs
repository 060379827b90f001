using System.Security.Cryptography;

namespace Mash.Identity.Keys;

/// <summary>Files that hold key material: readable by their owner alone, written whole or not at all.</summary>
internal static class KeyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int LockTries = 200;
    private static readonly TimeSpan LockWait = TimeSpan.FromMilliseconds(50);

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
    /// <exception cref="IOException">Another process held it for ten seconds.</exception>
    public static IDisposable Lock(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (tries < LockTries)
            {
                Thread.Sleep(LockWait);
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
