using Google.Protobuf.Collections;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Contacts;

/// <summary>Reads one protected address: an act of its own, on the record before the address leaves.</summary>
internal sealed class GetProtectedAddress(ContactReader reader, ContactVisibility visibility, WriteQueue writes)
{
    private const string Act = "address.view";

    public async Task<Result<GetProtectedAddressResponse>> HandleAsync(GetProtectedAddressRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.ContactId, out _))
            violations.Add(new FieldViolation("contact_id", "Give the contact's id: a UUID as the hub answered it."));
        if (request.ContactChildId.Length > 0 && !Guid.TryParse(request.ContactChildId, out _))
            violations.Add(new FieldViolation("contact_child_id", "Give the contact child's id: a UUID as the hub answered it."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var found = await visibility.FindAsync(request.ContactId, caller, Act);
        if (!found.IsSuccess)
            return found.Problem;
        var opened = reader.Open(found.Value);
        var addresses = AddressesOf(opened, request);
        var address = request.Address >= 0 && request.Address < addresses.Count && ProtectedAddresses.Of(opened.Details).Covers(addresses[request.Address])
            ? addresses[request.Address]
            : null;
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry
            {
                Act = Act,
                Actor = caller.ToActor(),
                Subjects = [found.Value.ContactId],
                Allowed = address is not null,
                Refusal = address is null ? ProblemReasons.NotFound : null,
            });
            return true;
        });
        return address is null ? Problem.NotFound("address") : new GetProtectedAddressResponse { Address = address };
    }

    private static RepeatedField<Address> AddressesOf(OpenedContact opened, GetProtectedAddressRequest request)
    {
        if (request.ContactChildId.Length == 0)
            return request.Person >= 0 && request.Person < opened.Details.People.Count ? opened.Details.People[request.Person].Addresses : [];
        var id = Guid.Parse(request.ContactChildId);
        return opened.Children.FirstOrDefault(child => child.ContactChildId == id) is { } child ? opened.Details.Children[child.Ordinal].Addresses : [];
    }
}
