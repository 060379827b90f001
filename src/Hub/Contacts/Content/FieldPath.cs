using System.Globalization;
using System.Text;

namespace Mash.Hub.Contacts.Content;

/// <summary>
/// Where in a request a message stands, in proto names, for example <c>contact.children[0].name</c>. A chain of parents, so that text
/// is made only where something is wrong.
/// </summary>
internal sealed class FieldPath
{
    private const int NotInAList = -1;

    private readonly FieldPath? parent;
    private readonly string name;
    private readonly int index;

    private FieldPath(FieldPath? parent, string name, int index) => (this.parent, this.name, this.index) = (parent, name, index);

    /// <summary>A top-level field of the request.</summary>
    public static FieldPath Root(string name) => new(null, name, NotInAList);

    /// <summary>A message in a singular field of this one.</summary>
    public FieldPath Field(string field) => new(this, field, NotInAList);

    /// <summary>A message in a list of this one.</summary>
    /// <param name="field">The list's name.</param>
    /// <param name="position">Position in it, from 0.</param>
    public FieldPath Item(string field, int position) => new(this, field, position);

    /// <summary>The path of a field of this message, as text.</summary>
    public string To(string field) => Write(new StringBuilder(64)).Append('.').Append(field).ToString();

    /// <summary>The path of one item of a list of this message, as text.</summary>
    public string To(string field, int position) =>
        Write(new StringBuilder(64)).Append('.').Append(field).Append(CultureInfo.InvariantCulture, $"[{position}]").ToString();

    public override string ToString() => Write(new StringBuilder(64)).ToString();

    private StringBuilder Write(StringBuilder text)
    {
        if (parent is not null)
            parent.Write(text).Append('.');
        text.Append(name);
        return index == NotInAList ? text : text.Append(CultureInfo.InvariantCulture, $"[{index}]");
    }
}
