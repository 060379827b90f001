using System.Text.Encodings.Web;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>The frame of Identity's pages, in the front door's look. No inline style, and no script but the one for passkeys.</summary>
internal sealed class PageLayout(IdentityOptions options)
{
    public const string Service = "MASH Hub";

    private readonly string _styleOrigin = options.Stylesheet.IsAbsoluteUri ? options.Stylesheet.GetLeftPart(UriPartial.Authority) : "'self'";

    /// <summary>Where a person starts again: the front door.</summary>
    public string FrontDoor { get; } = options.StaffClients is [{ RedirectUris: [var first, ..] }, ..]
        ? new Uri(first).GetLeftPart(UriPartial.Authority) + "/"
        : "/";

    /// <summary>For pages whose forms lead nowhere but to the issuer itself.</summary>
    public const string OwnForms = "";

    /// <summary>Path of the script for passkeys.</summary>
    public const string Script = "/staff/passkey.js";

    /// <summary>Origin to which the answers of a sign-in may lead: that of the client, which the last of them redirects to.</summary>
    public static string FormTarget(AuthorizationRequest request)
        => request.ClientId == StaffSignIn.OwnPages ? OwnForms : new Uri(request.RedirectUri).GetLeftPart(UriPartial.Authority);

    /// <summary>The hidden half of the antiforgery pair; the cookie half is set with it.</summary>
    public static string FormToken(HttpContext context, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return Markup.Hidden(tokens.FormFieldName, tokens.RequestToken);
    }

    public static string Encode(string? text) => HtmlEncoder.Default.Encode(text ?? "");

    /// <summary>A whole page.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="title">Page name; the service's name follows it in the title.</param>
    /// <param name="main">HTML of the main part, already encoded.</param>
    /// <param name="formTarget">Origin to which a form's answer may lead besides the issuer's own; null when the page has no form.</param>
    /// <param name="script">Whether the page has a passkey button.</param>
    public IResult Page(int status, string title, string main, string? formTarget = null, bool script = false) => new Html(
        status,
        $"default-src 'none'; style-src {_styleOrigin}; {(script ? "script-src 'self'; connect-src 'self'; " : "")}form-action {(formTarget is null ? "'none'" : $"'self' {formTarget}".TrimEnd())}; frame-ancestors 'none'; base-uri 'none'",
        $"""
        <!doctype html>
        <html lang="en-GB" class="govuk-template">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
        <title>{Encode(title)} - {Service}</title>
        <link rel="stylesheet" href="{Encode(options.Stylesheet.ToString())}">
        {(script ? $"""<script src="{Script}" defer></script>""" : "")}
        </head>
        <body class="govuk-template__body">
        <a href="#main" class="govuk-skip-link">Skip to main content</a>
        <header class="app-header"><div class="govuk-width-container app-header__row">
        <a class="app-header__brand govuk-link govuk-link--inverse govuk-link--no-underline" href="{Encode(FrontDoor)}">{Service}</a>
        </div></header>
        {Notice()}<div class="govuk-width-container">
        <main class="govuk-main-wrapper" id="main">
        {main}
        </main>
        </div>
        <footer class="app-footer"><div class="govuk-width-container"><h2 class="govuk-visually-hidden">About this service</h2>
        <ul><li><a class="govuk-link" href="{Encode(FrontDoor)}accessibility">Accessibility statement</a></li>
        <li><a class="govuk-link" href="{Encode(FrontDoor)}privacy">Privacy notice</a></li></ul></div></footer>
        </body>
        </html>

        """);

    private string Notice() => options.EnvironmentNotice is null
        ? ""
        : $"""<div class="app-env" role="region" aria-label="Environment"><div class="govuk-width-container"><p>{Encode(options.EnvironmentNotice)}</p></div></div>""";

    private sealed class Html(int status, string policy, string html) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.Headers.ContentSecurityPolicy = policy;
            httpContext.Response.ContentType = "text/html; charset=utf-8";
            return httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
        }
    }
}

/// <summary>303: the browser goes on with GET and sends nothing again.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public static SeeOther To(string location) => new(location);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
