using Grpc.Core;
using Mash.V1;

namespace Mash.AgencyClient;

/// <summary>Sends one submission by one call.</summary>
internal sealed class UnarySender(HubConnection hub, Settler settler)
{
    /// <summary>True where the hub answered, whatever it said.</summary>
    public async Task<bool> SendAsync(OutboxItem item, CancellationToken cancellationToken)
    {
        try
        {
            var request = new SubmitContactRequest { RequestId = item.SubmissionId.ToString("D"), Contact = item.Contact };
            var response = await hub.CallAsync(callOptions => hub.Contacts.SubmitContactAsync(request, callOptions), cancellationToken);
            await settler.AcceptAsync(item, response);
            return true;
        }
        catch (OperationCanceledException)
        {
            settler.Release(item);
            return false;
        }
        catch (OutboxException e)
        {
            settler.OutboxFailed(e);
            return true;
        }
        catch (MashException e)
        {
            return await RefuseAsync(item, e);
        }
    }

    private async Task<bool> RefuseAsync(OutboxItem item, MashException error)
    {
        try
        {
            await settler.RefuseAsync(item, StatusOf(error));
        }
        catch (OutboxException e)
        {
            settler.OutboxFailed(e);
        }
        return FailureKinds.Of(error.Failure.Code) == FailureKind.Park;
    }

    private static Google.Rpc.Status StatusOf(MashException error) => error.InnerException is RpcException rpc
        ? FailureReader.ToStatus(rpc)
        : FailureReader.ToStatus(error.Failure);
}
