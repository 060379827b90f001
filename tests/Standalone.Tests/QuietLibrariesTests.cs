using Mash.Hub.Storage;
using Mash.Identity.Storage;
using Mash.Standalone.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Logging;

namespace Mash.Standalone.Tests;

/// <summary>Libraries that can write people's data or tokens into logs are told not to.</summary>
public sealed class QuietLibrariesTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task ComposedProduct_KeepsValuesOutOfTheLibrariesOwnMessages(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);

        IdentityModelEventSource.ShowPII.ShouldBeFalse();
        IdentityModelEventSource.LogCompleteSecurityArtifact.ShouldBeFalse();
        using var lease = run.Host.HubServices.GetRequiredService<HubDatabase>().Read();
        using var hub = lease.OpenContext();
        await using var identity = await run.Host.HubServices.GetRequiredService<IDbContextFactory<IdentityDb>>().CreateDbContextAsync();
        foreach (var context in new DbContext[] { hub, identity })
        {
            var core = context.GetService<IDbContextOptions>().FindExtension<CoreOptionsExtension>()!;
            (core.IsSensitiveDataLoggingEnabled, core.DetailedErrorsEnabled).ShouldBe((false, false));
        }
    }
}
