using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Mash.FrontDoor.Embedded;

internal static class AssetEndpoint
{
    /// <summary>Serves <c>/assets/{version}/{name}</c> to anybody; any other version is absent.</summary>
    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/assets/{version}/{name}", [HttpMethods.Get, HttpMethods.Head], Serve).AllowAnonymous().DisableRateLimiting();

    private static async Task Serve(HttpContext context, AssetStore assets, string version, string name)
    {
        if (assets.Find(version, name) is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var compressed = AcceptsBrotli(context.Request);
        var body = compressed ? asset.Brotli : asset.Plain;
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = HeaderNames.AcceptEncoding;
        if (compressed)
            headers.ContentEncoding = "br";
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "br" && coding.Quality is null or > 0);
}
