using System.Security.Cryptography;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Tests.Storage;

public class SealerTests
{
    private static readonly Guid Id = Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ab");

    [Fact]
    public void SealedRecord_OpensWithItsKeyKindIdAndVersionOnly()
    {
        var key = DataKey.Create();
        var rating = new Rating { Rationale = "Seen with a bruise." };
        var bytes = Sealer.Seal(key, RecordKind.Rating, Id, 1, rating);

        Sealer.Open(key, RecordKind.Rating, Id, 1, bytes, Rating.Parser).ShouldBe(rating);
        Should.Throw<CryptographicException>(() => Sealer.Open(key, RecordKind.Decision, Id, 1, bytes, Rating.Parser));
        Should.Throw<CryptographicException>(() => Sealer.Open(key, RecordKind.Rating, Guid.NewGuid(), 1, bytes, Rating.Parser));
        Should.Throw<CryptographicException>(() => Sealer.Open(key, RecordKind.Rating, Id, 2, bytes, Rating.Parser));
        Should.Throw<CryptographicException>(() => Sealer.Open(DataKey.Create(), RecordKind.Rating, Id, 1, bytes, Rating.Parser));
    }

    [Fact]
    public void EveryChangedByte_IsDetected()
    {
        var key = DataKey.Create();
        var bytes = Sealer.Seal(key, RecordKind.Rating, Id, 1, new Rating { Rationale = "x" });

        for (var index = 0; index < bytes.Length; index++)
        {
            var changed = (byte[])bytes.Clone();
            changed[index] ^= 1;
            Should.Throw<CryptographicException>(() => Sealer.Open(key, RecordKind.Rating, Id, 1, changed, Rating.Parser));
        }
    }

    [Fact]
    public void KeyFiles_AreMadeOnceAndPrivate()
    {
        var directory = Directory.CreateTempSubdirectory("mash-keys-");
        try
        {
            var options = new Mash.Hub.Storage.StorageOptions { DataDirectory = "elsewhere", KeyDirectory = Path.Combine(directory.FullName, "keys") };
            var first = new KeyRing(options);
            var key = DataKey.Create();
            var wrapped = first.Wrap(key);

            new KeyRing(options).Unwrap(key.Id, wrapped.KekVersion, wrapped.Bytes).ShouldBe(key.Secret);
            Should.Throw<CryptographicException>(() => first.Unwrap(Guid.NewGuid(), wrapped.KekVersion, wrapped.Bytes));
            foreach (var file in Directory.GetFiles(options.KeyDirectory))
                Mode(file).ShouldBe(OperatingSystem.IsWindows() ? UnixFileMode.None : UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void KeysBesideData_AreRefusedInProduction()
    {
        var options = new Mash.Hub.Storage.StorageOptions { DataDirectory = "/srv/mash", KeyDirectory = "/srv/mash/keys" };

        Should.Throw<InvalidOperationException>(options.Validate).Message.ShouldContain("KeyDirectory");
        Should.NotThrow((options with { AllowKeysBesideData = true }).Validate);
        Should.NotThrow((options with { KeyDirectory = "/etc/mash/keys" }).Validate);
    }

    private static UnixFileMode Mode(string file) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(file);
}
