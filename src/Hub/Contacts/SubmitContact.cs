using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Agencies;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Contacts;

/// <summary>Takes in one contact: validate, seal, hand to the writer, answer when it is durable.</summary>
internal sealed class SubmitContact(
    WriteQueue writes, KeyRing ring, DomainClock clock, AccessDirectory directory, ConflictMatches conflicts, RestrictionFollow follow, RestrictionDirectory restrictions)
{
    /// <summary>The answer, or what is wrong with the submission.</summary>
    public async Task<Result<SubmitContactResponse>> HandleAsync(SubmitContactRequest request, Caller caller)
    {
        var receivedTime = clock.GetUtcNow();
        if (AgencyOf(caller) is not { } agency)
            return Problem.WrongState("NO_HUB_AGENCY", "This hub has no agency of its own to record contacts under. An administrator registers one of kind hub.");

        var validation = ContactValidator.Validate(request.Contact, new ValidationContext
        {
            ReceivedTime = receivedTime,
            AgencyKind = EnumNames<Agencies.AgencyKind, V1.AgencyKind>.Of(agency.Kind),
            AllowedSourceCodes = caller.IsStaff ? null : agency.SourceCodes,
        });
        var violations = validation.Violations.ToList();
        if (!Guid.TryParse(request.RequestId, out var submissionId) || submissionId == Guid.Empty)
            violations.Insert(0, new FieldViolation("request_id", "Give a UUID that you make for this submission and send again with every retry."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        if (request.ValidateOnly)
            return WithWarnings(new SubmitContactResponse(), validation);

        if (request.Contact.Channel == Channel.Unspecified)
            request.Contact.Channel = Channel.System;
        var canonical = CanonicalContact.Of(request.Contact);
        var draft = SubmissionDraft.Of(canonical, agency, caller.Account?.AccountId, submissionId, receivedTime, ring);
        var write = new SubmissionWrite(draft, caller, request.RequestId, caller.IsStaff ? null : canonical.Details.Referrer?.Name, conflicts, follow);
        var result = await writes.WriteAsync(write.Apply, draft.Keys);
        if (draft.Contact.Restricted)
            restrictions.Reload();
        return result.Then<SubmitContactResponse>(response => WithWarnings(response, validation, canonical.UnknownFieldsWarning));
    }

    /// <summary>Staff record contacts by telephone, letter or form under the hub's own agency.</summary>
    private AgencyStanding? AgencyOf(Caller caller) =>
        caller.Agency ?? directory.Agencies.Values.FirstOrDefault(agency => agency.Kind == Agencies.AgencyKind.Hub);

    private static SubmitContactResponse WithWarnings(SubmitContactResponse response, ContactValidation validation, FieldWarning? unknownFields = null)
    {
        response.Warnings.Add(validation.Warnings);
        if (unknownFields is not null)
            response.Warnings.Add(unknownFields);
        return response;
    }
}
