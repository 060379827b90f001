using Mash.Hub.Storage;

namespace Mash.Hub.Access;

/// <summary>Who the duty manager is.</summary>
internal sealed class DutyRota(AccessDirectory directory)
{
    /// <summary>The managers on the rota at this moment; every manager while it names none, so that nothing reaches nobody.</summary>
    public IReadOnlyList<AccountStanding> DutyManagers(HubDb db, DateTimeOffset now)
    {
        var onDuty = db.DutyRota.Where(row => row.RemovedTime == null && row.FromTime <= now && row.ToTime > now).Select(row => row.AccountId).ToList();
        var managers = directory.Holders(Roles.Manager).ToList();
        var named = managers.FindAll(manager => onDuty.Contains(manager.AccountId));
        return named.Count > 0 ? named : managers;
    }
}
