namespace Mash.Hub.ReferenceData;

/// <summary>Urgency rating of a contact, in the order of urgency.</summary>
internal enum Rag
{
    /// <summary>Nobody has screened the contact yet.</summary>
    Unrated,

    /// <summary>No target time.</summary>
    Blue,

    /// <summary>Routine.</summary>
    Green,

    /// <summary>Urgent.</summary>
    Amber,

    /// <summary>Immediate: likely significant harm today.</summary>
    Red,
}
