using Mash.Hub.Contacts;

namespace Mash.Hub.UnusualAccess.Recording;

/// <summary>Compares the content of a contact with what staff declared about themselves. Protected addresses are never compared.</summary>
internal interface IDeclaredInterests
{
    /// <summary>
    /// Which of <see cref="AccessFlags.OwnAddress"/>, <see cref="AccessFlags.DeclaredPerson"/> and <see cref="AccessFlags.ColleagueAddress"/> hold
    /// for a person who opens the contact.
    /// </summary>
    AccessFlags Of(Guid accountId, OpenedContact opened);
}

/// <summary>Labels of records that change what a look at them means.</summary>
internal interface IRecordLabels
{
    /// <summary>True where the contact, or a person in it, is labelled high profile.</summary>
    bool IsHighProfile(Guid contactId);
}

/// <summary>Nobody declared anything.</summary>
internal sealed class NoDeclaredInterests : IDeclaredInterests
{
    public AccessFlags Of(Guid accountId, OpenedContact opened) => AccessFlags.None;
}

/// <summary>No record is labelled.</summary>
internal sealed class NoRecordLabels : IRecordLabels
{
    public bool IsHighProfile(Guid contactId) => false;
}
