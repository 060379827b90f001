using Mash.Hub.Contacts;

namespace Mash.Hub.UnusualAccess.Recording;

/// <summary>Says whose declared interests a contact meets. Protected addresses are never compared.</summary>
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
