using System.Security.Cryptography;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>
/// What those who watch over a hub find on the last afternoon: a duty rota, an interest, restricted records, an emergency access that waits for
/// its review, and somebody who read what they had no business to read. Made by the same rpcs that the pages call. Request ids are the same in
/// every run, so that an interrupted world does none of it twice.
/// </summary>
/// <param name="hub">Calls whose sign-ins are fresh: some acts ask for a proof of identity of the last five minutes.</param>
/// <param name="earlier">Ids of contacts about one child that were decided months ago, those of the least need first.</param>
internal sealed class SampleOversight(HubCalls hub, IReadOnlyList<string> earlier)
{
    /// <summary>So many closed contacts are looked at without need: enough for a finding.</summary>
    private const int Looks = 24;

    private static readonly SamplePerson Privacy = SamplePeople.All.Single(person => person.Role == Roles.PrivacyLead);
    private static readonly SamplePerson Relative = SamplePeople.SocialWorkers[2];

    /// <summary>In the first year, and with no work of their own in the samples.</summary>
    private static readonly SamplePerson Curious = SamplePeople.All.Single(person => person.Role == Roles.SocialWorkerAsye);

    /// <summary>Fewer earlier contacts than this, and nothing is made.</summary>
    public const int Least = 30;

    public async Task MakeAsync(CancellationToken cancellation)
    {
        if (earlier.Count < Least)
            return;
        var accounts = (await hub.Accounts(SamplePeople.Administrator).ListAccountsAsync(new ListAccountsRequest { PageSize = 200 }, cancellationToken: cancellation))
            .Accounts.ToDictionary(account => account.Email, account => account.AccountId, StringComparer.OrdinalIgnoreCase);
        await PutOnDutyAsync(accounts, cancellation);
        await DeclareInterestAsync(cancellation);
        await LookAroundAsync(cancellation);
        await RestrictAsync(accounts, cancellation);
    }

    /// <summary>The managers take turns, from today to the end of next week.</summary>
    private async Task PutOnDutyAsync(Dictionary<string, string> accounts, CancellationToken cancellation)
    {
        var today = UkTime.DateOf(WorkPlan.HandOver);
        var days = Enumerable.Range(0, 8).Select(today.AddDays).Where(WorkingCalendar.England.IsWorkingDay);
        foreach (var (number, day) in days.Index())
        {
            var manager = SamplePeople.Managers[number % SamplePeople.Managers.Count];
            await hub.Rota(manager).SetDutyAsync(new SetDutyRequest
            {
                AccountId = accounts[manager.Email],
                RequestId = Id($"duty {day:O}"),
                FromTime = UkTime.Resolve(day.ToDateTime(new TimeOnly(8, 45))).Instant.ToTimestamp(),
                ToTime = UkTime.Resolve(day.ToDateTime(new TimeOnly(17, 0))).Instant.ToTimestamp(),
            }, cancellationToken: cancellation);
        }
    }

    private async Task DeclareInterestAsync(CancellationToken cancellation) =>
        await hub.Interests(SamplePeople.SocialWorkers[1]).DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Id("interest"),
            Subject = InterestSubject.Relative,
            GivenName = "Samira",
            FamilyName = "Shah",
            DateOfBirth = new Date { Year = 2012, Month = 5, Day = 3 },
        }, cancellationToken: cancellation);

    /// <summary>Contacts that ended long before, one after the other, without any work on them.</summary>
    private async Task LookAroundAsync(CancellationToken cancellation)
    {
        var closed = 0;
        foreach (var contactId in earlier.Skip(2))
        {
            var seen = await hub.Contacts(Curious).GetContactAsync(new GetContactRequest { ContactId = contactId }, cancellationToken: cancellation);
            if (seen.Contact.State == ContactState.Closed && ++closed == Looks)
                return;
        }
    }

    private async Task RestrictAsync(Dictionary<string, string> accounts, CancellationToken cancellation)
    {
        var agreed = await hub.Restrictions(SamplePeople.Managers[0]).RequestRestrictionAsync(new RequestRestrictionRequest
        {
            ContactId = earlier[0],
            Label = RestrictionLabel.Staff,
            Reason = "The child's aunt works in this hub. She has told us herself and asked for this.",
            ConcernsAccountId = accounts[Relative.Email],
            RequestId = Id("restrict staff"),
        }, cancellationToken: cancellation);
        await hub.Restrictions(Privacy).DecideRestrictionAsync(new DecideRestrictionRequest
        {
            RestrictionId = agreed.RestrictionId,
            Approve = true,
            Reason = "Agreed. The manager who knows the family stays named; nobody else needs it now.",
            RequestId = Id("decide staff"),
        }, cancellationToken: cancellation);
        await hub.Restrictions(SamplePeople.SocialWorkers[0]).RequestRestrictionAsync(new RequestRestrictionRequest
        {
            ContactId = earlier[1],
            Label = RestrictionLabel.HighProfile,
            Reason = "The mother reads the local news on the radio and her name is known to most of us.",
            RequestId = Id("restrict high profile"),
        }, cancellationToken: cancellation);
        var opened = await hub.BreakGlass(SamplePeople.Managers[1]).OpenBreakGlassAsync(new OpenBreakGlassRequest
        {
            Contact = earlier[0],
            Reason = "The school rings: the child has not come home and they have no telephone number for the aunt. I need the household's numbers now.",
            Minutes = 30,
            RequestId = Id("emergency access"),
        }, cancellationToken: cancellation);
        try
        {
            await hub.Contacts(SamplePeople.Managers[1]).GetContactAsync(new GetContactRequest { ContactId = opened.ContactId }, cancellationToken: cancellation);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.NotFound)
        {
            // An earlier run was interrupted after it had closed the access.
        }
        await hub.BreakGlass(SamplePeople.Managers[1]).CloseBreakGlassAsync(
            new CloseBreakGlassRequest { BreakGlassId = opened.BreakGlassId, RequestId = Id("emergency access ends") }, cancellationToken: cancellation);
    }

    private static string Id(string act) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("sample oversight|" + act)).AsSpan(0, 16)).ToString();
}
