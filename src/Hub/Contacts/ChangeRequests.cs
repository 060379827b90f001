using Google.Protobuf;
using Mash.Hub.Access;
using Mash.Hub.Errors;

namespace Mash.Hub.Contacts;

/// <summary>Checks what every change has: the contact's id, the request's id and, where it can be stale, the etag.</summary>
internal static class ChangeRequests
{
    /// <summary>The change, or every wrong field, the act's own among them.</summary>
    /// <param name="act">Name of the act on the record.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="contactId">As sent.</param>
    /// <param name="requestId">As sent.</param>
    /// <param name="etag">As sent; null where the change cannot be stale.</param>
    /// <param name="message">The request.</param>
    /// <param name="violations">What the act itself found; may be added to.</param>
    public static Result<ContactChangeRequest> Check(
        string act, Caller caller, string contactId, string requestId, string? etag, IMessage message, List<FieldViolation> violations)
    {
        if (!Guid.TryParse(contactId, out var contact))
            violations.Add(new FieldViolation("contact_id", "Give the contact's id: a UUID as the hub answered it."));
        RequireRequestId(requestId, out var request, violations);
        if (etag is not null)
            Etags.Require(etag, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return new ContactChangeRequest { Act = act, Caller = caller, ContactId = contact, RequestId = request, Etag = etag, Message = message };
    }

    /// <summary>Reads the id of a request, or adds a violation where it is no UUID.</summary>
    public static void RequireRequestId(string text, out Guid requestId, List<FieldViolation> violations)
    {
        if (!Guid.TryParse(text, out requestId) || requestId == Guid.Empty)
            violations.Add(new FieldViolation("request_id", "Give a UUID that you make for this request and send again with every retry."));
    }

    /// <summary>Adds a violation where a text is blank or too long (characters counted as UTF-16 units).</summary>
    public static void RequireText(string field, string text, int minimum, int maximum, List<FieldViolation> violations)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Trim().Length < minimum)
            violations.Add(new FieldViolation(field, minimum <= 1 ? "Enter some text." : $"Enter at least {minimum} characters."));
        else if (text.Length > maximum)
            violations.Add(new FieldViolation(field, $"Enter at most {maximum:N0} characters."));
        else if (text.Contains('\0'))
            violations.Add(new FieldViolation(field, "Remove the character NUL."));
    }
}
