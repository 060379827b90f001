using Google.Protobuf;

namespace Mash.AgencyCli.Mapping;

/// <summary>The findings of one record while its rules run.</summary>
internal sealed class MappingRun(SourceTrace trace)
{
    public SourceTrace Trace { get; } = trace;

    public List<SourceNote> Faults { get; } = [];

    public List<SourceNote> Warnings { get; } = [];

    /// <summary>How often a source had something to say: a value, a gap or a fault. Tells groups whether they are empty.</summary>
    public int Said { get; set; }

    public void Fault(string source, string reason) => Add(Faults, source, reason);

    public void Warn(string source, string reason) => Add(Warnings, source, reason);

    private static void Add(List<SourceNote> notes, string source, string reason)
    {
        var note = new SourceNote(source, reason);
        if (!notes.Contains(note)) notes.Add(note);
    }
}

/// <summary>The message that rules write to, and its path in the contact.</summary>
/// <param name="Message">The message.</param>
/// <param name="Path">Empty for the contact itself, else for example "children[0]".</param>
internal readonly record struct TargetNode(IMessage Message, string Path)
{
    /// <summary>Full path of a path inside the message.</summary>
    public string Inside(string path) => Path.Length == 0 ? path : $"{Path}.{path}";
}
