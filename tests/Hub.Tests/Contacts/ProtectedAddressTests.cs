using Google.Protobuf;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Restrictions;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts;

/// <summary>A protected address reaches nobody by accident: it once stood in notes, and a letter went to the person who must not know it.</summary>
public class ProtectedAddressTests
{
    private const string Street = "14 Larkrise Close";
    private const string PostcodeText = "NN17 9XX";

    [Theory]
    [OnEachDatabase]
    internal async Task NoCallButItsOwn_AnswersIt(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var details = Fled();
        details.Concern.Narrative = $"They have fled to {Street}, Corby, nn179xx.";
        var contact = await work.Work.SubmitAsync(details);

        var staff = await Casework.ReadAsync(work.Worker.Contacts, contact.ContactId);
        staff.Details.Concern.Narrative = "";
        var agency = await work.Work.ReadAsAgencyAsync(contact.ContactId);
        agency.Details.Concern.Narrative = "";
        IMessage[] answers =
        [
            staff, agency, await work.Worker.Contacts.ListContactsAsync(new ListContactsRequest()),
            await work.Worker.People.LookUpPersonAsync(new LookUpPersonRequest { ContactReference = contact.Reference }),
        ];
        foreach (var answer in answers)
        {
            answer.ToString()!.ShouldNotContain("Larkrise");
            answer.ToString()!.ShouldNotContain("NN17");
        }
        staff.Details.Children[0].Addresses.Select(address => address.Confidential).ShouldBe([true, false]);
        // The same place, given for the mother without the mark.
        staff.Details.People[0].Addresses[0].ShouldBe(new Address { Confidential = true });
        (await work.Worker.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts[0].FirstWords.ShouldBe("The text names a protected address and is not shown in lists.");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ShowingIt_IsAnActOfItsOwnForThoseWhoWorkTheCase(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var contact = await work.Work.SubmitAsync(Fled());
        var officer = await work.AddAsync("Ada Blythe", Roles.ContactOfficer);

        var shown = await work.Worker.Contacts.GetProtectedAddressAsync(Ask(contact));
        var unprotected = await Casework.RefusedAsync(work.Worker.Contacts.GetProtectedAddressAsync(Ask(contact, address: 1)));
        var past = await Casework.RefusedAsync(work.Worker.Contacts.GetProtectedAddressAsync(Ask(contact, address: 9)));
        var role = await Casework.RefusedAsync(officer.Contacts.GetProtectedAddressAsync(Ask(contact)));
        var agency = await Casework.RefusedAsync(work.Work.Agency.GetProtectedAddressAsync(Ask(contact)));

        shown.Address.Lines.ShouldBe([Street]);
        (unprotected.StatusCode, past.StatusCode).ShouldBe((StatusCode.NotFound, StatusCode.NotFound));
        (role.StatusCode, agency.StatusCode).ShouldBe((StatusCode.PermissionDenied, StatusCode.PermissionDenied));
        work.Work.Outcomes("address.view").ShouldBe(["allow", "deny", "deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task RefugeLabel_HidesItFromEverybodyWhoIsNotNamed(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync(RestrictionLabel.Refuge, Fled());

        var hidden = await Casework.RefusedAsync(work.Worker.Contacts.GetProtectedAddressAsync(Ask(contact)));

        hidden.StatusCode.ShouldBe(StatusCode.NotFound);
        (await work.Manager.Contacts.GetProtectedAddressAsync(Ask(contact))).Address.Postcode.ShouldBe(PostcodeText);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task LetterWithTheNewAddress_IsRefusedBeforeAnybodyIsTold(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var details = Fled();
        details.Referrer.Email = "father@example.org";
        var decided = await work.Work.DecidedAsync(2, Outcome.EarlyHelp, details);
        foreach (var text in new[] { "They live at 14, LARKRISE close now.", "You can write to nn17 9xx.", "Their home: NN179XX" })
        {
            var letter = Casework.Feedback(decided);
            letter.Text = text;

            var refused = await Casework.RefusedAsync(work.Work.Decisions.SendFeedbackAsync(letter));

            Casework.Fields(refused).ShouldBe(["text"], text);
        }
        (await work.Work.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.ShouldBeEmpty();
        (await work.Work.EventsAsync()).ShouldNotContain(item => item.Kind == EventKind.Outcome);
        await work.Work.Decisions.SendFeedbackAsync(Casework.Feedback(decided));
        (await work.Work.EventsAsync()).ToString()!.ShouldNotContain("Larkrise");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TextThatHoldsIt_IsAWarningWithItsField(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var details = Fled();
        details.Concern.Narrative = "They moved to 14 Larkrise Close last week.";
        details.Children[0].SafeContact = new SafeContact { How = "post to NN179XX" };

        var answer = await work.Work.Agency.SubmitContactAsync(Samples.Submission(details));

        answer.Warnings.Select(warning => warning.Field).ShouldBe(
            ["contact.children[0].safe_contact.how", "contact.people[0].addresses[0]", "contact.concern.narrative"], ignoreOrder: true);
        answer.Warnings.ToString().ShouldNotContain("Larkrise");
    }

    private static ContactDetails Fled()
    {
        var details = Casework.Quiet();
        details.Children[0].Addresses.Insert(0, new Address { Lines = { Street }, Town = "Corby", Postcode = PostcodeText, Confidential = true });
        details.People[0].Addresses.Add(new Address { Lines = { "14 Larkrise Close, Corby" }, Postcode = "nn179xx" });
        return details;
    }

    private static GetProtectedAddressRequest Ask(Contact contact, int address = 0) =>
        new() { ContactId = contact.ContactId, ContactChildId = contact.Children[0].ContactChildId, Address = address };
}
