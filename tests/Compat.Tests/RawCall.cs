using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;

namespace Mash.Compat.Tests;

/// <summary>A gRPC call made by hand over HTTP/2, to see exactly what the server sends.</summary>
internal static class RawCall
{
    /// <param name="Headers">The response headers.</param>
    /// <param name="IsCompressed">The compressed flag of the first message; null without a message.</param>
    /// <param name="MessageLength">The length in bytes of the first message as sent.</param>
    /// <param name="Status">The value of grpc-status.</param>
    internal sealed record Reply(HttpResponseHeaders Headers, bool? IsCompressed, int MessageLength, string? Status);

    public static Task<Reply> Send(Uri server, string path, IMessage message, params (string Key, string Value)[] headers) =>
        Send(server, path, message.ToByteArray(), isCompressed: false, headers);

    public static async Task<Reply> Send(Uri server, string path, byte[] message, bool isCompressed, params (string Key, string Value)[] headers)
    {
        var frame = new byte[5 + message.Length];
        frame[0] = (byte)(isCompressed ? 1 : 0);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame, 5);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server, path))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = new MediaTypeHeaderValue("application/grpc") } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        foreach (var (key, value) in headers)
        {
            request.Headers.Add(key, value);
        }

        using var client = new HttpClient();
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsByteArrayAsync();
        return new Reply(
            response.Headers,
            body.Length == 0 ? null : body[0] == 1,
            body.Length == 0 ? 0 : BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(1)),
            Value(response.TrailingHeaders, "grpc-status") ?? Value(response.Headers, "grpc-status"));
    }

    private static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.Single() : null;
}
