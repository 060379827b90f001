using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Mash.Identity.Tests.Support;

/// <summary>A browser as far as the issuer needs one: cookies (Secure ones too, as browsers do on localhost), no redirects of its own.</summary>
internal sealed class TestBrowser(string root) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(root) };

    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>What came with each cookie, in lower case.</summary>
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public void Dispose() => _http.Dispose();

    public Task<HttpResponseMessage> GetAsync(string uri) => SendAsync(new HttpRequestMessage(HttpMethod.Get, uri));

    public Task<HttpResponseMessage> PostAsync(string uri, Dictionary<string, string> form)
        => SendAsync(new HttpRequestMessage(HttpMethod.Post, uri) { Content = new FormUrlEncodedContent(form) });

    /// <summary>Reads the sign-in form, fills it in and sends it.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string signInUri, string userName, string password, string issuer = "")
    {
        var form = await FormAsync(await GetAsync(signInUri));
        form["user-name"] = userName;
        form["password"] = password;
        return await PostAsync(issuer + "/staff/sign-in", form);
    }

    public static async Task<IHtmlDocument> PageAsync(HttpResponseMessage response)
        => await new HtmlParser().ParseDocumentAsync(await response.Content.ReadAsStringAsync());

    /// <summary>Follows redirects, signs in where it is asked to, and answers the first page that is neither.</summary>
    public async Task<HttpResponseMessage> OpenAsync(Uri uri, string? userName = null)
    {
        var response = await GetAsync(uri.ToString());
        while (response.Headers.Location is { } location)
        {
            uri = new Uri(uri, location);
            if (uri.AbsolutePath == "/staff/sign-in" && userName is null)
                return response;
            var form = uri.AbsolutePath == "/staff/sign-in" ? await FormAsync(await GetAsync(uri.ToString())) : null;
            if (form is null)
            {
                response = await GetAsync(uri.ToString());
                continue;
            }

            form["user-name"] = userName!;
            form["password"] = IssuerHost.Password;
            response = await PostAsync(uri.GetLeftPart(UriPartial.Path), form);
        }

        return response;
    }

    /// <summary>The hidden fields of the page's form.</summary>
    public static async Task<Dictionary<string, string>> FormAsync(HttpResponseMessage response) => Hidden(await PageAsync(response));

    public static Dictionary<string, string> Hidden(IHtmlDocument page)
        => page.QuerySelectorAll("form input[type=hidden]").OfType<IHtmlInputElement>().ToDictionary(input => input.Name!, input => input.Value);

    /// <summary>Opens the person's own ways to sign in with the password and, where there is one, the code.</summary>
    public async Task<HttpResponseMessage> OpenWaysAsync(string userName = "ruth.adeyemi@mash.example", Func<string>? code = null)
    {
        using var asked = await GetAsync(Enrolment.Ways);
        using var signedIn = await SignInAsync(asked.Headers.Location!.OriginalString, userName, IssuerHost.Password);
        var location = signedIn.Headers.Location!.OriginalString;
        if (code is not null)
        {
            using var second = await SendCodeAsync(location, "code", code());
            location = second.Headers.Location!.OriginalString;
        }

        location.ShouldBe(Enrolment.Ways);
        return await GetAsync(location);
    }

    /// <summary>Sends a code on the page of the second step.</summary>
    public async Task<HttpResponseMessage> SendCodeAsync(string uri, string field, string code, string issuer = "")
    {
        var form = await FormAsync(await GetAsync(uri));
        form[field] = code;
        return await PostAsync(issuer + "/staff/sign-in/code", form);
    }

    /// <summary>A page that a test wants to look at again.</summary>
    public IHtmlDocument? Last { get; set; }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => cookie.Key + "=" + cookie.Value)));
        var response = await _http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var text in set)
            {
                var cookie = text.Split(';')[0].Split('=', 2);
                Attributes[cookie[0]] = text[text.IndexOf(';', StringComparison.Ordinal)..].ToLowerInvariant();
                if (cookie[1].Length == 0)
                    Cookies.Remove(cookie[0]);
                else
                    Cookies[cookie[0]] = cookie[1];
            }
        }

        return response;
    }
}
