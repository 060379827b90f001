namespace Mash.Identity.Issuing;

/// <summary>The parameters of a form post; each at most once (RFC 6749 section 3.2), empty ones as absent.</summary>
internal sealed class OAuthForm
{
    private const int ValueLimit = 8192;
    private readonly Dictionary<string, string> _values;

    private OAuthForm(Dictionary<string, string> values) => _values = values;

    public string? this[string name] => _values.GetValueOrDefault(name);

    public static async Task<OAuthResult<OAuthForm>> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (!context.Request.HasFormContentType)
            return OAuthProblem.InvalidRequest("Send application/x-www-form-urlencoded.");
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or BadHttpRequestException)
        {
            return OAuthProblem.InvalidRequest("The form cannot be read.");
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in form)
        {
            if (value.Count != 1)
                return OAuthProblem.InvalidRequest("A parameter stands more than once.");
            if (value[0] is { Length: > ValueLimit })
                return OAuthProblem.InvalidRequest("A parameter is too long.");
            if (!string.IsNullOrEmpty(value[0]))
                values[name] = value[0]!;
        }

        return new OAuthForm(values);
    }
}
