using System.Security.Cryptography.X509Certificates;

namespace Mash.AgencyClient;

/// <summary>
/// What a client needs to know. <see cref="HubAddress"/>, <see cref="AgencyId"/>, <see cref="Authority"/>, <see cref="OutboxDirectory"/>,
/// <see cref="HubTelephone"/> and a signing key are required; the rest has defaults that suit production.
/// Checked when the client is created or the host starts.
/// </summary>
public sealed record MashAgencyClientOptions
{
    /// <summary>Address of the hub's gRPC service, for example <c>https://hub.example:7443</c>. <c>http</c> is refused, except on loopback.</summary>
    public Uri? HubAddress { get; set; }

    /// <summary>The agency's id at the hub: a UUID. It is the OAuth client id as well.</summary>
    public string AgencyId { get; set; } = "";

    /// <summary>Issuer URL of the authority for agencies; its discovery document names the token endpoint. <c>http</c> is refused, except on loopback.</summary>
    public Uri? Authority { get; set; }

    /// <summary>PEM file with the agency's EC P-256 private key. Read again for each token, so that a key can be rotated by replacing the file.</summary>
    public string? SigningKeyFile { get; set; }

    /// <summary>Gives the signing key where it does not stand in a file, for example a key vault. Wins over <see cref="SigningKeyFile"/>.</summary>
    public IAgencySigningKeyProvider? SigningKeyProvider { get; set; }

    /// <summary>Scopes to ask for, of those that the agency is granted. Empty, the default, asks for none by name and gets all of them.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Directory of the outbox and the cursors, on a local disk (not a network share). Made with mode 0700 where it is missing.</summary>
    public string OutboxDirectory { get; set; } = "";

    /// <summary>File of the key that wraps the outbox's data keys. Default: <c>outbox.key</c> in <see cref="OutboxDirectory"/>; better elsewhere, so that a copied outbox says nothing.</summary>
    public string? OutboxKeyFile { get; set; }

    /// <summary>Wraps the outbox's data keys where no file should, for example a key vault. Wins over <see cref="OutboxKeyFile"/>.</summary>
    public IOutboxKeyProvider? OutboxKeyProvider { get; set; }

    /// <summary>PEM file with the certificate authorities to trust for hub and authority. Default: those of the machine.</summary>
    public string? CaCertificateFile { get; set; }

    /// <summary>
    /// Client certificate with its private key (RFC 8705), shown to hub and authority. Where the authority takes certificates, its tokens are
    /// then good on this client's own connections only, and a stolen token opens nothing. It may be self-signed; hand it in with the agency's key
    /// to make the hub demand it. Default: none. Disposing it stays with the caller.
    /// </summary>
    public X509Certificate2? ClientCertificate { get; set; }

    /// <summary>Telephone number of the hub for urgent concerns. Handed to people with every parked submission and alarm.</summary>
    public string HubTelephone { get; set; } = "";

    /// <summary>Told of each parked submission. See also <see cref="MashAgencyClient.SubmissionParked"/>.</summary>
    public IParkedSubmissionHandler? ParkedSubmissionHandler { get; set; }

    /// <summary>Told when submissions wait for a reason that a person should look at. See also <see cref="MashAgencyClient.AlarmRaised"/>.</summary>
    public IAgencyAlarmHandler? AlarmHandler { get; set; }

    /// <summary>Longest wait for one answer. Default 30 seconds.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>First wait after a failure; doubles, with jitter, up to <see cref="LongestRetryDelay"/>. Default 500 ms.</summary>
    public TimeSpan FirstRetryDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait after a failure, unless the hub asks for longer. Default 1 minute.</summary>
    public TimeSpan LongestRetryDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>An event stream without a sign of life for this long is opened again. The hub sends one every 15 seconds. Default 45 seconds.</summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(45);

    /// <summary>An alarm is raised when the hub could not be reached for this long while submissions wait. Default 15 minutes.</summary>
    public TimeSpan StalledAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long the outcome of an accepted or discarded submission stays in the outbox. Its content is erased at once. Default 30 days.</summary>
    public TimeSpan KeepSettledFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Most submissions under way at a time in a bulk stream, 16 to 1,000. Default 256.</summary>
    public int MaximumInFlight { get; set; } = 256;

    /// <summary>The clock of tokens, waits and outbox times. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Waits between tries; tests replace it to see the waits without waiting.</summary>
    internal Func<TimeSpan, CancellationToken, Task>? RetryWait { get; set; }

    internal Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) =>
        RetryWait?.Invoke(delay, cancellationToken) ?? Task.Delay(delay, TimeProvider, cancellationToken);
}
