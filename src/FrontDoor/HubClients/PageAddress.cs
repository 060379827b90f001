using Microsoft.AspNetCore.Http.Extensions;

namespace Mash.FrontDoor.HubClients;

/// <summary>Builds addresses of this front door.</summary>
internal static class PageAddress
{
    /// <summary>A path with a query; what is null or empty is left out.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var builder = new QueryBuilder();
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
                builder.Add(name, value);
        }

        return path + builder.ToQueryString();
    }
}
