using System.Text;
using System.Xml.Linq;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Sessions;

/// <summary>Data-protection key rings, one for each application, each element sealed.</summary>
internal sealed class DataProtectionKeys(IdentityStore store, SessionSeal seal, TimeProvider clock)
{
    /// <summary>The issuers' own ring.</summary>
    public const string Identity = "identity";

    /// <summary>The front doors' ring.</summary>
    public const string FrontDoor = "front-door";

    private const string Column = "data_protection_key.xml";

    public async Task StoreAsync(string application, string friendlyName, string xml, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        var key = new DataProtectionKey
        {
            Id = id,
            Application = application,
            FriendlyName = friendlyName,
            Xml = seal.Seal(Encoding.UTF8.GetBytes(xml), Column, id),
            CreatedTime = clock.GetUtcNow(),
        };
        await store.WriteAsync(
            db =>
            {
                db.DataProtectionKeys.Add(key);
                return Task.CompletedTask;
            },
            cancellationToken);
    }

    /// <summary>The XML of every element, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string application, CancellationToken cancellationToken)
    {
        var keys = await store.ReadAsync(
            db => db.DataProtectionKeys.Where(key => key.Application == application).OrderBy(key => key.CreatedTime).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. keys.Select(key => Encoding.UTF8.GetString(seal.Open(key.Xml, Column, key.Id)))];
    }
}

/// <summary>The issuers' ring as data protection reads it. Its interface is synchronous; it is used when a key is made, every 90 days, and at start.</summary>
internal sealed class SealedKeyRing(DataProtectionKeys keys) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
        => [.. keys.ListAsync(DataProtectionKeys.Identity, CancellationToken.None).GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName)
        => keys.StoreAsync(DataProtectionKeys.Identity, friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None)
            .GetAwaiter().GetResult();
}

/// <summary>Tells data protection that the repository does the sealing.</summary>
internal sealed class AlreadySealed : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(plaintextElement, typeof(Opened));

    internal sealed class Opened : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => encryptedElement;
    }
}
