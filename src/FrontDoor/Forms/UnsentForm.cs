namespace Mash.FrontDoor.Forms;

/// <summary>
/// A form that could not be passed on because the hub does not answer: the error page holds it, shows what was typed, and sends it again. Nothing
/// is stored: it goes back to the browser that sent it.
/// </summary>
/// <param name="Action">Where it was sent, with its query.</param>
/// <param name="Fields">Every field as it was sent.</param>
internal sealed record UnsentForm(string Action, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>What a person typed in words: texts with more than one word.</summary>
    public IEnumerable<string> Texts => Fields.Where(typed => !typed.Key.StartsWith('_') && typed.Value.Trim().Contains(' ')).Select(typed => typed.Value);

    /// <summary>The request's form; null where it has none.</summary>
    /// <param name="context">The request that failed.</param>
    /// <param name="action">Path it was sent to.</param>
    public static async Task<UnsentForm?> ReadAsync(HttpContext context, string action)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType)
            return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var fields = form.SelectMany(field => field.Value.Select(value => KeyValuePair.Create(field.Key, value ?? ""))).ToList();
        return fields.Count == 0 ? null : new UnsentForm(action + context.Request.QueryString, fields);
    }
}
