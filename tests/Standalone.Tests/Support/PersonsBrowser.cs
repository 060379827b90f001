using System.Text.RegularExpressions;

namespace Mash.Standalone.Tests.Support;

/// <summary>A browser as far as a sign-in over two hosts needs one: cookies of each host, redirects, forms.</summary>
internal sealed partial class PersonsBrowser : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<(string Host, string Name), string> cookies = [];

    public void Dispose() => http.Dispose();

    /// <summary>Every address that was asked for.</summary>
    public List<Uri> Addresses { get; } = [];

    /// <summary>Opens a page, signing in as somebody where the outside authority asks.</summary>
    public async Task<(int Status, Uri Address, string Text)> OpenAsync(Uri address, string login)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        return await GoOnAsync(await SendAsync(request), login);
    }

    /// <summary>Sends the form of a page that leads to an address.</summary>
    public async Task<(int Status, Uri Address, string Text)> SubmitAsync(Uri page, string text, string action, string login)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(page, action)) { Content = new FormUrlEncodedContent(Hidden(FormOf(text, action))) };
        return await GoOnAsync(await SendAsync(request), login);
    }

    private async Task<(int Status, Uri Address, string Text)> GoOnAsync(HttpResponseMessage response, string login)
    {
        for (var steps = 0; steps < 30; steps++)
        {
            var address = response.RequestMessage!.RequestUri!;
            if (response.Headers.Location is { } location)
            {
                using var next = new HttpRequestMessage(HttpMethod.Get, new Uri(address, location));
                response.Dispose();
                response = await SendAsync(next);
                continue;
            }
            var text = await response.Content.ReadAsStringAsync();
            if (FormAction().Match(text) is not { Success: true } form || !form.Groups[1].Value.Contains("/interaction/", StringComparison.Ordinal))
                return ((int)response.StatusCode, address, text);
            var fields = Hidden(text);
            if (fields.GetValueOrDefault("prompt") == "login")
            {
                fields["login"] = login;
                fields["password"] = "anything";
            }
            using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(address, form.Groups[1].Value)) { Content = new FormUrlEncodedContent(fields) };
            response.Dispose();
            response = await SendAsync(post);
        }
        throw new InvalidOperationException("The sign-in goes round in circles: " + string.Join(" > ", Addresses.Select(one => one.GetLeftPart(UriPartial.Path))));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        var host = request.RequestUri!.Authority;
        Addresses.Add(request.RequestUri);
        var own = cookies.Where(cookie => cookie.Key.Host == host).Select(cookie => cookie.Key.Name + "=" + cookie.Value).ToList();
        if (own.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", own));
        var response = await http.SendAsync(request);
        foreach (var text in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var parts = text.Split(';')[0].Split('=', 2);
            if (parts[1].Length == 0)
                cookies.Remove((host, parts[0]));
            else
                cookies[(host, parts[0])] = parts[1];
        }
        return response;
    }

    private static string FormOf(string text, string action)
    {
        var at = text.IndexOf($"action=\"{action}\"", StringComparison.Ordinal);
        at.ShouldBeGreaterThan(0, $"There is no form to {action}.");
        return text[at..text.IndexOf("</form>", at, StringComparison.Ordinal)];
    }

    private static Dictionary<string, string> Hidden(string html) => HiddenField().Matches(html)
        .Select(match => match.Value)
        .ToDictionary(field => Attribute("name", field), field => System.Net.WebUtility.HtmlDecode(Attribute("value", field)));

    private static string Attribute(string name, string field) => Regex.Match(field, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<form[^>]*action=\"([^\"]+)\"")]
    private static partial Regex FormAction();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex HiddenField();
}
