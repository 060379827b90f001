using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Audit;

/// <summary>Published vectors (docs/audit-leaf.md) and what a leaf must never hold.</summary>
public class AuditLeafTests
{
    private static readonly byte[] Nonce = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
    private static readonly Guid Subject = Guid.Parse("0192f0c1-2345-7abc-8def-0123456789ab");
    private static readonly DateTimeOffset Time = new(2026, 11, 20, 10, 0, 0, 123, TimeSpan.Zero);

    private static readonly AuditActor Actor = new("https://issuer.example/agencies", "0192f0c1-0000-7000-8000-000000000001")
    {
        AgencyId = Guid.Parse("0192f0c1-0000-7000-8000-000000000001"),
        Client = "0192f0c1-0000-7000-8000-000000000001",
    };

    [Fact]
    public void Vector1_SubmissionWithSubjectBodyAndAssertedPractitioner()
    {
        var entry = new AuditEntry
        {
            Act = "contact.submit",
            Actor = Actor,
            RequestId = "6f1c3a52-9d53-4d6c-8c0e-1b3d6a2f9e10",
            Subjects = [Subject],
            Records = [new RecordVersion(Subject, 1, SHA256.HashData("sealed record bytes"u8))],
            AssertedPractitioner = "PC 1609 WESTAWAY",
        };

        var leaf = AuditLeaf.Encode(entry, 7, Time, null, Nonce, "4bf92f3577b34da6a3ce929d0e0e4736");

        Encoding.UTF8.GetString(leaf).ShouldBe(Vectors.Submission);
    }

    [Fact]
    public void Vector2_RefusedReadOnASampleHub()
    {
        var entry = new AuditEntry { Act = "contact.view", Actor = Actor, Allowed = false, Refusal = "NOT_FOUND", Subjects = [Subject] };

        var leaf = AuditLeaf.Encode(entry, 8, Time, Time.AddDays(-2), Nonce, null);

        Encoding.UTF8.GetString(leaf).ShouldBe(Vectors.RefusedRead);
    }

    [Fact]
    public void TextWithControlsAndQuotes_IsEscapedAsRfc8785Says()
    {
        var entry = new AuditEntry { Act = "a", Actor = new AuditActor("is\"s\\u\n\u0001é€😀", "s") };

        var text = Encoding.UTF8.GetString(AuditLeaf.Encode(entry, 0, DateTimeOffset.UnixEpoch, null, Nonce, null));

        text.ShouldBe("""{"act":"a","actor":{"iss":"is\"s\\u\n\u0001é€😀","sub":"s"},"decision":"allow","seq":0,"time":0,"v":1}""");
        JsonDocument.Parse(text).RootElement.GetProperty("actor").GetProperty("iss").GetString().ShouldBe("is\"s\\u\n\u0001é€😀");
    }

    [Fact]
    public void OpeningOneField_OpensNoOther()
    {
        var hash = SHA256.HashData("x"u8);

        AuditLeaf.Commitment(Nonce, "subject", hash).ShouldNotBe(AuditLeaf.Commitment(Nonce, "body", hash));
    }

    [Fact]
    public void LeafOverFourKilobytes_IsRefused()
    {
        var entry = new AuditEntry { Act = "a", Actor = new AuditActor(new string('i', 5000), "s") };

        Should.Throw<ArgumentException>(() => AuditLeaf.Encode(entry, 0, Time, null, Nonce, null));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EveryCall_LeavesItsLeafInOrderAndWithoutGap(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agencyId = await hub.AddAgencyAsync();
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(agencyId));
        var accepted = await agency.SubmitContactAsync(Samples.Submission());
        await agency.GetContactAsync(new GetContactRequest { ContactId = accepted.ContactId });
        await agency.ListContactsAsync(new ListContactsRequest());
        await hub.RestartAsync();
        var after = new ContactService.ContactServiceClient(hub.AsAgency(agencyId));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => after.ListContactsAsync(new ListContactsRequest()).ResponseAsync));

        var leaves = (await hub.ReadLeavesAsync()).Select(leaf => JsonDocument.Parse(leaf).RootElement).ToList();

        leaves.Count.ShouldBe(53);
        leaves.Select(leaf => leaf.GetProperty("seq").GetInt64()).ShouldBe(Enumerable.Range(0, leaves.Count).Select(number => (long)number));
        leaves.Take(3).Select(leaf => leaf.GetProperty("act").GetString()).ShouldBe(["contact.submit", "contact.view", "contact.list"]);
        leaves[0].TryGetProperty("subject", out _).ShouldBeTrue();
        leaves[0].ToString().ShouldNotContain(accepted.ContactId);
        leaves[0].ToString().ShouldNotContain("Rossiter");
    }
}
