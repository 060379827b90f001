using System.Text.Json;
using Mash.EndToEnd.Product;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;

namespace Mash.EndToEnd.Outside;

/// <summary>buf curl against the whole hub over TLS: the schema by reflection, the rest by a token.</summary>
public sealed class BufCurlTests
{
    [Fact]
    public async Task BufCurl_ListsEveryServiceAndCallsWithAToken()
    {
        AgencyAccess agency = null!;
        await using var product = await ProductProcess.StartAsync(DatabaseProvider.Sqlite,
            async preparation => agency = await preparation.AddAgencyAsync("Fictional health trust", AgencyKind.Health, "3A"));
        var hub = product.Options.Hub.Address.ToString().TrimEnd('/');
        string[] common = ["curl", "--cacert", product.AuthorityFile, "--protocol", "grpc"];
        var token = await OutsideProgram.RunNodeAsync("print-token.mjs",
            product.Options.AgencyAuthority.ToString(), agency.Id.ToString(), agency.KeyFile, "contacts.read");
        token.ExitCode.ShouldBe(0, token.Error);

        var methods = await OutsideProgram.RunBufAsync([.. common, "--list-methods", hub]);
        var answer = await OutsideProgram.RunBufAsync(
            [.. common, "--header", $"authorization: Bearer {token.Output}", "--data", """{"page_size": 5}""", $"{hub}/mash.v1.ContactService/ListContacts"]);
        var refused = await OutsideProgram.RunBufAsync([.. common, "--data", "{}", $"{hub}/mash.v1.ContactService/ListContacts"]);

        methods.ExitCode.ShouldBe(0, methods.Error);
        var services = methods.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(method => method.Split('/')[0]).ToHashSet();
        new[]
        {
            "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "mash.v1.AgencyService", "mash.v1.ContactService",
            "mash.v1.DecisionService", "mash.v1.EventService", "mash.v1.ScreeningService", "mash.v1.SessionService",
        }.ShouldBeSubsetOf(services);
        answer.ExitCode.ShouldBe(0, answer.Error);
        JsonDocument.Parse(answer.Output).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
        refused.ExitCode.ShouldNotBe(0);
        refused.Error.ShouldContain("unauthenticated");
    }
}
