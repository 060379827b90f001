using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Mash.FrontDoor.SignIn;

/// <summary>
/// The data-protection keys of all front doors, kept by the hub, which seals them. The interface is synchronous; it is used at start and when a
/// key is made.
/// </summary>
internal sealed class HubKeyRing(HubSessions sessions) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
        => [.. sessions.KeysAsync(CancellationToken.None).GetAwaiter().GetResult().Select(XElement.Parse)];

    public void StoreElement(XElement element, string friendlyName)
        => sessions.StoreKeyAsync(friendlyName, element.ToString(SaveOptions.DisableFormatting), CancellationToken.None).GetAwaiter().GetResult();
}

/// <summary>Points data protection at the hub.</summary>
internal sealed class UseHubKeyRing(HubSessions sessions) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = new HubKeyRing(sessions);
        options.XmlEncryptor = new SealedByTheHub();
    }
}

/// <summary>Tells data protection that the hub does the sealing.</summary>
internal sealed class SealedByTheHub : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(plaintextElement, typeof(Opened));

    internal sealed class Opened : IXmlDecryptor
    {
        public XElement Decrypt(XElement encryptedElement) => encryptedElement;
    }
}
