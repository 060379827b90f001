using Mash.FrontDoor.Display;
using Mash.FrontDoor.HubClients;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>Everything about one contact, read from top to bottom like a good referral.</summary>
[OpensArea(Area.Contacts)]
internal sealed class ShowModel(ContactService.ContactServiceClient contacts, CurrentPerson person) : HubPage
{
    public ContactView View { get; private set; } = null!;

    public async Task OnGetAsync(Guid id) => View = await contacts.ReadAsync(id, person, Cancellation);

    /// <summary>What was just done, in words; null where nothing was.</summary>
    public string? Done
    {
        get
        {
            var child = View.Children.FirstOrDefault(child => child.Id == NoticeAbout);
            return Notice switch
            {
                ContactNotices.ScreeningStarted => "You have started screening this contact.",
                ContactNotices.NotStarted => "Screening was not started: this contact changed after you opened it. Read who has it now.",
                ContactNotices.Rated => $"Rated {Outcomes.LowerFirst(View.Contact.Rag.ToString())}. Clocks run from receipt, as before.",
                ContactNotices.Decided when child is not null => child.Part.State == ChildState.AwaitingSecondSignOff
                    ? $"Decision recorded for {child.FirstName}. It takes effect when a second manager confirms it."
                    : $"Decision recorded for {child.FirstName}: {Outcomes.LowerFirst(child.Decided)}.",
                ContactNotices.FeedbackSent => "The referrer has been told.",
                ContactNotices.InformationAdded => "Your information was added.",
                _ => null,
            };
        }
    }

    /// <summary>False where the notice is that something could not be done.</summary>
    public bool WentWell => Notice != ContactNotices.NotStarted;
}

/// <summary>What an act leaves for the contact's page to say.</summary>
internal static class ContactNotices
{
    public const string ScreeningStarted = "screening-started";
    public const string NotStarted = "screening-not-started";
    public const string Rated = "rated";
    public const string Decided = "decided";
    public const string FeedbackSent = "feedback-sent";
    public const string InformationAdded = "information-added";
}

internal static class ContactReading
{
    /// <summary>Reads a contact for a page. The hub puts the read on the record.</summary>
    /// <exception cref="Grpc.Core.RpcException">Absent or hidden, or the hub cannot be reached.</exception>
    public static async Task<ContactView> ReadAsync(this ContactService.ContactServiceClient contacts, Guid id, CurrentPerson person, CancellationToken cancellation)
    {
        var answer = await contacts.GetContactAsync(new GetContactRequest { ContactId = id.ToString() }, cancellationToken: cancellation);
        return new ContactView(answer.Contact, await person.NowAsync());
    }
}
