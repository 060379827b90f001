using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using static Grpc.Reflection.V1.ServerReflectionResponse;

namespace Mash.Hub.Tests.Grpc;

public sealed class ReflectionServiceTests(StandardServicesHost host) : IClassFixture<StandardServicesHost>
{
    [Fact]
    public async Task ListingServices_NamesThemInOrder()
    {
        var response = await Ask(new ServerReflectionRequest { Host = "hub.example", ListServices = "" });

        response.ValidHost.ShouldBe("hub.example");
        response.ListServicesResponse.Service.Select(service => service.Name).ShouldBe(
            ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "mash.v1.ContactService"]);
    }

    [Fact]
    public async Task AskingForAFile_GivesItWithItsImports()
    {
        var response = await Ask(new ServerReflectionRequest { FileByFilename = "mash/v1/contact_service.proto" });

        var files = Files(response);
        files[0].ShouldBe("mash/v1/contact_service.proto");
        files.ShouldContain("google/protobuf/timestamp.proto");
        files.ShouldBeUnique();
    }

    [Theory]
    [InlineData("mash.v1.ContactService")]
    [InlineData("mash.v1.ContactService.SubmitContact")]
    [InlineData("mash.v1.SubmitContactRequest")]
    public async Task AskingForASymbol_GivesTheFileThatDeclaresIt(string symbol)
    {
        var response = await Ask(new ServerReflectionRequest { FileContainingSymbol = symbol });

        Files(response)[0].ShouldBe("mash/v1/contact_service.proto");
    }

    [Theory]
    [InlineData("mash.v1.Date.year", "mash/v1/common.proto")]
    [InlineData("mash.v1.RAG_RED", "mash/v1/common.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus", "grpc/health/v1/health.proto")]
    [InlineData("grpc.health.v1.HealthCheckResponse.SERVING", "grpc/health/v1/health.proto")]
    [InlineData("grpc.reflection.v1.ServerReflectionRequest.message_request", "grpc/reflection/v1/reflection.proto")]
    public async Task AskingForAMemberOfAType_GivesTheFileOfTheType(string symbol, string file)
    {
        var response = await Ask(new ServerReflectionRequest { FileContainingSymbol = symbol });

        Files(response)[0].ShouldBe(file);
    }

    [Fact]
    public async Task AskingForTheExtensionsOfAMessageWithoutAny_GivesNone()
    {
        var response = await Ask(new ServerReflectionRequest { AllExtensionNumbersOfType = "mash.v1.Date" });

        response.AllExtensionNumbersResponse.BaseTypeName.ShouldBe("mash.v1.Date");
        response.AllExtensionNumbersResponse.ExtensionNumber.ShouldBeEmpty();
    }

    public static TheoryData<ServerReflectionRequest, StatusCode> Unanswerable => new()
    {
        { new ServerReflectionRequest { FileByFilename = "nothing.proto" }, StatusCode.NotFound },
        { new ServerReflectionRequest { FileContainingSymbol = "mash.v1.Nothing" }, StatusCode.NotFound },
        { new ServerReflectionRequest { FileContainingExtension = new() { ContainingType = "mash.v1.Date", ExtensionNumber = 1 } }, StatusCode.NotFound },
        { new ServerReflectionRequest { AllExtensionNumbersOfType = "mash.v1.Nothing" }, StatusCode.NotFound },
        { new ServerReflectionRequest(), StatusCode.InvalidArgument },
    };

    [Theory]
    [MemberData(nameof(Unanswerable))]
    public async Task AskingForWhatIsNotThere_IsAnErrorResponse(ServerReflectionRequest request, StatusCode code)
    {
        var response = await Ask(request);

        response.ErrorResponse.ErrorCode.ShouldBe((int)code);
    }

    [Fact]
    public async Task AskingAgainAfterAnError_GivesTheNextAnswerOnTheSameCall()
    {
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileByFilename = "nothing.proto" });
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        await call.RequestStream.CompleteAsync();

        List<MessageResponseOneofCase> answers = [];
        await foreach (var response in call.ResponseStream.ReadAllAsync())
        {
            answers.Add(response.MessageResponseCase);
        }

        answers.ShouldBe([MessageResponseOneofCase.ErrorResponse, MessageResponseOneofCase.ListServicesResponse]);
    }

    private static List<string> Files(ServerReflectionResponse response) =>
        [.. response.FileDescriptorResponse.FileDescriptorProto.Select(file => FileDescriptorProto.Parser.ParseFrom(file).Name)];

    private async Task<ServerReflectionResponse> Ask(ServerReflectionRequest request)
    {
        using var call = new ServerReflection.ServerReflectionClient(host.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        var response = call.ResponseStream.Current;
        (await call.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeFalse();
        return response;
    }
}
