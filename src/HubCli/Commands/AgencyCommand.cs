using System.CommandLine;
using Mash.Hub.Agencies;
using Mash.Hub.Errors;
using Mash.V1;
using AgencyKind = Mash.V1.AgencyKind;

namespace Mash.HubCli.Commands;

/// <summary><c>agency register|list|add-key|suspend|resume</c>: partner agencies, by the same rules as the rpcs.</summary>
internal static class AgencyCommand
{
    public static Command Create() => new("agency", "Partner agencies and their keys.") { Register(), List(), AddKey(), Suspend(), Resume() };

    private static Command Register()
    {
        var name = new Option<string>("--name") { Description = "Name of the organisation.", Required = true };
        var kind = new Option<string>("--kind") { Description = $"Kind: {string.Join(", ", Kinds.Keys)}.", Required = true };
        var telephone = new Option<string>("--telephone") { Description = "Telephone to ring about a submission.", Required = true };
        var email = new Option<string?>("--email") { Description = "Safeguarding mailbox." };
        var code = new Option<string?>("--code") { Description = "The organisation's own code: URN, ODS." };
        var source = new Option<string[]>("--source") { Description = "Source code that its contacts may carry, for example 2A; may be repeated.", Required = true };
        var key = new Option<FileInfo?>("--key") { Description = "File with its public key (JWK or PEM)." };
        var command = new Command("register", "Registers an organisation and prints its id.") { name, kind, telephone, email, code, source, key };
        command.SetAction((parsed, cancellation) => WithHubAsync(parsed, async services =>
        {
            if (!Kinds.TryGetValue(parsed.GetValue(kind)!, out var chosen))
                throw new InvalidOperationException($"There is no kind {parsed.GetValue(kind)}. Kinds: {string.Join(", ", Kinds.Keys)}.");
            var request = new RegisterAgencyRequest
            {
                RequestId = NewId(),
                Name = parsed.GetValue(name)!,
                Kind = chosen,
                Telephone = parsed.GetValue(telephone)!,
                Email = parsed.GetValue(email) ?? "",
                OrganisationCode = parsed.GetValue(code) ?? "",
                PublicKey = await ReadKeyAsync(parsed.GetValue(key), cancellation),
            };
            request.SourceCodes.Add(parsed.GetValue(source));
            var agency = Value(await services.GetRequiredService<RegisterAgency>().HandleAsync(request, OfflineHub.Operator)).Agency;
            Console.WriteLine(agency.AgencyId);
        }, cancellation));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists agencies: id, kind, live keys, standing, name.");
        command.SetAction((parsed, cancellation) => WithHubAsync(parsed, async services =>
        {
            var request = new ListAgenciesRequest { PageSize = 200 };
            do
            {
                var page = Value(await services.GetRequiredService<ReadAgencies>().ListAsync(request, OfflineHub.Operator));
                foreach (var agency in page.Agencies)
                    Console.WriteLine($"{agency.AgencyId}  {agency.Kind,-10} {agency.Keys.Count(key => key.RevokedTime is null)} keys  {(agency.Suspended ? "suspended" : "active"),-9}  {agency.Name}");
                request.PageToken = page.NextPageToken;
            }
            while (request.PageToken.Length > 0);
        }, cancellation));
        return command;
    }

    private static Command AddKey()
    {
        var id = Id();
        var key = new Argument<FileInfo>("key") { Description = "File with the public key (JWK or PEM)." };
        var command = new Command("add-key", "Adds a public key; an agency has at most two live ones.") { id, key };
        command.SetAction((parsed, cancellation) => WithHubAsync(parsed, async services =>
        {
            var request = new AddKeyRequest { AgencyId = parsed.GetValue(id)!, RequestId = NewId(), PublicKey = await ReadKeyAsync(parsed.GetValue(key), cancellation) };
            Console.WriteLine(Value(await services.GetRequiredService<AgencyKeyActs>().AddAsync(request, OfflineHub.Operator)).Key.KeyId);
        }, cancellation));
        return command;
    }

    private static Command Suspend()
    {
        var id = Id();
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true };
        var command = new Command("suspend", "Suspends an agency.") { id, reason };
        command.SetAction((parsed, cancellation) => WithHubAsync(parsed, async services =>
        {
            var request = new SuspendAgencyRequest { AgencyId = parsed.GetValue(id)!, RequestId = NewId(), Reason = parsed.GetValue(reason)! };
            Console.WriteLine($"{Value(await services.GetRequiredService<AgencyStandingActs>().SuspendAsync(request, OfflineHub.Operator)).Agency.Name} is suspended.");
        }, cancellation));
        return command;
    }

    private static Command Resume()
    {
        var id = Id();
        var command = new Command("resume", "Lets a suspended agency work again.") { id };
        command.SetAction((parsed, cancellation) => WithHubAsync(parsed, async services =>
        {
            var request = new ResumeAgencyRequest { AgencyId = parsed.GetValue(id)!, RequestId = NewId() };
            Console.WriteLine($"{Value(await services.GetRequiredService<AgencyStandingActs>().ResumeAsync(request, OfflineHub.Operator)).Agency.Name} works again.");
        }, cancellation));
        return command;
    }

    private static readonly IReadOnlyDictionary<string, AgencyKind> Kinds = Enum.GetValues<AgencyKind>()
        .Where(kind => kind != AgencyKind.Unspecified)
        .ToDictionary(kind => kind.ToString().ToLowerInvariant());

    private static Argument<string> Id() => new("agency") { Description = "The agency's id." };

    private static Task<int> WithHubAsync(ParseResult parsed, Func<IServiceProvider, Task> work, CancellationToken cancellation) => Failures.ReportAsync(async () =>
    {
        await using var hub = await OfflineHub.OpenAsync(Setup.Options(parsed), cancellation);
        await work(hub.Services);
    });

    private static T Value<T>(Result<T> result)
        where T : notnull => result.IsSuccess
        ? result.Value
        : throw new InvalidOperationException(string.Join(Environment.NewLine,
            [result.Problem!.Message, .. result.Problem.Violations.Select(violation => $"{violation.Field}: {violation.Description}")]));

    private static async Task<string> ReadKeyAsync(FileInfo? file, CancellationToken cancellation) =>
        file is null ? "" : await File.ReadAllTextAsync(file.FullName, cancellation);

    private static string NewId() => Guid.CreateVersion7().ToString();
}
