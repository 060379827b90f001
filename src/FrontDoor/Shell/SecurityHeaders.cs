namespace Mash.FrontDoor.Shell;

/// <summary>
/// Headers of every response. They are added when the response starts, so that error pages carry them too.
/// No inline script or style is allowed anywhere, so the policy needs no nonce.
/// </summary>
internal sealed class SecurityHeaders(FrontDoorOptions options)
{
    private const string ReportGroup = "csp";

    private readonly string policy = string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
        $"report-uri {CspReports.Path}",
        $"report-to {ReportGroup}",
        $"form-action {string.Join(' ', ["'self'", .. options.FormTargets.Select(target => target.GetLeftPart(UriPartial.Authority))])}");

    public void Apply(WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(Add, context);
        return next(context);
    });

    private Task Add(object state)
    {
        var headers = ((HttpContext)state).Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers["Reporting-Endpoints"] = $"{ReportGroup}=\"{CspReports.Path}\"";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        // Pages hold people's lives: no copy stays in a browser or a proxy. Assets set their own value.
        if (headers.CacheControl.Count == 0 || !headers.CacheControl.ToString().Contains("immutable", StringComparison.Ordinal))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
