using System.Text;

namespace Grpc.Core;

/// <summary>The transport identity of a caller, for instance from a client certificate.</summary>
public class AuthContext(string? peerIdentityPropertyName, Dictionary<string, List<AuthProperty>> properties)
{
    private readonly Dictionary<string, List<AuthProperty>> properties = properties ?? throw new ArgumentNullException(nameof(properties));

    /// <summary>Whether the transport knows who the caller is.</summary>
    public bool IsPeerAuthenticated => PeerIdentityPropertyName is not null;

    /// <summary>The name of the properties that identify the caller, or null.</summary>
    public string? PeerIdentityPropertyName { get; } = peerIdentityPropertyName;

    /// <summary>The properties that identify the caller.</summary>
    public IEnumerable<AuthProperty> PeerIdentity => PeerIdentityPropertyName is null ? [] : FindPropertiesByName(PeerIdentityPropertyName);

    /// <summary>All properties.</summary>
    public IEnumerable<AuthProperty> Properties => properties.Values.SelectMany(list => list);

    /// <summary>The properties of this name.</summary>
    public IEnumerable<AuthProperty> FindPropertiesByName(string propertyName) => properties.TryGetValue(propertyName, out var found) ? found : [];
}

/// <summary>One property of a transport identity.</summary>
public class AuthProperty
{
    private readonly byte[] valueBytes;

    private AuthProperty(string name, byte[] valueBytes)
    {
        Name = name;
        this.valueBytes = valueBytes;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The value as UTF-8 text.</summary>
    public string Value => Encoding.UTF8.GetString(valueBytes);

    /// <summary>A copy of the value.</summary>
    public byte[] ValueBytes => valueBytes.AsSpan().ToArray();

    /// <summary>A property with a copy of these bytes.</summary>
    public static AuthProperty Create(string name, byte[] valueBytes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(valueBytes);
        return new AuthProperty(name, valueBytes.AsSpan().ToArray());
    }
}
