using Grpc.Core;
using Mash.Hub.Access;
using Mash.V1;

namespace Mash.Hub.Contacts;

/// <summary>mash.v1.ContactService: one file for each rpc beside this one.</summary>
internal sealed class ContactGrpcService(
    SubmitContact submit, SubmitContacts submitMany, GetContact get, ListContacts list, WithdrawContact withdraw, AddInformation add,
    GetProtectedAddress getAddress)
    : ContactService.ContactServiceBase
{
    public override async Task<SubmitContactResponse> SubmitContact(SubmitContactRequest request, ServerCallContext context) =>
        (await submit.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override Task SubmitContacts(
        IAsyncStreamReader<SubmitContactsRequest> requestStream, IServerStreamWriter<SubmitContactsResponse> responseStream, ServerCallContext context) =>
        submitMany.HandleAsync(requestStream, responseStream, AccessInterceptor.CallerOf(context), context.CancellationToken);

    public override async Task<GetContactResponse> GetContact(GetContactRequest request, ServerCallContext context) =>
        (await get.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<ListContactsResponse> ListContacts(ListContactsRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<WithdrawContactResponse> WithdrawContact(WithdrawContactRequest request, ServerCallContext context) =>
        (await withdraw.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<AddInformationResponse> AddInformation(AddInformationRequest request, ServerCallContext context) =>
        (await add.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;

    public override async Task<GetProtectedAddressResponse> GetProtectedAddress(GetProtectedAddressRequest request, ServerCallContext context) =>
        (await getAddress.HandleAsync(request, AccessInterceptor.CallerOf(context))).Value;
}
