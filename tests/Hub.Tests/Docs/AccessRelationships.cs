using System.Text;
using Mash.Hub.Access;
using Mash.Hub.Tests.Access.Matrix;

namespace Mash.Hub.Tests.Docs;

/// <summary>
/// The table of docs/access.md that says who sees a contact in each relationship to it. It is made from matrix.txt, which <see cref="AccessMatrixTests"/>
/// compares with what really happens.
/// </summary>
internal static class AccessRelationships
{
    private const string Nobody = "nobody";

    /// <summary>The chapter, ending with a line feed.</summary>
    public static string Render()
    {
        var spec = MatrixSpec.Read();
        var text = new StringBuilder("### Who sees a contact, and what stands against it\n\n");
        text.Append("\"As their role says\" is the line \"Sees\" of each role below. For whoever never sees it, the contact is not there. ");
        text.Append("\"Cannot be in it\": nobody names them, they open nothing in an emergency, or, outside the ");
        text.Append("hub's staff, they declare no interests.\n\n");
        text.Append("| between the person and the contact | see it as their role says | see it, whatever their role says | never see it | cannot be in it |\n|---|---|---|---|---|\n");
        foreach (var relationship in spec.Relationships)
        {
            text.Append("| ").Append(spec.Words[relationship]);
            foreach (var says in new[] { "related", "yes", "no", "-" })
                text.Append(" | ").Append(Who(spec, relationship, says));
            text.Append(" |\n");
        }
        return text.Append('\n').ToString();
    }

    private static string Who(MatrixSpec spec, string relationship, string says)
    {
        var names = spec.Standing.Keys.Where(role => spec.Says(role, relationship) == says).Select(Name).ToList();
        return names.Count == 0 ? Nobody : names.Count == spec.Standing.Count ? "everybody" : string.Join(", ", names);
    }

    private static string Name(string role) => role == "service" ? "system of the agency that sent it"
        : Roles.Names.TryGetValue(role, out var staff) ? staff
        : $"{Roles.AgencyNames[role]} of the agency that sent it";
}
