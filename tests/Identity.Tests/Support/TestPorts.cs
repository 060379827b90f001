using System.Collections.Concurrent;
using Mash.Identity.Audit;
using Mash.Identity.Clients;

namespace Mash.Identity.Tests.Support;

/// <summary>Agencies as a test sets them.</summary>
internal sealed class TestAgencies : IAgencyCredentials
{
    public ConcurrentDictionary<string, AgencyCredential> Known { get; } = new(StringComparer.Ordinal);

    public ValueTask<AgencyCredential?> FindAsync(string clientId, CancellationToken cancellationToken)
        => ValueTask.FromResult(Known.GetValueOrDefault(clientId));
}

/// <summary>Keeps the acts; fails when told to.</summary>
internal sealed class TestAudit : ISignInAudit
{
    private readonly ConcurrentQueue<SignInAct> _acts = new();

    public bool IsBroken { get; set; }

    public IReadOnlyList<SignInAct> Acts => [.. _acts];

    public ConcurrentQueue<KeyAct> KeyActs { get; } = new();

    public ValueTask RecordAsync(SignInAct act, CancellationToken cancellationToken)
    {
        if (IsBroken)
            throw new IOException("The log is not there.");
        _acts.Enqueue(act);
        return ValueTask.CompletedTask;
    }

    public ValueTask RecordAsync(KeyAct act, CancellationToken cancellationToken)
    {
        if (IsBroken)
            throw new IOException("The log is not there.");
        KeyActs.Enqueue(act);
        return ValueTask.CompletedTask;
    }
}
