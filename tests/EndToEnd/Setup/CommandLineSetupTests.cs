using Mash.AgencyClient;
using Mash.EndToEnd.Journeys;
using Mash.EndToEnd.Product;
using Mash.Hub.Storage;
using Mash.TestKit;

namespace Mash.EndToEnd.Setup;

/// <summary>A new hub gets its first people and agencies by the command line, with keys that the agency made, and they can work.</summary>
public sealed class CommandLineSetupTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Password = "a long password of a test";

    [Theory]
    [OnEachDatabase]
    internal async Task FirstAdministratorAndAgency_AreMadeByTheCommandLineAndCanWork(DatabaseProvider provider)
    {
        await using var product = ProductProcess.Create(provider);
        var directory = Directory.CreateDirectory(Path.Combine(product.Directory, "agency")).FullName;
        var keyFile = Path.Combine(directory, "key.pem");
        var made = await OutsideProgram.RunAgencyCliAsync("keys", "new", "--out", keyFile);
        made.ExitCode.ShouldBe(0, made.Error);
        var publicKey = Path.Combine(directory, "key.jwk");
        await File.WriteAllTextAsync(publicKey, made.Output);

        await product.AdministerAsync($"{Password}\n", "admin", "create", "--name", "Priya Nandakumar", "--email", "priya@mash.example");
        var id = await product.AdministerAsync("", "agency", "register", "--name", "Bellfounder School", "--kind", "school",
            "--telephone", "01632 960001", "--source", "2A", "--key", publicKey);
        await product.StartAsync();

        var agency = new AgencyAccess(product, Guid.Parse(id.Trim()), directory, KeyId: "");
        await using var client = agency.Client("outbox");
        (await (await client.SubmitAsync(Siblings.Concern(DateTimeOffset.UtcNow))).Completion).ShouldBeOfType<AcceptedSubmission>();
        await using var staff = await StaffBrowser.OpenAsync(chromium.Browser, product, width: 1280);
        await staff.Page.GotoAsync("/agencies");
        await staff.SendCredentialsAsync("priya@mash.example", Password);
        await staff.SetUpAuthenticatorAsync();
        await staff.HeadingAsync("Agencies");
        await staff.Page.GetByText("Bellfounder School").First.WaitForAsync();
        await staff.LookAsync("agencies");
    }
}
