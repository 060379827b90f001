using Mash.AgencyClient;
using Mash.V1;

// A process to be killed: submits without end from several threads and prints each id after the outbox has acknowledged it.
// Arguments: hub address, authority, key file, CA file or "-", agency id, outbox directory.
var options = new MashAgencyClientOptions
{
    HubAddress = new Uri(args[0]),
    Authority = new Uri(args[1]),
    SigningKeyFile = args[2],
    CaCertificateFile = args[3] == "-" ? null : args[3],
    AgencyId = args[4],
    OutboxDirectory = args[5],
    HubTelephone = "01632 960100",
    FirstRetryDelay = TimeSpan.FromMilliseconds(5),
    LongestRetryDelay = TimeSpan.FromMilliseconds(50),
};
await using var client = MashAgencyClient.Create(options);
var output = Console.Out;
await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(SubmitForeverAsync)));

async Task SubmitForeverAsync()
{
    while (true)
    {
        var contact = new ContactDetails { SourceCode = "3A", Concern = new Concern { Narrative = new string('n', 500) } };
        var handle = await client.SubmitAsync(contact);
        lock (output)
        {
            output.WriteLine(handle.SubmissionId);
            output.Flush();
        }
    }
}
