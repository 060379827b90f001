using Grpc.Core;
using Mash.AgencyClient;
using Mash.EndToEnd.Product;
using Mash.Hub.Access;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Mash.TestKit;
using Mash.V1;

namespace Mash.EndToEnd.Journeys;

/// <summary>An agency is suspended in the browser while its system listens: the stream ends, and neither hub nor issuer takes it any more.</summary>
public sealed class SuspensionJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [OnEachDatabase]
    internal async Task SuspendedAgency_LosesItsStreamAndItsTokens(DatabaseProvider provider)
    {
        AgencyAccess agency = null!;
        StaffMember administrator = null!;
        await using var product = await ProductProcess.StartAsync(provider, async preparation =>
        {
            agency = await preparation.AddAgencyAsync("Bellfounder School", Hub.Agencies.AgencyKind.School, "2A");
            administrator = await preparation.AddStaffAsync("Priya Nandakumar", Roles.Administrator);
        });
        await using var client = agency.Client("outbox");
        (await (await client.SubmitAsync(Siblings.Concern(DateTimeOffset.UtcNow))).Completion).ShouldBeOfType<AcceptedSubmission>();
        using var system = await AgencySystem.ConnectAsync(agency);
        using var stream = system.Events.WatchEvents(new WatchEventsRequest());
        (await stream.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();
        (await system.AskForTokenAsync()).ShouldBeNull();

        await using var priya = await StaffBrowser.OpenAsync(chromium.Browser, product, width: 1280);
        await priya.SignInAsync(administrator, $"/agencies/{agency.Id}/suspend");
        await priya.FillAsync("Why", "Their laptop with the key was stolen this morning.");
        await priya.PressAsync("Suspend agency");
        await priya.Page.GetByText("Suspended. Its system can do nothing.").WaitForAsync();
        var ended = await EndOfAsync(stream.ResponseStream);
        await priya.LookAsync("agency-suspended");

        ended.ShouldBe(StatusCode.Unauthenticated);
        (await Should.ThrowAsync<RpcException>(async () => await system.Events.ListEventsAsync(new ListEventsRequest()))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await system.AskForTokenAsync()).ShouldBe("unauthorized_client", "the issuer gives it no other");
        priya.ShouldHaveNothingToComplainAbout();
    }

    private static async Task<StatusCode> EndOfAsync(IAsyncStreamReader<WatchEventsResponse> stream)
    {
        using var patience = new CancellationTokenSource(Limit);
        try
        {
            while (await stream.MoveNext(patience.Token))
            {
                // Events and heartbeats until it ends.
            }
            return StatusCode.OK;
        }
        catch (RpcException end)
        {
            return end.StatusCode;
        }
    }
}
