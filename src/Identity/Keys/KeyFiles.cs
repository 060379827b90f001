using System.Security.Cryptography;

namespace Mash.Identity.Keys;

/// <summary>Files that hold key material: readable by their owner alone, written whole or not at all.</summary>
internal static class KeyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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
