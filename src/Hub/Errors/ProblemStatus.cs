using System.Text;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using GrpcStatus = Grpc.Core.Status;
using RpcStatus = Google.Rpc.Status;

namespace Mash.Hub.Errors;

/// <summary>
/// The one place that turns a <see cref="Problem"/> into google.rpc.Status: exactly one ErrorInfo (domain <c>mash.v1</c>), BadRequest with
/// every violation, RetryInfo and ResourceInfo where they are known.
/// </summary>
internal static class ProblemStatus
{
    /// <summary>Domain of every ErrorInfo.</summary>
    public const string Domain = "mash.v1";

    /// <summary>Trailer that carries the serialised google.rpc.Status.</summary>
    public const string DetailsKey = "grpc-status-details-bin";

    /// <summary>
    /// Most bytes of a serialised status in trailers. Base64 makes 5,400 into 7,200, which leaves room for the other trailers under
    /// the 8 KB at which common clients refuse a call's metadata.
    /// </summary>
    public const int MaxDetailsBytes = 5400;

    /// <summary>Most characters of a message: it travels twice, once percent-encoded.</summary>
    public const int MaxMessageLength = 240;

    private static readonly int[] DescriptionLimits = [160, 80, 40, 0];

    /// <summary>
    /// The status as a message, with every violation in full: for the items of a stream, where the size of trailers does not count.
    /// </summary>
    public static RpcStatus ToStatusProto(Problem problem) => Build(problem, problem.Violations);

    /// <summary>
    /// The failure of a call. Where the violations do not fit into trailers, descriptions are shortened first, then left out; only when
    /// even the names of the fields do not fit, a last violation on the common parent says how many more there are.
    /// </summary>
    public static RpcException ToRpcException(Problem problem)
    {
        var status = Fit(problem);
        var trailers = new Metadata { { DetailsKey, status.ToByteArray() } };
        return new RpcException(new GrpcStatus((StatusCode)problem.Code, status.Message), trailers, problem.Reason);
    }

    private static RpcStatus Fit(Problem problem)
    {
        var status = Build(problem, problem.Violations);
        foreach (var limit in DescriptionLimits)
        {
            if (status.CalculateSize() <= MaxDetailsBytes)
                return status;
            status = Build(problem, [.. problem.Violations.Select(violation => violation with { Description = Shorten(violation.Description, limit) })]);
        }

        return status.CalculateSize() <= MaxDetailsBytes ? status : WithNamesThatFit(problem);
    }

    private static RpcStatus WithNamesThatFit(Problem problem)
    {
        const int RoomForTheRest = 400;
        var kept = new List<FieldViolation>();
        var size = 0;
        foreach (var violation in problem.Violations)
        {
            size += Encoding.UTF8.GetByteCount(violation.Field) + 6;
            if (size > MaxDetailsBytes - RoomForTheRest)
                break;
            kept.Add(new(violation.Field, ""));
        }

        var rest = problem.Violations.Count - kept.Count;
        kept.Add(new(RootOf(problem.Violations[0].Field), $"{rest} more fields need attention. Correct these first."));
        return Build(problem, kept);
    }

    private static RpcStatus Build(Problem problem, IReadOnlyList<FieldViolation> violations)
    {
        var status = new RpcStatus { Code = (int)problem.Code, Message = Shorten(problem.Message, MaxMessageLength) };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = problem.Reason, Domain = Domain, Metadata = { problem.Metadata.ToDictionary() } }));
        if (violations.Count > 0)
        {
            var badRequest = new BadRequest();
            foreach (var violation in violations)
                badRequest.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = violation.Field, Description = violation.Description });
            status.Details.Add(Any.Pack(badRequest));
        }

        if (problem.RetryDelay is { } delay)
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        if (problem.Resource is { } resource)
            status.Details.Add(Any.Pack(new ResourceInfo { ResourceType = resource.Type, ResourceName = resource.Name }));
        return status;
    }

    private static string RootOf(string field)
    {
        var end = field.AsSpan().IndexOfAny('.', '[');
        return end < 0 ? field : field[..end];
    }

    private static string Shorten(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        if (limit == 0)
            return "";
        var end = char.IsHighSurrogate(text[limit - 2]) ? limit - 2 : limit - 1;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
