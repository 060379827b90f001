using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Mash.Identity.Sessions;

/// <summary>Collects every wrong field of a request, and refuses it once with all of them in the error shape of mash.v1.</summary>
internal sealed class FieldCheck
{
    private const string DetailsKey = "grpc-status-details-bin";
    private readonly BadRequest _wrong = new();

    /// <summary>A UUID.</summary>
    public Guid Id(string field, string value)
    {
        if (Guid.TryParse(value, out var id))
            return id;
        Add(field, "Give a UUID.");
        return Guid.Empty;
    }

    /// <summary>Text between one character and a limit.</summary>
    public void Required(string field, string value, int limit)
    {
        if (value.Length == 0)
            Add(field, "Is required.");
        Optional(field, value, limit);
    }

    public void Optional(string field, string value, int limit)
    {
        if (value.Length > limit)
            Add(field, $"At most {limit} characters.");
    }

    public void Bytes(string field, int length, int limit)
    {
        if (length == 0)
            Add(field, "Is required.");
        if (length > limit)
            Add(field, $"At most {limit} bytes.");
    }

    /// <exception cref="RpcException">INVALID_ARGUMENT with every wrong field.</exception>
    public void ThrowIfWrong()
    {
        if (_wrong.FieldViolations.Count == 0)
            return;
        var message = _wrong.FieldViolations.Count == 1 ? "1 field needs attention." : $"{_wrong.FieldViolations.Count} fields need attention.";
        var status = new RpcStatus
        {
            Code = (int)StatusCode.InvalidArgument,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Reason = "INVALID_FIELDS", Domain = "mash.v1" }), Any.Pack(_wrong) },
        };
        throw new RpcException(new Status(StatusCode.InvalidArgument, message), new Metadata { { DetailsKey, status.ToByteArray() } });
    }

    private void Add(string field, string description)
        => _wrong.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });
}
