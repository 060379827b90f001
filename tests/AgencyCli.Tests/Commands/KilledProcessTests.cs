using Mash.AgencyCli.Commands;
using Mash.AgencyCli.Tests.HubStandIn;

namespace Mash.AgencyCli.Tests.Commands;

public sealed class KilledProcessTests
{
    [Fact]
    public async Task SubmitThatIsKilled_GoesOnWhenItIsRunAgain()
    {
        await using var hub = await TestHub.StartAsync();
        hub.State.HoldAfter = 150;
        var path = hub.FileOf("notices.csv", await File.ReadAllTextAsync(Samples.PathOf("police-notices")));
        var configuration = hub.Configuration();

        using (var killed = MashAgency.Start("submit", path, "--config", configuration))
        {
            await Task.WhenAny(hub.State.ReachedAsync(151), killed.WaitForExitAsync());
            killed.HasExited.ShouldBeFalse();
            killed.Kill();
            await killed.WaitForExitAsync();
        }
        File.Exists(path + ".rejects.csv").ShouldBeFalse();
        hub.State.Release();
        using var again = MashAgency.Start("submit", path, "--config", configuration);
        await again.WaitForExitAsync();

        again.ExitCode.ShouldBe(ExitCodes.Refused);
        hub.State.Stored.Count.ShouldBe(407);
        (await File.ReadAllLinesAsync(path + ".rejects.csv")).Length.ShouldBe(1 + 13);
    }
}
