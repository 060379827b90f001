using Mash.Hub.Tests.Docs;

namespace Mash.Hub.Tests.Access.Matrix;

/// <summary>matrix.txt as the tests read it. It knows nothing of the product's own tables.</summary>
internal sealed class MatrixSpec
{
    private const string File = "tests/Hub.Tests/Access/Matrix/matrix.txt";

    private readonly Dictionary<string, string[]> groups = [];

    private MatrixSpec()
    {
    }

    /// <summary>Callers of each rpc (<c>Service/Rpc</c>): role codes, <c>service:scope</c>, <c>front_door:scope</c>, <c>no_role</c> or <c>anybody</c>.</summary>
    public Dictionary<string, HashSet<string>> Rpcs { get; } = [];

    /// <summary>Which contacts each role, and <c>service</c>, sees.</summary>
    public Dictionary<string, string> Sees { get; } = [];

    /// <summary>
    /// Who sees a contact in each relationship (<see cref="Relationships"/>): for each role, and <c>service</c>, one of <c>related</c> (as
    /// <see cref="Sees"/> says), <c>yes</c>, <c>no</c> and <c>-</c> (nobody with the role comes into it).
    /// </summary>
    public Dictionary<string, string[]> Standing { get; } = [];

    /// <summary>Codes of the relationships between a person and a contact beside where it was routed, in the order of the columns; the first is none at all.</summary>
    public List<string> Relationships { get; } = [];

    /// <summary>Each relationship in words, for docs/access.md.</summary>
    public Dictionary<string, string> Words { get; } = [];

    /// <summary>The contacts of the world and where each was routed.</summary>
    public Dictionary<string, string> Contacts { get; } = [];

    /// <summary>Who succeeds with each act on a contact, and in which states.</summary>
    public Dictionary<string, (HashSet<string> Who, HashSet<string> States)> Acts { get; } = [];

    /// <summary>Who is offered each area of the front door.</summary>
    public Dictionary<string, HashSet<string>> Areas { get; } = [];

    public static MatrixSpec Read()
    {
        var spec = new MatrixSpec();
        var section = "";
        foreach (var line in RepositoryFiles.Read(File).Split('\n').Where(line => line.Trim().Length > 0 && line[0] != '#'))
        {
            if (line[0] == '[')
                section = line.Trim();
            else
                spec.Take(section, Cells(line));
        }
        return spec;
    }

    /// <summary>True where the caller gets past the door of the rpc.</summary>
    public bool Admits(string rpc, MatrixCaller caller) => Rpcs[rpc].Contains("anybody") || caller.Keys.Any(Rpcs[rpc].Contains);

    /// <summary>True where the caller sees the contact.</summary>
    public bool Shows(MatrixContact contact, MatrixCaller caller) => caller.SeesAs.Any(key => Says(key, contact.Relationship, caller.HasInterest) switch
    {
        "related" => IsRelated(contact, caller, key),
        "yes" => true,
        "no" => false,
        var word => throw new InvalidOperationException($"{File} says {word}, which means nothing."),
    });

    /// <summary>What the page says of a role and a relationship; "-" where nobody with the role comes into it.</summary>
    public string Says(string role, string relationship) => Standing[role][Relationships.IndexOf(relationship)];

    /// <summary>The same for somebody who may not be in the relationship: without the interest, not named, not opened in an emergency.</summary>
    private string Says(string role, string relationship, bool hasInterest)
    {
        var column = hasInterest ? relationship : relationship.Replace("+interest", "", StringComparison.Ordinal).Replace("interest", MatrixContact.Plain, StringComparison.Ordinal);
        var word = Says(role, column);
        return word == "-" ? Says(role, column == "interest" ? MatrixContact.Plain : "restricted") : word;
    }

    private bool IsRelated(MatrixContact contact, MatrixCaller caller, string key) => Sees.GetValueOrDefault(key) switch
    {
        "every contact" => true,
        "own agency" => caller.Agency == contact.Agency,
        { } routed => Contacts[contact.State] == routed,
        null => false,
    };

    /// <summary>True where the act succeeds in the contact's state.</summary>
    public bool Succeeds(string act, MatrixContact contact, MatrixCaller caller) =>
        Acts[act].States.Contains(contact.State) && caller.SeesAs.Any(Acts[act].Who.Contains);

    private void Take(string section, string[] cells)
    {
        switch (section)
        {
            case "[groups]":
                groups[cells[0]] = Members(cells[1]);
                break;
            case "[sees]":
                Sees[cells[0]] = cells[1];
                break;
            case "[relationships]":
                Relationships.Add(cells[0]);
                Words[cells[0]] = cells[1];
                break;
            case "[standing]":
                foreach (var role in Members(cells[0]))
                    Standing[role] = cells[1..];
                break;
            case "[contacts]":
                Contacts[cells[0]] = cells[1];
                break;
            case "[rpcs]":
                Rpcs[cells[0]] = [.. Members(cells[1])];
                break;
            case "[areas]":
                Areas[cells[0]] = [.. Members(cells[1])];
                break;
            case "[acts]":
                Acts[cells[0]] = ([.. Members(cells[1])], [.. cells[2].Split(' ')]);
                break;
            default:
                throw new InvalidOperationException($"{File} has no section {section}.");
        }
    }

    private string[] Members(string text) => [.. text.Split(' ').SelectMany(word => groups.GetValueOrDefault(word, [word]))];

    /// <summary>Cells stand at least two spaces apart; a group's row needs one gap only.</summary>
    private static string[] Cells(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Somebody who calls.</summary>
/// <param name="Name">For messages of the test.</param>
/// <param name="Token">Bearer token; null for none.</param>
/// <param name="Keys">What the page [rpcs] may name them by.</param>
/// <param name="SeesAs">What the pages [sees] and [acts] may name them by.</param>
/// <param name="Agency">Which of the two agencies they belong to; null for others.</param>
/// <param name="HasInterest">True where they declared an interest that some contacts meet.</param>
internal sealed record MatrixCaller(string Name, string? Token, string[] Keys, string[] SeesAs, int? Agency, bool HasInterest)
{
    public override string ToString() => Name;
}

/// <summary>A contact of the world.</summary>
/// <param name="State">Row of [contacts].</param>
/// <param name="Agency">Which of the two agencies sent it.</param>
/// <param name="Relationship">Row of [relationships] in which it stands to whom it may.</param>
/// <param name="ContactId">Its id.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="ChildId">The contact child to act on: one that is undecided, where there is one.</param>
/// <param name="Etag">As a caller read it.</param>
internal sealed record MatrixContact(string State, int Agency, string Relationship, string ContactId, string Reference, string ChildId, string Etag)
{
    /// <summary>The relationship of a contact to which nothing stands: the first row of [relationships].</summary>
    public const string Plain = "plain";

    public override string ToString() => $"{(Relationship == Plain ? "" : Relationship + ": ")}{State} of agency {Agency}";
}
