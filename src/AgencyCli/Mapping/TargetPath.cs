using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>A proto path of a rule, checked against the message it starts at.</summary>
internal sealed class TargetPath
{
    private readonly IReadOnlyList<FieldDescriptor> _parents;

    private TargetPath(string text, IReadOnlyList<FieldDescriptor> parents, FieldDescriptor last, bool appends)
    {
        Text = text;
        _parents = parents;
        Last = last;
        Appends = appends;
    }

    /// <summary>The path without a trailing [].</summary>
    public string Text { get; }

    /// <summary>The field at its end.</summary>
    public FieldDescriptor Last { get; }

    /// <summary>Whether it ends with [] and so adds a message to a list.</summary>
    public bool Appends { get; }

    /// <summary>Whether the field at its end is a message of this type.</summary>
    public bool IsMessage(MessageDescriptor type) => Last.FieldType == FieldType.Message && Last.MessageType == type;

    /// <summary>Reads a path.</summary>
    /// <param name="root">Message it starts at.</param>
    /// <param name="path">Field names in snake_case joined with dots.</param>
    /// <param name="problem">What is wrong with it; empty on success.</param>
    public static TargetPath? Parse(MessageDescriptor root, string path, out string problem)
    {
        problem = "";
        var appends = path.EndsWith("[]", StringComparison.Ordinal);
        var text = appends ? path[..^2] : path;
        var segments = text.Split('.');
        var parents = new List<FieldDescriptor>();
        var message = root;
        for (var i = 0; i < segments.Length; i++)
        {
            var field = message.FindFieldByName(segments[i]);
            if (field is null)
            {
                problem = $"'{path}' is no path of {root.FullName}: {message.FullName} has no field '{segments[i]}'";
                return null;
            }
            if (i == segments.Length - 1)
            {
                if (appends == (field.IsRepeated && field.FieldType == FieldType.Message))
                    return new TargetPath(text, parents, field, appends);
                problem = appends
                    ? $"'{path}': {field.FullName} is not a list of messages, leave [] out"
                    : $"'{path}': {field.FullName} is a list of messages, write '{text}[]'";
                return null;
            }
            if (field.FieldType != FieldType.Message || field.IsRepeated)
            {
                problem = $"'{path}': {field.FullName} is not a single message; use a group for '{segments[i]}[]'";
                return null;
            }
            parents.Add(field);
            message = field.MessageType;
        }
        return null;
    }

    /// <summary>Adds a value to a list, or sets it where nothing else was set.</summary>
    /// <returns>Path from the message, with the index in a list; null where another value was there before.</returns>
    public string? Put(IMessage message, object value)
    {
        var holder = Holder(message);
        if (Last.IsRepeated)
        {
            var list = (IList)Last.Accessor.GetValue(holder);
            list.Add(value);
            return $"{Text}[{list.Count - 1}]";
        }
        if (IsSet(holder) && !Equals(Last.Accessor.GetValue(holder), value))
            return null;
        Last.Accessor.SetValue(holder, value);
        return Text;
    }

    /// <summary>How many items the list at its end has.</summary>
    public int CountIn(IMessage message) => ((IList)Last.Accessor.GetValue(Holder(message))).Count;

    /// <summary>Says why the field at its end has no value.</summary>
    public void PutGap(IMessage message, GapReason reason)
    {
        var holder = Holder(message);
        var gaps = (IList)holder.Descriptor.FindFieldByName("gaps").Accessor.GetValue(holder);
        gaps.Add(new Gap { Field = Last.Name, Reason = reason });
    }

    /// <summary>Whether the message that holds the field can say why it has no value.</summary>
    public bool CanHaveGap => Last.ContainingType.FindFieldByName("gaps") is not null;

    private bool IsSet(IMessage holder)
    {
        if (Last.HasPresence) return Last.Accessor.HasValue(holder);
        return Last.Accessor.GetValue(holder) switch
        {
            string text => text.Length > 0,
            bool flag => flag,
            Enum value => Convert.ToInt32(value, null) != 0,
            _ => false,
        };
    }

    private IMessage Holder(IMessage message)
    {
        foreach (var field in _parents)
        {
            if (field.Accessor.GetValue(message) is not IMessage child)
            {
                child = field.MessageType.Parser.ParseFrom(ByteString.Empty);
                field.Accessor.SetValue(message, child);
            }
            message = child;
        }
        return message;
    }
}
