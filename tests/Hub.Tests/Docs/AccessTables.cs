using System.Text;
using Mash.Hub.Access;

namespace Mash.Hub.Tests.Docs;

/// <summary>The tables of docs/access.md as <see cref="RpcPolicies"/> has them.</summary>
internal static class AccessTables
{
    private const string Nobody = "–";

    public static string Render()
    {
        var sentences = RpcComments.Read();
        var text = new StringBuilder();
        text.Append(AccessRelationships.Render()).Append(AccessRoles.Render(sentences)).Append(AccessRoles.Separation());
        var services = RpcPolicies.All.GroupBy(policy => ServiceOf(policy.Key))
            .OrderBy(service => service.Key.StartsWith("grpc.", StringComparison.Ordinal))
            .ThenBy(service => service.Key, StringComparer.Ordinal);
        foreach (var service in services)
        {
            text.Append("### ").Append(service.Key).Append("\n\n");
            Row(text, "call", "what it does", "agencies' systems", "agencies' people", "hub staff", "others");
            Row(text, "---", "---", "---", "---", "---", "---");
            foreach (var (rpc, policy) in service.OrderBy(policy => policy.Key, StringComparer.Ordinal))
            {
                sentences.TryGetValue(rpc, out var sentence).ShouldBeTrue($"{rpc} has a policy and no comment in protos/.");
                Row(text, NameOf(rpc), sentence! + (policy.StepUp ? " *Confirms who they are first.*" : ""), Agencies(policy), AgencyPeople(policy), Staff(policy), Others(policy));
            }
            text.Append('\n');
        }
        AppendScopes(text);
        return text.ToString().TrimEnd('\n');
    }

    private static void AppendScopes(StringBuilder text)
    {
        text.Append("### What each scope of an agency's system may call\n\n");
        Row(text, "scope", "calls");
        Row(text, "---", "---");
        foreach (var scope in AgencyScopes.All)
            Row(text, $"`{scope}`", Calls(policy => policy.AgencyScope == scope));
    }

    private static string Calls(Func<RpcPolicy, bool> allows)
    {
        var names = RpcPolicies.All.Where(policy => allows(policy.Value)).Select(policy => policy.Key)
            .Order(StringComparer.Ordinal).Select(NameOf).ToList();
        return names.Count == 0 ? Nobody : string.Join(", ", names);
    }

    private static string Agencies(RpcPolicy policy) => policy.AgencyScope is { } scope ? $"scope `{scope}`" : Nobody;

    private static string AgencyPeople(RpcPolicy policy) => policy switch
    {
        { AnyPerson: true } => "everybody who is signed in",
        { AgencyRoles.Count: 0 } => Nobody,
        _ => string.Join(", ", policy.AgencyRoles.Select(role => Roles.AgencyNames[role])),
    };

    private static string Staff(RpcPolicy policy) => policy switch
    {
        { AnyPerson: true } => "everybody who is signed in",
        { StaffRoles.Count: 0 } => Nobody,
        _ when policy.StaffRoles.Count == Roles.Names.Count => "every role",
        _ => string.Join(", ", policy.StaffRoles.Select(role => Roles.Names[role])),
    };

    private static string Others(RpcPolicy policy) => policy switch
    {
        { Anonymous: true } => "anybody, without signing in",
        { FrontDoorScope: { } scope } => $"a front door for itself, scope `{scope}`",
        _ => Nobody,
    };

    private static string ServiceOf(string rpc) => rpc[1..rpc.IndexOf('/', 1)];

    private static string NameOf(string rpc) => rpc[(rpc.IndexOf('/', 1) + 1)..];

    private static void Row(StringBuilder text, params ReadOnlySpan<string> cells)
    {
        text.Append('|');
        foreach (var cell in cells)
            text.Append(cell == "---" ? "---|" : " " + cell + " |");
        text.Append('\n');
    }
}
