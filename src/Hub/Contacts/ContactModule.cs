namespace Mash.Hub.Contacts;

/// <summary>Registers what the contact rpcs need.</summary>
internal static class ContactModule
{
    public static void AddContacts(this IServiceCollection services)
    {
        services.AddSingleton<ContactReader>();
        services.AddSingleton<ContactHistory>();
        services.AddSingleton<ContactVisibility>();
        services.AddSingleton<ContactChange>();
        services.AddSingleton<SubmitContact>();
        services.AddSingleton<SubmitContacts>();
        services.AddSingleton<GetContact>();
        services.AddSingleton<GetProtectedAddress>();
        services.AddSingleton<ListContacts>();
        services.AddSingleton<WithdrawContact>();
        services.AddSingleton<AddInformation>();
        services.AddSingleton<ContactGrpcService>();
    }
}
