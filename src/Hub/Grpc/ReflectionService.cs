using Google.Protobuf;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Authorization;
using static Grpc.Reflection.V1.ServerReflectionRequest;

namespace Mash.Hub.Grpc;

/// <summary>
/// The standard reflection protocol (grpc.reflection.v1), so that tools such as buf curl and grpcurl work without the proto files.
/// Open to everybody: the protos are published.
/// </summary>
[AllowAnonymous]
internal sealed class ReflectionService(PublishedSchema schema) : ServerReflection.ServerReflectionBase
{
    /// <summary>Answers each question in order. What cannot be found is an error response and does not end the call.</summary>
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
        {
            var response = Answer(requestStream.Current);
            response.ValidHost = requestStream.Current.Host;
            response.OriginalRequest = requestStream.Current;
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request) => request.MessageRequestCase switch
    {
        MessageRequestOneofCase.ListServices => Services(),
        MessageRequestOneofCase.FileByFilename => Files(schema.FileByName(request.FileByFilename)),
        MessageRequestOneofCase.FileContainingSymbol => Files(schema.FileBySymbol(request.FileContainingSymbol)),
        MessageRequestOneofCase.FileContainingExtension => Files(schema.FileByExtension(
            request.FileContainingExtension.ContainingType, request.FileContainingExtension.ExtensionNumber)),
        MessageRequestOneofCase.AllExtensionNumbersOfType => Extensions(
            request.AllExtensionNumbersOfType, schema.ExtensionNumbers(request.AllExtensionNumbersOfType)),
        _ => Error(StatusCode.InvalidArgument, "The request asks for nothing."),
    };

    private ServerReflectionResponse Services()
    {
        var names = schema.ServiceNames.Order(StringComparer.Ordinal).Select(name => new ServiceResponse { Name = name });
        return new() { ListServicesResponse = new() { Service = { names } } };
    }

    private static ServerReflectionResponse Files(IReadOnlyList<ByteString>? files) => files is null
        ? Error(StatusCode.NotFound, "This server does not have that file, symbol or extension.")
        : new() { FileDescriptorResponse = new() { FileDescriptorProto = { files } } };

    private static ServerReflectionResponse Extensions(string type, IReadOnlyList<int>? numbers) => numbers is null
        ? Error(StatusCode.NotFound, "This server does not have that message.")
        : new() { AllExtensionNumbersResponse = new() { BaseTypeName = type, ExtensionNumber = { numbers } } };

    private static ServerReflectionResponse Error(StatusCode code, string message) =>
        new() { ErrorResponse = new() { ErrorCode = (int)code, ErrorMessage = message } };
}
