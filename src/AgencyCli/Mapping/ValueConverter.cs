using Mash.V1;

namespace Mash.AgencyCli.Mapping;

/// <summary>Turns the text of one source into a value of the proto field.</summary>
/// <param name="text">The text without odd white space at its ends; never empty.</param>
/// <param name="received">The text exactly as received.</param>
internal delegate Conversion ValueConverter(string text, string received);

/// <summary>What a converter made of a text.</summary>
internal readonly record struct Conversion
{
    private Conversion(IReadOnlyList<object> values, string? fault, string? warning, GapReason gap)
    {
        Values = values;
        Fault = fault;
        Warning = warning;
        Gap = gap;
    }

    /// <summary>Values to set; none where the text stands for no value.</summary>
    public IReadOnlyList<object> Values { get; }

    /// <summary>Why the text could not be read, in words; null where it could.</summary>
    public string? Fault { get; }

    /// <summary>What should be known about the reading; null mostly.</summary>
    public string? Warning { get; }

    /// <summary>Why there is no value; unspecified where there is one or nothing is known.</summary>
    public GapReason Gap { get; }

    /// <summary>A value.</summary>
    public static Conversion Of(object value, string? warning = null) => new([value], null, warning, GapReason.Unspecified);

    /// <summary>Several values of a list.</summary>
    public static Conversion Of(IReadOnlyList<object> values) => new(values, null, null, GapReason.Unspecified);

    /// <summary>No value, and nothing to say about it.</summary>
    public static Conversion Nothing() => new([], null, null, GapReason.Unspecified);

    /// <summary>No value for a reason.</summary>
    public static Conversion Absent(GapReason reason) => new([], null, null, reason);

    /// <summary>The text cannot be read.</summary>
    public static Conversion Wrong(string fault) => new([], fault, null, GapReason.Unspecified);
}
