using Mash.Hub.Storage;

namespace Mash.Hub.Audit;

/// <summary>Asks the keyed index of the log.</summary>
internal sealed class AuditReader(HubDatabase database, AuditIndex index)
{
    private static readonly SqlStatement SelectActors = new("SELECT count(DISTINCT actor_token) FROM audit_index WHERE subject_token = $1", 1);

    /// <summary>How many different accounts and systems have acted on or looked at a subject.</summary>
    public int CountActors(Guid subject)
    {
        using var lease = database.Read();
        using var row = lease.Execute(SelectActors, index.SubjectToken(subject));
        return row.Read() ? (int)row.GetInt64(0) : 0;
    }
}
