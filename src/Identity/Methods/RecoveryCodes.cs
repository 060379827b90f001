using System.Security.Cryptography;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Methods;

/// <summary>Recovery codes: ten at a time, each works once. They stand only as keyed hashes.</summary>
internal sealed class RecoveryCodes(IdentityStore store, MethodSeal seal, TimeProvider clock)
{
    /// <summary>Codes of one set.</summary>
    public const int Count = 10;

    private const int Length = 12; // 60 bits
    private const int Group = 4;

    /// <summary>Crockford's alphabet: nothing in it is mistaken for something else in it.</summary>
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Makes a new set; the old one stops working.</summary>
    /// <returns>The codes, to be shown now and never again.</returns>
    public async Task<IReadOnlyList<string>> MakeAsync(Guid account, CancellationToken cancellationToken)
    {
        var codes = Enumerable.Range(0, Count).Select(_ => RandomNumberGenerator.GetString(Alphabet, Length)).ToList();
        var now = clock.GetUtcNow();
        await store.WriteAsync(
            async db =>
            {
                await db.RecoveryCodes.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken);
                db.RecoveryCodes.AddRange(codes.Select(code => new RecoveryCode { CodeHash = seal.Hash(account, code), AccountId = account, CreatedTime = now }));
            },
            cancellationToken);
        return [.. codes.Select(code => string.Join('-', code.Chunk(Group).Select(part => new string(part))))];
    }

    /// <summary>Whether the code is one that still works; it is used up then.</summary>
    public async Task<bool> UseAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        var hash = seal.Hash(account, Normalize(code));
        var now = clock.GetUtcNow();
        return await store.WriteAsync(
            db => db.RecoveryCodes.Where(row => row.CodeHash == hash && row.AccountId == account && row.UsedTime == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedTime, now), cancellationToken),
            cancellationToken) == 1;
    }

    /// <summary>Gives a code back whose use could not be put on the record.</summary>
    public Task GiveBackAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        var hash = seal.Hash(account, Normalize(code));
        return store.WriteAsync(
            db => db.RecoveryCodes.Where(row => row.CodeHash == hash && row.AccountId == account)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedTime, (DateTimeOffset?)null), cancellationToken),
            cancellationToken);
    }

    /// <summary>As people type them: any case, with or without dashes, o for 0 and i or l for 1.</summary>
    private static string Normalize(string code) => string.Concat(code.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit).Select(sign => sign switch
    {
        'o' => '0',
        'i' or 'l' => '1',
        _ => sign,
    }).Take(Length + 1));
}
