using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;

namespace Mash.FrontDoor.HubClients;

/// <summary>What the hub said when it refused a call.</summary>
/// <param name="Sentence">One plain sentence for people.</param>
/// <param name="Reason">Stable reason, such as <c>STEP_UP_REQUIRED</c>; empty where the hub gave none.</param>
/// <param name="Violations">Every wrong field by its path in the request, with what is wrong in plain words.</param>
internal sealed record HubProblem(string Sentence, string Reason, IReadOnlyList<BadRequest.Types.FieldViolation> Violations)
{
    /// <summary>The person must confirm who they are first.</summary>
    public const string StepUpRequired = "STEP_UP_REQUIRED";

    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>Reads the details that came with a refusal. Details that cannot be read are left out: the refusal itself stands.</summary>
    public static HubProblem Of(RpcException refusal)
    {
        var details = refusal.Trailers.GetValueBytes(DetailsTrailer);
        if (details is null)
            return new HubProblem(refusal.Status.Detail, "", []);
        try
        {
            var status = Google.Rpc.Status.Parser.ParseFrom(details);
            var violations = status.Details
                .Where(detail => detail.Is(BadRequest.Descriptor))
                .SelectMany(detail => detail.Unpack<BadRequest>().FieldViolations);
            var reason = status.Details.FirstOrDefault(detail => detail.Is(ErrorInfo.Descriptor))?.Unpack<ErrorInfo>().Reason ?? "";
            return new HubProblem(status.Message, reason, [.. violations]);
        }
        catch (InvalidProtocolBufferException)
        {
            return new HubProblem(refusal.Status.Detail, "", []);
        }
    }
}
