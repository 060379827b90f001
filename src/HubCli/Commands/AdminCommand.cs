using System.CommandLine;
using Mash.Hub.Access;
using Mash.Standalone.Administration;

namespace Mash.HubCli.Commands;

/// <summary><c>admin create</c>: accounts of staff, the first administrator above all.</summary>
internal static class AdminCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Name as colleagues see it.", Required = true };
        var email = new Option<string?>("--email") { Description = "Work email address; typed to sign in." };
        var subject = new Option<string?>("--subject") { Description = "Where another authority signs staff in: what it calls the person for good. No password is asked for." };
        var role = new Option<string[]>("--role")
        {
            Description = $"Role; may be repeated. Default: {Roles.Administrator}. One of {string.Join(", ", Roles.Names.Keys)}.",
            DefaultValueFactory = _ => [Roles.Administrator],
        };
        var create = new Command("create", "Makes an account that can sign in. The password is read from standard input, at least 12 characters.") { name, email, subject, role };
        create.SetAction((parsed, cancellation) => Failures.ReportAsync(async () =>
        {
            if (parsed.GetValue(subject) is { } outside)
            {
                await using var known = await OfflineHub.OpenAsync(Setup.Options(parsed), cancellation);
                await known.Services.GetRequiredService<StaffDirectory>().AddOutsideAsync(
                    parsed.GetValue(name)!, outside, parsed.GetValue(email) ?? "", parsed.GetValue(role)!, OfflineHub.Operator.ToActor());
                Console.WriteLine("The hub knows them now. They sign in at the other authority.");
                return;
            }
            if (parsed.GetValue(email) is not { } address)
                throw new InvalidOperationException("Give --email, or --subject where another authority signs staff in.");
            var password = ReadPassword();
            var options = Setup.Options(parsed);
            await using var hub = await OfflineHub.OpenAsync(options, cancellation);
            var member = new NewMember(parsed.GetValue(name)!, address, password, parsed.GetValue(role)!);
            var id = await hub.Services.GetRequiredService<StaffDirectory>().AddAsync(member, OfflineHub.Operator.ToActor(), cancellation);
            Console.WriteLine($"Account {id} made.");
            Console.WriteLine($"To enrol a second factor: sign in at {options.FrontDoor.Address}, open My account, then Ways to sign in, and add a passkey or an");
            Console.WriteLine("authenticator app with its recovery codes. A hub that holds no sample data asks for it at the first sign-in.");
        }));
        return new Command("admin", "Accounts of staff.") { create };
    }

    private static string ReadPassword()
    {
        if (Console.IsInputRedirected)
            return Console.In.ReadLine() ?? "";
        Console.Error.Write("Password: ");
        var typed = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace && typed.Length > 0)
                typed.Length--;
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
