using Mash.Hub.Access.Accounts;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Access.Accounts;

/// <summary>A staff authority that remembers what the hub told it.</summary>
internal sealed class FakeSignIns : ISignInAccounts
{
    private readonly Dictionary<string, string> subjects = new(StringComparer.OrdinalIgnoreCase);

    public bool IsHere => true;

    public string Issuer { get; set; } = "";

    /// <summary>Links by address, as long as they work.</summary>
    public Dictionary<Uri, string> Live { get; } = [];

    /// <summary>Subjects that are closed.</summary>
    public HashSet<string> Closed { get; } = [];

    public List<SignInEntry> History { get; } = [];

    /// <summary>A hub whose people sign in here.</summary>
    public static async Task<(TestHub Hub, FakeSignIns SignIns)> StartAsync(DatabaseProvider provider)
    {
        var signIns = new FakeSignIns();
        var hub = await TestHub.StartAsync(provider, builder => builder.Services.AddSingleton<ISignInAccounts>(signIns));
        signIns.Issuer = hub.Issuer.Staff.ToString().TrimEnd('/');
        return (hub, signIns);
    }

    public Task<(string? Subject, string? Problem)> MakeAsync(string name, string email, CancellationToken cancellation)
    {
        if (!subjects.TryGetValue(email, out var subject))
            subjects[email] = subject = Guid.NewGuid().ToString();
        return Task.FromResult<(string?, string?)>((subject, null));
    }

    public Task<InvitationLink> InviteAsync(string subject, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var link = new InvitationLink(id, new Uri($"http://localhost:5081/staff/invitation?link={id:n}"), DateTimeOffset.UnixEpoch);
        Live[link.Address] = subject;
        return Task.FromResult(link);
    }

    public Task ReplaceInvitationsAsync(string subject, InvitationLink link, CancellationToken cancellation)
    {
        foreach (var other in Live.Where(pair => pair.Value == subject && pair.Key != link.Address).Select(pair => pair.Key).ToList())
            Live.Remove(other);
        return Task.CompletedTask;
    }

    public Task SetOpenAsync(string subject, bool open, CancellationToken cancellation)
    {
        _ = open ? Closed.Remove(subject) : Closed.Add(subject);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SignInEntry>> ListSignInsAsync(string subject, int count, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SignInEntry>>([.. History.Take(count)]);
}
