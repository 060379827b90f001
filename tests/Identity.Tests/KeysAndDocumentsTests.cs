using System.Text.Json;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

public sealed class KeysAndDocumentsTests
{
    [Theory]
    [InlineData("/staff/.well-known/openid-configuration", "/staff")]
    [InlineData("/staff/.well-known/oauth-authorization-server", "/staff")]
    [InlineData("/.well-known/oauth-authorization-server/staff", "/staff")]
    [InlineData("/agencies/.well-known/openid-configuration", "/agencies")]
    [InlineData("/.well-known/oauth-authorization-server/agencies", "/agencies")]
    public async Task Documents_NameTheIssuerAndItsKeys(string path, string issuer)
    {
        await using var host = await IssuerHost.StartAsync();
        using var http = new HttpClient();

        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(host.Root + path)));

        document.RootElement.GetProperty("issuer").GetString().ShouldBe(host.Root + issuer);
        document.RootElement.GetProperty("jwks_uri").GetString().ShouldBe(host.Root + issuer + "/jwks");
        document.RootElement.GetProperty("token_endpoint_auth_methods_supported")[0].GetString().ShouldBe("private_key_jwt");
    }

    [Fact]
    public async Task KeyFiles_AreReadableByTheirOwnerAlone()
    {
        await using var host = await IssuerHost.StartAsync();
        FrontDoorKey.Ensure(host.Options.KeysDirectory);
        host.Services.GetRequiredService<SessionSeal>();

        var files = Directory.GetFiles(host.Options.KeysDirectory); // two signers, their lock, the seal, the front door's pair

        files.Length.ShouldBe(6);
        foreach (var file in files)
        {
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        }
    }

    [Fact]
    public void LockThatAnotherHolds_EndsTheWaitInASentence()
    {
        var folder = Directory.CreateTempSubdirectory("mash-lock-");
        try
        {
            var path = Path.Combine(folder.FullName, "token.lock");
            using (KeyFiles.Lock(path))
            {
                var error = Should.Throw<IOException>(() => KeyFiles.Lock(path, TimeSpan.FromMilliseconds(200)));

                error.Message.ShouldBe("token.lock is locked: another process has been changing keys for 0.2 seconds. Stop it, then try again.");
            }

            KeyFiles.Lock(path, TimeSpan.Zero).Dispose();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void LockInAFolderThatIsNotThere_DoesNotWait()
        => Should.Throw<DirectoryNotFoundException>(() => KeyFiles.Lock(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName(), "token.lock"), TimeSpan.FromMinutes(5)));

    [Fact]
    public async Task SealedCell_OpensOnlyInItsPlace()
    {
        await using var host = await IssuerHost.StartAsync();
        var seal = host.Services.GetRequiredService<SessionSeal>();
        var row = Guid.CreateVersion7();
        var cell = seal.Seal("words"u8, "t.c", row);

        seal.Open(cell, "t.c", row).ShouldBe("words"u8.ToArray());
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => seal.Open(cell, "t.d", row));
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => seal.Open(cell, "t.c", Guid.CreateVersion7()));
        cell[^1] ^= 1;
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => seal.Open(cell, "t.c", row));
    }

    [Fact]
    public async Task UnreadableRequests_GetAnAnswerAndNoFault()
    {
        await using var host = await IssuerHost.StartAsync();
        using var http = new HttpClient();
        var token = new Uri(host.Options.StaffIssuer + "/token");

        using var json = await http.PostAsync(token, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        using var twice = await http.PostAsync(token, new StringContent("a=1&a=2", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));

        ((int)json.StatusCode).ShouldBe(400);
        ((int)twice.StatusCode).ShouldBe(400);
    }
}
