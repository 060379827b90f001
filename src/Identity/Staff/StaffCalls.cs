using Mash.Identity.Issuing;

namespace Mash.Identity.Staff;

/// <summary>A call of a relying party that has proved who it is.</summary>
/// <param name="Form">What it sent.</param>
/// <param name="Client">Who it is.</param>
internal sealed record StaffCall(OAuthForm Form, StaffClient Client);

/// <summary>Reads the calls of relying parties.</summary>
internal sealed class StaffCalls(Issuers issuers, StaffClients clients, ClientAssertions assertions)
{
    /// <returns>The call, or what is wrong with the form or the proof.</returns>
    public async Task<OAuthResult<StaffCall>> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var read = await OAuthForm.ReadAsync(context, cancellationToken);
        if (read.Value is not { } form)
            return read.Problem!;
        var proof = await assertions.ProveAsync(form, context.Request.Headers.Authorization, issuers.Staff, clients.KeysAsync, cancellationToken);
        return proof.Value is { } proved ? new StaffCall(form, clients.Find(proved.ClientId)!) : proof.Problem!;
    }
}
