using Mash.Hub.Storage;

namespace Mash.Hub.Access.Rota;

/// <summary>Who the duty manager is.</summary>
internal sealed class DutyRota(AccessDirectory directory)
{
    /// <summary>The managers on the rota at this moment; every manager while it names none, so that nothing reaches nobody.</summary>
    public IReadOnlyList<AccountStanding> DutyManagers(HubDb db, DateTimeOffset now) => DutyManagers(db, now, out _);

    /// <summary>The same, and whether the rota names them.</summary>
    public IReadOnlyList<AccountStanding> DutyManagers(HubDb db, DateTimeOffset now, out bool named)
    {
        var onDuty = db.DutyRota.Where(row => row.RemovedTime == null && row.FromTime <= now && row.ToTime > now).Select(row => row.AccountId).ToList();
        var managers = directory.Holders(Roles.Manager).ToList();
        var onRota = managers.FindAll(manager => onDuty.Contains(manager.AccountId));
        named = onRota.Count > 0;
        return named ? onRota : managers;
    }
}
