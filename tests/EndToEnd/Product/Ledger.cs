using Mash.Hub.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Mash.EndToEnd.Product;

/// <summary>One submission as the hub's rows have it.</summary>
internal readonly record struct StoredSubmission(Guid SubmissionId, Guid ContactId);

/// <summary>
/// Looks at the hub's rows while no hub runs: what is there once, and whether every sequence is whole. It asks the tables themselves,
/// so that a fault of the hub's own reading cannot hide one of its writing.
/// </summary>
internal sealed class Ledger : IAsyncDisposable
{
    private static readonly SqlStatement AuditRange = new("SELECT COUNT(*), COALESCE(MIN(seq), 0), COALESCE(MAX(seq), 0) FROM audit_leaves", 0);
    private static readonly SqlStatement AuditUnopened = new("SELECT l.leaf FROM audit_leaves l LEFT JOIN audit_openings o ON o.seq = l.seq WHERE o.seq IS NULL", 0);
    private static readonly SqlStatement SubmissionRows = new("SELECT submission_id, contact_id FROM submissions WHERE agency_id = $1", 1);

    private readonly HubDatabase database;
    private readonly StorageOptions options;

    public Ledger(ProductProcess product)
    {
        options = product.Storage;
        database = new HubDatabase(options);
    }

    /// <summary>Contacts of an agency, each with the submission it came from.</summary>
    public IReadOnlyList<StoredSubmission> Contacts(Guid agencyId)
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        return [.. db.Contacts.AsNoTracking().Where(row => row.AgencyId == agencyId)
            .Select(row => new { row.SubmissionId, row.ContactId }).ToList().Select(row => new StoredSubmission(row.SubmissionId, row.ContactId))];
    }

    /// <summary>An agency's submissions as the hub answers a repeated one.</summary>
    public IReadOnlyList<StoredSubmission> Submissions(Guid agencyId)
    {
        using var lease = database.Read();
        using var rows = lease.Execute(SubmissionRows, agencyId);
        var found = new List<StoredSubmission>();
        while (rows.Read())
            found.Add(new StoredSubmission(rows.ReadGuid(0), rows.ReadGuid(1)));
        return found;
    }

    /// <summary>Every contact of the agency came from one submission, and every acknowledged submission is one contact.</summary>
    /// <param name="agencyId">The agency.</param>
    /// <param name="acknowledged">Submission and contact id of every acknowledgement that a client had.</param>
    public void ShouldHoldOnce(Guid agencyId, IReadOnlyDictionary<Guid, Guid> acknowledged)
    {
        var contacts = Contacts(agencyId);
        contacts.Select(row => row.SubmissionId).ShouldBeUnique();
        contacts.OrderBy(row => row.SubmissionId).ShouldBe(Submissions(agencyId).OrderBy(row => row.SubmissionId));
        var stored = contacts.ToDictionary(row => row.SubmissionId, row => row.ContactId);
        acknowledged.Where(pair => !stored.TryGetValue(pair.Key, out var contact) || contact != pair.Value).ShouldBeEmpty();
    }

    /// <summary>Agency events and audit leaves are numbered without a gap, and every database file is sound.</summary>
    /// <returns>How many leaves the log has.</returns>
    public long ShouldBeWhole(Guid agencyId)
    {
        using var lease = database.Read();
        using (var db = lease.OpenContext())
        {
            var events = db.Events.AsNoTracking().Where(row => row.AgencyId == agencyId).OrderBy(row => row.Sequence)
                .Select(row => new { row.Sequence, row.ContactId, row.Kind }).ToList();
            events.Select(row => row.Sequence).ShouldBe(Enumerable.Range(1, events.Count).Select(number => (long)number));
            events.Where(row => row.Kind is "Received" or "Acknowledged").GroupBy(row => (row.ContactId, row.Kind)).ShouldAllBe(group => group.Count() == 1);
            db.Contacts.AsNoTracking().Count(row => row.AgencyId == agencyId)
                .ShouldBe(events.Count(row => row.Kind == "Received"));
        }
        long leaves;
        using (var row = lease.Execute(AuditRange))
        {
            row.Read().ShouldBeTrue();
            leaves = row.GetInt64(0);
            (row.GetInt64(2) - row.GetInt64(1) + 1).ShouldBe(leaves);
        }
        using (var row = lease.Execute(AuditUnopened))
        {
            // Only the leaf of a published key commits to nothing, so that there is nothing to open.
            while (row.Read())
                System.Text.Encoding.UTF8.GetString(row.ReadBytes(0)).ShouldContain("\"issuer.publish_key\"");
        }
        if (options.Provider == DatabaseProvider.Sqlite)
        {
            foreach (var file in System.IO.Directory.EnumerateFiles(options.DataDirectory, "*.db"))
                IntegrityOf(file).ShouldBe("ok", file);
        }
        return leaves;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static string IntegrityOf(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string)command.ExecuteScalar()!;
    }
}
