using Grpc.Core;
using Mash.V1;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <summary>Sends many submissions over one stream, each answered by its id. What is unanswered when the stream ends goes back into the queue.</summary>
internal sealed class BulkSender(
    MashAgencyClientOptions options, HubConnection hub, OutboxStore store, Settler settler, SendPause pause, ILogger logger)
{
    /// <summary>A stream ends after this many, so that each lives shorter than its token.</summary>
    private const int LargestStream = 5_000;

    /// <summary>True after a stream broke: the next submissions go one by one, so that one that breaks streams cannot hold up the others.</summary>
    public bool Suspect { get; set; }

    public async Task SendAsync(IReadOnlyList<OutboxItem> items, CancellationToken cancellationToken)
    {
        var stream = new BulkStream(options, store, settler, pause, logger, items);
        AccessToken? token = null;
        try
        {
            token = await hub.Tokens.GetAsync(cancellationToken);
            await stream.RunAsync(
                ct => hub.Contacts.SubmitContacts(HubConnection.OptionsFor(token, ct)), LargestStream, cancellationToken);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unauthenticated && token is not null && hub.Tokens.TryReplace(token))
        {
            // Expired early or revoked: the next round asks for a fresh token.
        }
        catch (RpcException e)
        {
            Suspect = true;
            await settler.FailAllAsync(FailureReader.Read(e));
        }
        catch (MashException e) when (e is not OutboxException)
        {
            await settler.FailAllAsync(e.Failure);
        }
        finally
        {
            stream.ReleaseUnanswered();
        }
    }
}
