using System.Net;
using System.Text.RegularExpressions;

namespace Mash.Standalone.Tests.Support;

/// <summary>A browser as far as the front door and the issuer need one: cookies, redirects, hidden fields.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    /// <summary>Where the browser is.</summary>
    public Uri Address { get; private set; } = new("http://localhost/");

    public HttpStatusCode Status { get; private set; }

    public string Html { get; private set; } = "";

    /// <summary>The hidden fields of the page.</summary>
    public Dictionary<string, string> Hidden()
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var input in Input().Matches(Html).Select(match => match.Value).Where(input => input.Contains("type=\"hidden\"", StringComparison.Ordinal)))
        {
            if (Name().Match(input) is { Success: true } name)
                fields[WebUtility.HtmlDecode(name.Groups[1].Value)] = WebUtility.HtmlDecode(Value().Match(input).Groups[1].Value);
        }
        return fields;
    }

    public Task OpenAsync(Uri address) => GoAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Sends the page's form with its hidden fields and these.</summary>
    public Task SendAsync(Uri action, params (string Name, string Value)[] fields)
    {
        var form = Hidden();
        foreach (var (name, value) in fields)
            form[name] = value;
        return GoAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(form) });
    }

    /// <summary>Signs in on the issuer's page.</summary>
    public Task SignInAsync(string email, string password) =>
        SendAsync(new Uri(Address.GetLeftPart(UriPartial.Path)), ("user-name", email), ("password", password));

    public void Dispose() => http.Dispose();

    private async Task GoAsync(HttpRequestMessage request)
    {
        while (true)
        {
            Address = request.RequestUri!;
            if (cookies.Count > 0)
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
            using var response = await http.SendAsync(request);
            Keep(response);
            Status = response.StatusCode;
            Html = await response.Content.ReadAsStringAsync();
            if (response.Headers.Location is not { } next)
                return;
            request = new HttpRequestMessage(HttpMethod.Get, new Uri(Address, next));
        }
    }

    private void Keep(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var set))
            return;
        foreach (var pair in set.Select(text => text.Split(';')[0].Split('=', 2)))
        {
            if (pair[1].Length == 0)
                cookies.Remove(pair[0]);
            else
                cookies[pair[0]] = pair[1];
        }
    }

    [GeneratedRegex("<input [^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex(" name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex(" value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
