using Mash.FrontDoor.HubClients;

namespace Mash.FrontDoor.SignIn;

/// <summary>The front door's own access token (scope <c>sessions</c> at the hub), kept until shortly before its end.</summary>
internal sealed class FrontDoorTokens(IssuerClient issuer, SignInSettings settings, TimeProvider clock) : IFrontDoorTokenSource, IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim one = new(1, 1);
    private volatile Kept? kept;

    public void Dispose() => one.Dispose();

    public async ValueTask<string> GetAsync(CancellationToken cancellation)
    {
        if (Fresh() is { } token)
            return token;
        await one.WaitAsync(cancellation);
        try
        {
            if (Fresh() is { } meanwhile)
                return meanwhile;
            var asked = clock.GetUtcNow();
            var tokens = await issuer.TokensAsync(new() { ["grant_type"] = "client_credentials", ["scope"] = settings.OwnScope }, cancellation);
            kept = new Kept(tokens.AccessToken, asked + TimeSpan.FromSeconds(tokens.ExpiresIn) - Margin);
            return tokens.AccessToken;
        }
        finally
        {
            one.Release();
        }
    }

    private string? Fresh() => kept is { } token && clock.GetUtcNow() < token.Until ? token.Value : null;

    private sealed record Kept(string Value, DateTimeOffset Until);
}
