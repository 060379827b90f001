namespace Mash.Hub.Access;

/// <summary>
/// Asks the staff authority whether a token has been ended before its time: signed out, revoked, account disabled. The embedded
/// authority answers; an outside one may not be able to, and then a token lives its ten minutes.
/// </summary>
internal interface IStaffTokens
{
    /// <summary>False once the token was ended.</summary>
    /// <param name="tokenId">The token's <c>jti</c>.</param>
    /// <param name="cancellation">Ends the question.</param>
    ValueTask<bool> IsLiveAsync(string tokenId, CancellationToken cancellation);
}

/// <summary>For an authority that cannot be asked.</summary>
internal sealed class UnendingStaffTokens : IStaffTokens
{
    public ValueTask<bool> IsLiveAsync(string tokenId, CancellationToken cancellation) => ValueTask.FromResult(true);
}
