using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;

namespace Mash.Hub.Contacts;

/// <summary>
/// Finds a contact for a caller. What may not be seen answers like what is not there: the same query, the same leaf, the same words.
/// </summary>
internal sealed class ContactVisibility(ContactReader reader, CaseAccess access, ConflictAlarm conflicts, WriteQueue writes)
{
    /// <summary>Finds a contact that this caller may see, or refuses on the record.</summary>
    public async Task<Result<ContactRow>> FindAsync(string contactId, Caller caller, string act)
    {
        if (!Guid.TryParse(contactId, out var id))
            return Problem.Invalid("contact_id", "Give the contact's id: a UUID as the hub answered it.");
        var row = reader.FindRow(id);
        if (row is not null && access.MaySee(row, caller))
            return row;
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = act, Actor = caller.ToActor(), Allowed = false, Refusal = ProblemReasons.NotFound, Subjects = [id] });
            conflicts.Sound(session, row, caller);
            return true;
        });
        return Problem.NotFound("contact");
    }
}
