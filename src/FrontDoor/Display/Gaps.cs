using Google.Protobuf.Collections;
using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Why a value is absent, by the contract's rule: what is neither given nor explained was not supplied.</summary>
internal static class Gaps
{
    /// <summary>The reason that the sender gave for this field; not supplied where it gave none.</summary>
    /// <param name="gaps">Gaps of the message that holds the field.</param>
    /// <param name="field">Field in snake_case.</param>
    public static GapReason Of(RepeatedField<Gap>? gaps, string field) =>
        gaps?.FirstOrDefault(gap => gap.Field == field)?.Reason ?? GapReason.NotSupplied;

    /// <summary>True where the sender said why this field is absent.</summary>
    public static bool IsExplained(RepeatedField<Gap>? gaps, string field) => gaps?.Any(gap => gap.Field == field) == true;
}
