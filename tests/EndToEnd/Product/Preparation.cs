using System.Security.Cryptography;
using Mash.Hub.Access;
using Mash.Hub.Agencies;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Storage;
using Mash.Identity.Methods;
using Mash.Standalone.Administration;
using Mash.Standalone.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.EndToEnd.Product;

/// <summary>Agencies, people and time of a product under test, made through its own administration.</summary>
internal sealed class Preparation(StandaloneHost host, ProductProcess product)
{
    private readonly WriteQueue writes = host.HubServices.GetRequiredService<WriteQueue>();

    /// <summary>Registers an agency with a new key, whose private half lies beside the product's data.</summary>
    /// <param name="name">As staff see it.</param>
    /// <param name="kind">What it is: some values are taken from the police only.</param>
    /// <param name="sourceCodes">Separated by spaces.</param>
    public async Task<AgencyAccess> AddAgencyAsync(string name, AgencyKind kind, string sourceCodes)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        PublicKeys.TryParse(key.ExportSubjectPublicKeyInfoPem(), out var publicKey, out var problem).ShouldBeTrue(problem);
        var id = Guid.CreateVersion7();
        await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            db.Agencies.Add(new AgencyRow
            {
                AgencyId = id,
                Name = name,
                Kind = kind,
                Telephone = "01632 960001",
                Scopes = string.Join(' ', AgencyScopes.All),
                SourceCodes = sourceCodes,
                RegisteredTime = session.RealTime,
                Version = 1,
            });
            db.AgencyKeys.Add(new AgencyKeyRow { AgencyId = id, KeyId = publicKey!.KeyId, Jwk = publicKey.Jwk, AddedTime = session.RealTime });
            db.SaveChanges();
            AccessDirectory.Touch(session);
            return true;
        });
        var directory = System.IO.Directory.CreateDirectory(Path.Combine(product.Directory, "agencies", id.ToString())).FullName;
        var keyFile = Path.Combine(directory, "key.pem");
        await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new AgencyAccess(product, id, directory, publicKey!.KeyId);
    }

    /// <summary>Gives a person an account, an authenticator app and a role.</summary>
    public async Task<StaffMember> AddStaffAsync(string name, string role)
    {
        var (email, password) = ($"{name.ToLowerInvariant().Replace(' ', '.')}@mash.example", $"{Guid.NewGuid():N}");
        var account = await host.HubServices.GetRequiredService<StaffDirectory>()
            .AddAsync(new NewMember(name, email, password, [role]), AuditActor.Hub, CancellationToken.None);
        var authenticators = host.HubServices.GetRequiredService<Authenticators>();
        var app = new AuthenticatorApp(await authenticators.SetUpAsync(account, CancellationToken.None));
        await authenticators.AddAsync(account, app.UsedStep, CancellationToken.None);
        return new StaffMember(name, email, password, app);
    }

    /// <summary>Lets the hub's domain time begin at an instant with every start of the process, as on a sample hub.</summary>
    public Task SetDomainTimeAsync(DateTimeOffset instant)
    {
        var clock = host.HubServices.GetRequiredService<DomainClock>();
        clock.RunFrom(instant);
        return writes.WriteAsync(session =>
        {
            clock.Store(session);
            return true;
        });
    }
}

/// <summary>A person who can sign in.</summary>
internal sealed record StaffMember(string Name, string Email, string Password, AuthenticatorApp App);

/// <summary>A person's authenticator app. A code counts once, so that it shows codes of the window around now that were not used yet.</summary>
internal sealed class AuthenticatorApp(byte[] secret)
{
    private static readonly TimeSpan TimeToSend = TimeSpan.FromSeconds(20);

    /// <summary>Latest step whose code was given away.</summary>
    public long UsedStep { get; private set; } = Totp.StepAt(DateTimeOffset.UtcNow) - Totp.Window - 1;

    /// <summary>A code that counts now, and for as long as a slow machine may take to send it.</summary>
    public string NextCode()
    {
        UsedStep = Math.Max(UsedStep + 1, Totp.StepAt(DateTimeOffset.UtcNow + TimeToSend) - Totp.Window);
        return Totp.Code(secret, UsedStep);
    }
}
