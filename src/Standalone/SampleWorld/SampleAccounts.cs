using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mash.Hub.Audit;
using Mash.Identity.Accounts;
using Mash.Identity.Keys;
using Mash.Standalone.Administration;

namespace Mash.Standalone.SampleWorld;

/// <summary>Gives the sample people accounts with one password, which this installation makes for itself and keeps in a file (0600).</summary>
internal sealed class SampleAccounts(StandaloneOptions options, StaffDirectory staff, StaffAccounts accounts)
{
    private static readonly string[] Words =
    [
        "amber", "anchor", "apple", "ashen", "autumn", "badger", "barley", "beacon", "bellow", "birch", "bramble", "bridge", "butter", "candle", "canvas", "carpet",
        "castle", "cedar", "cherry", "clover", "cobble", "copper", "corner", "cotton", "cradle", "crayon", "cricket", "curtain", "daisy", "dapple", "dolphin", "drift",
        "ember", "falcon", "feather", "fern", "fiddle", "finch", "flint", "forest", "garden", "ginger", "glacier", "granite", "hammer", "harbour", "hazel", "heather",
        "hedge", "honey", "island", "ivory", "jasper", "jigsaw", "juniper", "kernel", "kettle", "ladder", "lantern", "larch", "lemon", "linen", "lobster", "magnet",
        "maple", "marble", "meadow", "mitten", "mustard", "nettle", "nutmeg", "oatmeal", "orchard", "otter", "paddle", "parcel", "pebble", "pepper", "pigeon", "pillow",
        "plaster", "plover", "pocket", "poplar", "puddle", "quarry", "quilt", "rabbit", "raisin", "ribbon", "river", "rocket", "rowan", "saddle", "salmon", "sandal",
        "saucer", "shelter", "silver", "skylark", "sparrow", "spindle", "spruce", "stable", "starling", "summer", "swallow", "tangle", "teapot", "thistle", "thimble", "timber",
        "tulip", "tunnel", "turnip", "velvet", "violet", "waffle", "walnut", "weaver", "whistle", "willow", "window", "winter", "wombat", "wooden", "yellow", "zephyr",
    ];

    private readonly string file = FileIn(options.DataDirectory);

    /// <summary>File that lists the accounts and their password.</summary>
    public static string FileIn(string dataDirectory) => Path.Combine(dataDirectory, "sample-accounts.txt");

    /// <summary>The password of every sample account; made when first asked for.</summary>
    public string Password()
    {
        if (!File.Exists(file))
            KeyFiles.TryCreate(file, Encoding.UTF8.GetBytes(Describe(NewPassword())));
        return File.ReadLines(file).First(line => line.StartsWith("Password: ", StringComparison.Ordinal))["Password: ".Length..];
    }

    /// <summary>Makes the accounts that are missing.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        var password = Password();
        foreach (var person in SamplePeople.All)
        {
            if (await accounts.FindByUserNameAsync(person.Email, cancellation) is { } known && staff.IsMember(known.Id))
                continue;
            await staff.AddAsync(new NewMember(person.Name, person.Email, password, [person.Role]), AuditActor.Hub, cancellation);
        }
    }

    private static string NewPassword() => string.Join('-',
        [.. RandomNumberGenerator.GetItems<string>(Words, 4), RandomNumberGenerator.GetInt32(100, 1000).ToString(CultureInfo.InvariantCulture)]);

    private static string Describe(string password)
    {
        var text = new StringBuilder()
            .AppendLine("Accounts of this sample hub. Everybody is fictional; the password was made on this machine.")
            .Append("Password: ").AppendLine(password)
            .AppendLine();
        foreach (var person in SamplePeople.All)
            text.AppendLine(CultureInfo.InvariantCulture, $"{person.Email,-36} {Hub.Access.Roles.Names[person.Role]}, {person.Name}");
        return text.ToString();
    }
}
