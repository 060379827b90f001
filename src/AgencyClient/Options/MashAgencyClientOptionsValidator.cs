using Microsoft.Extensions.Options;

namespace Mash.AgencyClient;

internal sealed class MashAgencyClientOptionsValidator : IValidateOptions<MashAgencyClientOptions>
{
    public ValidateOptionsResult Validate(string? name, MashAgencyClientOptions options)
    {
        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    public static void ThrowIfInvalid(MashAgencyClientOptions options)
    {
        var problems = Problems(options).ToList();
        if (problems.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, typeof(MashAgencyClientOptions), problems);
    }

    private static IEnumerable<string> Problems(MashAgencyClientOptions options)
    {
        if (AddressProblem(options.HubAddress) is { } hub) yield return $"HubAddress {hub}";
        if (AddressProblem(options.Authority) is { } authority) yield return $"Authority {authority}";
        if (!Guid.TryParseExact(options.AgencyId, "D", out _)) yield return "AgencyId must be a UUID.";
        if (options.SigningKeyProvider is null)
        {
            if (string.IsNullOrWhiteSpace(options.SigningKeyFile)) yield return "SigningKeyFile or SigningKeyProvider is required.";
            else if (!File.Exists(options.SigningKeyFile)) yield return "SigningKeyFile does not exist.";
        }
        if (options.Scopes.Any(string.IsNullOrWhiteSpace)) yield return "Scopes must not hold an empty one.";
        if (string.IsNullOrWhiteSpace(options.OutboxDirectory)) yield return "OutboxDirectory is required.";
        if (options.CaCertificateFile is { } ca && !File.Exists(ca)) yield return "CaCertificateFile does not exist.";
        if (options.ClientCertificate is { HasPrivateKey: false }) yield return "ClientCertificate has no private key.";
        if (string.IsNullOrWhiteSpace(options.HubTelephone))
            yield return "HubTelephone is required: people ring it when a concern cannot be delivered.";
        foreach (var (label, value) in Durations(options))
        {
            if (value <= TimeSpan.Zero) yield return $"{label} must be longer than zero.";
        }
        if (options.LongestRetryDelay < options.FirstRetryDelay) yield return "LongestRetryDelay must not be shorter than FirstRetryDelay.";
        if (options.MaximumInFlight is < 16 or > 1_000) yield return "MaximumInFlight must be 16 to 1,000.";
    }

    private static IEnumerable<(string Label, TimeSpan Value)> Durations(MashAgencyClientOptions options) =>
    [
        ("CallTimeout", options.CallTimeout),
        ("FirstRetryDelay", options.FirstRetryDelay),
        ("LongestRetryDelay", options.LongestRetryDelay),
        ("HeartbeatTimeout", options.HeartbeatTimeout),
        ("StalledAfter", options.StalledAfter),
        ("KeepSettledFor", options.KeepSettledFor),
    ];

    private static string? AddressProblem(Uri? address)
    {
        if (address is null) return "is required.";
        if (!address.IsAbsoluteUri) return "must be an absolute address.";
        if (address.Scheme == Uri.UriSchemeHttps) return null;
        return address.Scheme == Uri.UriSchemeHttp && address.IsLoopback
            ? null
            : "must be https; http is for loopback only.";
    }
}
