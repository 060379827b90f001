using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>A condition of a rule.</summary>
internal sealed record Condition(SourcePath? From, IReadOnlySet<string>? Is, IReadOnlySet<string>? Not, bool? Given, int? Position)
{
    /// <summary>Whether it holds at this place of the record.</summary>
    public bool Holds(SourceNode source)
    {
        if (Position is { } position && source.Position != position) return false;
        if (From is null) return true;
        var text = OddSpace.Trim(SourceNode.TextOf(source.Find(From).Value));
        return (Given is null || Given == text.Length > 0)
            && (Is is null || Is.Contains(text))
            && (Not is null || !Not.Contains(text));
    }
}

/// <summary>A compiled rule.</summary>
internal abstract class MappingRule(TargetPath target, IReadOnlyList<Condition> conditions)
{
    /// <summary>Where the rule writes, from the message it stands in.</summary>
    protected TargetPath Target { get; } = target;

    /// <summary>Sources that the rule reads to convert, without those of its conditions.</summary>
    public abstract IEnumerable<string> Sources(string scope);

    /// <summary>Applies the rule where its conditions hold.</summary>
    public void Apply(MappingRun run, SourceNode source, TargetNode target)
    {
        if (conditions.All(c => c.Holds(source)))
            Write(run, source, target);
    }

    protected abstract void Write(MappingRun run, SourceNode source, TargetNode target);

    protected static string Join(string scope, SourcePath path) => path.FromRoot || scope.Length == 0 ? path.Text : $"{scope}.{path.Text}";
}

/// <summary>Writes a constant.</summary>
internal sealed class ConstantRule(TargetPath target, IReadOnlyList<Condition> conditions, object value) : MappingRule(target, conditions)
{
    public override IEnumerable<string> Sources(string scope) => [];

    protected override void Write(MappingRun run, SourceNode source, TargetNode target) => Target.Put(target.Message, value);
}

/// <summary>Converts one source.</summary>
internal sealed class ValueRule(TargetPath target, IReadOnlyList<Condition> conditions, SourcePath from, ValueConverter convert)
    : MappingRule(target, conditions)
{
    /// <summary>Texts that say why there is no value.</summary>
    public required IReadOnlyDictionary<string, GapReason> Gaps { get; init; }

    /// <summary>Texts that are allowed; null for any.</summary>
    public required IReadOnlySet<string>? Allow { get; init; }

    /// <summary>Whether a blank value is a fault.</summary>
    public required bool Required { get; init; }

    /// <summary>Whether odd white space is usual.</summary>
    public required bool FreeText { get; init; }

    public override IEnumerable<string> Sources(string scope) => [Join(scope, from)];

    protected override void Write(MappingRun run, SourceNode source, TargetNode target)
    {
        var (node, path) = source.Find(from);
        switch (node)
        {
            case JsonObject:
                run.Said++;
                run.Fault(path, "holds an object where a value is expected");
                break;
            case JsonArray when !Target.Last.IsRepeated:
                run.Said++;
                run.Fault(path, "holds a list where one value is expected");
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    One(run, SourceNode.TextOf(items[i]), $"{path}[{i}]", target);
                break;
            default:
                One(run, SourceNode.TextOf(node), path, target);
                break;
        }
    }

    private void One(MappingRun run, string received, string path, TargetNode target)
    {
        var text = OddSpace.Trim(received);
        if (!FreeText && OddSpace.IsIn(received))
            run.Warn(path, "has odd white space; kept as received");
        if (Gaps.TryGetValue(text, out var gap))
        {
            // A blank alone does not make a message: otherwise every empty column of an absent person would add one.
            run.Said += text.Length > 0 ? 1 : 0;
            Target.PutGap(target.Message, gap);
            return;
        }
        if (text.Length == 0 && !FreeText || received.Length == 0)
        {
            run.Trace.Add(path, target.Inside(Target.Text));
            if (Required) run.Fault(path, "is missing");
            return;
        }
        run.Said++;
        if (Allow is not null && !Allow.Contains(text))
        {
            run.Trace.Add(path, target.Inside(Target.Text));
            run.Fault(path, $"is not one of {string.Join(", ", Allow)}");
            return;
        }
        Take(run, convert(text, received), path, target);
    }

    private void Take(MappingRun run, Conversion conversion, string path, TargetNode target)
    {
        if (conversion.Fault is not null)
        {
            // The hub will miss the value: what it says then belongs to this source too.
            run.Trace.Add(path, target.Inside(Target.Text));
            run.Fault(path, conversion.Fault);
        }
        if (conversion.Warning is not null) run.Warn(path, conversion.Warning);
        if (conversion.Gap != GapReason.Unspecified) Target.PutGap(target.Message, conversion.Gap);
        foreach (var value in conversion.Values)
        {
            if (Target.Put(target.Message, value) is { } written)
                run.Trace.Add(path, target.Inside(written));
            else
                run.Warn(path, "differs from another source of the same value, which was taken");
        }
    }
}

/// <summary>Fills one message, or one for each item of a list, with rules of its own.</summary>
/// <remarks>With a list, the conditions are asked of each item; without, of the place where the group stands.</remarks>
internal sealed class GroupRule(
    TargetPath target, IReadOnlyList<Condition> conditions, SourcePath? each, IReadOnlyList<MappingRule> rules, bool keepEmpty)
    : MappingRule(target, each is null ? conditions : [])
{
    public override IEnumerable<string> Sources(string scope)
    {
        var inner = each is null ? scope : Join(scope, each) + "[]";
        return rules.SelectMany(r => r.Sources(inner));
    }

    protected override void Write(MappingRun run, SourceNode source, TargetNode target)
    {
        if (each is null)
        {
            Fill(run, source, target);
            return;
        }
        var (node, path) = source.Find(each);
        if (node is null) return;
        if (node is not JsonArray items)
        {
            run.Fault(path, "is not a list");
            return;
        }
        for (var i = 0; i < items.Count; i++)
        {
            var itemPath = $"{path}[{i}]";
            if (items[i] is not JsonObject item)
            {
                run.Fault(itemPath, "is not an object");
                continue;
            }
            var itemSource = source.Item(item, itemPath, i);
            if (conditions.All(c => c.Holds(itemSource)))
                Fill(run, itemSource, target);
        }
    }

    private void Fill(MappingRun run, SourceNode source, TargetNode target)
    {
        var message = New(Target.Last.MessageType);
        var path = Target.Appends ? $"{Target.Text}[{Target.CountIn(target.Message)}]" : Target.Text;
        var inner = new TargetNode(message, target.Inside(path));
        var said = run.Said;
        var traced = run.Trace.Count;
        foreach (var rule in rules)
            rule.Apply(run, source, inner);
        if (run.Said > said || keepEmpty)
            Target.Put(target.Message, message);
        else
            run.Trace.RemoveFrom(traced);
    }

    private static IMessage New(MessageDescriptor type) => type.Parser.ParseFrom(ByteString.Empty);
}
