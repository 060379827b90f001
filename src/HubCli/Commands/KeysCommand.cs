using System.CommandLine;
using System.Globalization;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;
using Mash.Standalone;

namespace Mash.HubCli.Commands;

/// <summary><c>keys list|rotate</c>: signing keys of the embedded issuers. They work on the key directory, whether the hub runs or not.</summary>
internal static class KeysCommand
{
    private const string Staff = "staff";
    private const string Agencies = "agencies";

    public static Command Create() => new("keys", "Signing keys of the embedded issuers, while the hub runs or not.") { List(), Rotate() };

    private static Command List()
    {
        var command = new Command("list", "Lists the keys of both issuers: when they were published, and what they do.");
        command.SetAction((parsed, _) => Failures.ReportAsync(() =>
        {
            var issuers = Open(parsed);
            foreach (var (name, issuer) in new[] { (Staff, issuers.Staff), (Agencies, issuers.Agencies) })
            {
                foreach (var key in issuer.Keys.Standing)
                    Console.WriteLine($"{name,-8}  {key.KeyId}  {Time(key.PublishedTime)}  {key.State.ToString().ToLowerInvariant()}");
            }
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Command Rotate()
    {
        var which = new Argument<string>("issuer") { Description = $"{Staff} or {Agencies}." };
        which.AcceptOnlyFromAmong(Staff, Agencies);
        var compromised = new Option<bool>("--compromised")
        {
            Description = "Somebody else may have the key: the new one signs at once, all others are destroyed, and every token in use ends.",
        };
        var command = new Command("rotate", "Publishes a new signing key. It signs after the lead (Issuer:SigningKeyLead); the old one stays published until its last token has expired.") { which, compromised };
        command.SetAction((parsed, _) => Failures.ReportAsync(() =>
        {
            var options = Setup.Options(parsed);
            var issuers = Open(parsed);
            var keys = (parsed.GetValue(which) == Staff ? issuers.Staff : issuers.Agencies).Keys;
            Console.WriteLine(parsed.GetValue(compromised)
                ? $"{keys.Replace()} signs now. The keys before it are destroyed."
                : $"{keys.Rotate()} is published and signs from {Time(TimeProvider.System.GetUtcNow() + options.Issuer.SigningKeyLead)}.");
            return Task.CompletedTask;
        }));
        return command;
    }

    /// <summary>A new key directory is not made here: a typing error in its name would rotate nothing, and say that it had.</summary>
    private static Issuers Open(ParseResult parsed)
    {
        var options = Setup.Options(parsed);
        if (!Directory.Exists(options.KeyDirectory) || Directory.GetFiles(options.KeyDirectory, "token-*.pem").Length == 0)
            throw new InvalidOperationException($"There are no signing keys in {options.KeyDirectory}. Name the hub by --data or --config; its first start makes them.");
        SecretFiles.Check(options);
        var identity = options.Identity;
        identity.KeyRotation.Validate();
        return new Issuers(identity, TimeProvider.System);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
