using System.Collections.Frozen;

namespace Mash.Hub.Contacts;

/// <summary>Converts between the hub's own enums and those of mash.v1, whose values have the same names.</summary>
internal static class EnumNames<TFrom, TTo>
    where TFrom : struct, Enum
    where TTo : struct, Enum
{
    private static readonly FrozenDictionary<TFrom, TTo> Map = Enum.GetValues<TFrom>()
        .Where(value => Enum.TryParse<TTo>(value.ToString(), out _))
        .ToFrozenDictionary(value => value, value => Enum.Parse<TTo>(value.ToString()));

    /// <summary>The value of the same name.</summary>
    /// <exception cref="KeyNotFoundException">There is none: the enums have grown apart, or the value is not known.</exception>
    public static TTo Of(TFrom value) => Map[value];

    /// <summary>The value of the same name; false where there is none.</summary>
    public static bool TryOf(TFrom value, out TTo result) => Map.TryGetValue(value, out result);
}

/// <summary>The conversions in use, in words.</summary>
internal static class EnumConversions
{
    public static V1.ContactState ToProto(this States.ContactState state) => EnumNames<States.ContactState, V1.ContactState>.Of(state);

    public static V1.ChildState ToProto(this States.ChildState state) => EnumNames<States.ChildState, V1.ChildState>.Of(state);

    public static V1.Outcome ToProto(this States.Outcome outcome) => EnumNames<States.Outcome, V1.Outcome>.Of(outcome);

    public static V1.Rag ToProto(this ReferenceData.Rag rag) => EnumNames<ReferenceData.Rag, V1.Rag>.Of(rag);

    public static V1.CouncilArea ToProto(this ReferenceData.CouncilArea area) => EnumNames<ReferenceData.CouncilArea, V1.CouncilArea>.Of(area);

    public static V1.ClockKind ToProto(this Calendar.ClockKind kind) => EnumNames<Calendar.ClockKind, V1.ClockKind>.Of(kind);

    public static V1.ClockState ToProto(this Calendar.ClockState state) => EnumNames<Calendar.ClockState, V1.ClockState>.Of(state);

    /// <summary>The hub's rating; unrated where the message says nothing.</summary>
    public static ReferenceData.Rag ToDomain(this V1.Rag rag) =>
        EnumNames<V1.Rag, ReferenceData.Rag>.TryOf(rag, out var value) ? value : ReferenceData.Rag.Unrated;
}
