using System.Text.Json;
using Mash.EndToEnd.Product;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;

namespace Mash.EndToEnd.Outside;

/// <summary>An agency whose system has never seen our code: Node.js with grpc-js, the protos, the issuer's metadata and a key.</summary>
public sealed class OutsideClientTests
{
    private const int InvalidArgument = 3;
    private const int AlreadyExists = 6;
    private const int Unauthenticated = 16;

    [Fact]
    public async Task ClientWithProtosMetadataAndKeyOnly_DoesAnAgencysWholeWork()
    {
        AgencyAccess agency = null!;
        await using var product = await ProductProcess.StartAsync(DatabaseProvider.Sqlite,
            async preparation => agency = await preparation.AddAgencyAsync("Fictional health trust", AgencyKind.Health, "3A"));

        var end = await OutsideProgram.RunNodeAsync("client.mjs", product.Options.Hub.Address.Authority, product.AuthorityFile,
            product.Options.AgencyAuthority.ToString(), agency.Id.ToString(), agency.KeyFile);

        end.ExitCode.ShouldBe(0, end.Error);
        using var document = JsonDocument.Parse(end.Output);
        var report = document.RootElement;
        var contactId = report.GetProperty("contact_id").GetString();
        report.GetProperty("what_happens_next").GetString().ShouldNotBeNullOrEmpty();
        report.GetProperty("again").GetProperty("contact_id").GetString().ShouldBe(contactId);
        report.GetProperty("again").GetProperty("replayed").GetBoolean().ShouldBeTrue();
        report.GetProperty("conflict").GetInt32().ShouldBe(AlreadyExists);
        report.GetProperty("read").GetString().ShouldBe("Seen at the clinic with a bruise that nobody could explain.");
        report.GetProperty("unauthenticated").GetInt32().ShouldBe(Unauthenticated);
        ShouldNameEveryViolation(report.GetProperty("bad"));
        ShouldAnswerEachItem(report.GetProperty("bulk"));
        ShouldTellEveryContactInOrder(report.GetProperty("events"));
    }

    private static void ShouldNameEveryViolation(JsonElement bad)
    {
        bad.GetProperty("code").GetInt32().ShouldBe(InvalidArgument);
        bad.GetProperty("reasons").EnumerateArray().Single().GetString().ShouldBe("mash.v1/INVALID_FIELDS");
        bad.GetProperty("fields").EnumerateArray().Select(field => field.GetString()).ShouldBe(
        [
            "contact.children[0].date_of_birth",
            "contact.children[0].gaps[0].reason",
            "contact.children[0].nhs_number",
            "contact.concern.narrative",
            "contact.family_awareness.reason_not_told",
            "contact.source_code",
        ]);
    }

    private static void ShouldAnswerEachItem(JsonElement bulk)
    {
        var answers = bulk.EnumerateArray().ToList();
        answers.Count.ShouldBe(20);
        answers[7].GetProperty("fields").EnumerateArray().Single().GetString().ShouldBe("contact.concern");
        answers.Where((_, index) => index != 7).Select(answer => answer.GetString()).ShouldBeUnique();
    }

    private static void ShouldTellEveryContactInOrder(JsonElement events)
    {
        var seen = events.EnumerateArray().ToList();
        seen.Select(one => one.GetProperty("sequence").GetInt64()).ShouldBe(Enumerable.Range(1, 40).Select(number => (long)number));
        foreach (var contact in seen.GroupBy(one => one.GetProperty("contact_id").GetString()))
            contact.Select(one => one.GetProperty("kind").GetString()).ShouldBe(["EVENT_KIND_RECEIVED", "EVENT_KIND_ACKNOWLEDGED"]);
    }
}
