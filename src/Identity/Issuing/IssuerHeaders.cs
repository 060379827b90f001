namespace Mash.Identity.Issuing;

/// <summary>Headers that every answer of the issuers carries.</summary>
internal static class IssuerHeaders
{
    private const string WellKnown = "/.well-known/";

    public static Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            var path = context.Request.Path.Value ?? "";
            var isDocument = path.Contains(WellKnown, StringComparison.Ordinal) || path.EndsWith("/jwks", StringComparison.Ordinal);
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = isDocument ? "public, max-age=60" : "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            headers.XFrameOptions = "DENY";
            if (!isDocument)
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0)
                headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
