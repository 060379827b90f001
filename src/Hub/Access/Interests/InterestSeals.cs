using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access.Interests;

/// <summary>Opens a person's interests that stand.</summary>
internal sealed class InterestSeals(KeyStore keys)
{
    /// <summary>The interests of an account that stand, oldest first, each with its row.</summary>
    public List<(InterestRow Row, Interest Interest)> OfAccount(HubDb db, Guid accountId) =>
        [.. db.Interests.Where(row => row.AccountId == accountId && row.EndedTime == null)
            .OrderBy(row => row.DeclaredTime).ThenBy(row => row.InterestId)
            .AsEnumerable().Select(row => (row, Open(row)))];

    private Interest Open(InterestRow row) =>
        keys.Find(row.KeyId) is { } key ? Sealer.Open(key, RecordKind.Interest, row.InterestId, 1, row.Sealed, Interest.Parser) : new Interest();
}
