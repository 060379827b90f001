using System.Globalization;
using Grpc.Health.V1;
using Mash.Bench;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.TestKit;
using Mash.V1;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var providers = new List<DatabaseProvider> { DatabaseProvider.Sqlite };
if (Environment.GetEnvironmentVariable(TestDatabase.PostgresVariable) is { Length: > 0 })
    providers.Add(DatabaseProvider.Postgres);
if (args.Contains("--sqlite"))
    providers = [DatabaseProvider.Sqlite];
if (args.Contains("--postgres"))
    providers = [DatabaseProvider.Postgres];
var quick = args.Contains("--quick");
var duration = TimeSpan.FromSeconds(quick ? 2 : 5);
var warmUp = TimeSpan.FromSeconds(quick ? 2 : 4);
var largeList = quick ? 10_000 : 100_000;

Console.WriteLine($"MASH Hub bench, {Environment.ProcessorCount} cores, client and hub in one process, {DateTime.UtcNow:yyyy-MM-dd}");
var rawOne = RawSqlite.RowsPerSecond(1);
var rawBatch = RawSqlite.RowsPerSecond(64);
Report("raw SQLite FULL, 1 row a commit", rawOne);
Report("raw SQLite FULL, 64 rows a commit", rawBatch);
foreach (var provider in providers)
    await RunAsync(provider);

async Task RunAsync(DatabaseProvider provider)
{
    Console.WriteLine();
    Console.WriteLine($"{provider}");
    await using var hub = await TestHub.StartAsync(provider, realTime: true);
    var agencyId = await hub.AddAgencyAsync("Bench");
    var staff = await hub.AddStaffAsync("Bench Manager", Roles.Manager);
    var agency = new ContactService.ContactServiceClient(hub.AsAgency(agencyId));
    var manager = new ContactService.ContactServiceClient(hub.AsStaff(staff));
    var health = new Health.HealthClient(hub.With(null));
    var counter = 0;

    var empty = await Measure.LoopAsync(64, warmUp, duration, async _ => await health.CheckAsync(new HealthCheckRequest()));
    Report("empty gRPC call, 64 in flight", empty);

    var ordinary = new OrdinaryWay(hub, hub.Services.GetRequiredService<AccessDirectory>().Agency(agencyId)!);
    if (provider == DatabaseProvider.Sqlite)
    {
        await hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            session.Execute(new SqlStatement(OrdinaryWay.KeyTable, 0));
            return true;
        });
    }
    var usual = await Measure.LoopAsync(provider == DatabaseProvider.Sqlite ? 1 : 16, warmUp, duration, _ => ordinary.StoreAsync(Next()));
    Report("the ordinary way, same rows", usual);

    Figure? at64 = null;
    foreach (var inFlight in new[] { 1, 8, 64, 256 })
    {
        var figure = await Measure.LoopAsync(inFlight, warmUp, duration, async _ => await agency.SubmitContactAsync(Samples.Submission(Next())));
        Report($"SubmitContact, {inFlight} in flight", figure, usual);
        if (inFlight == 64)
            at64 = figure;
    }
    var bulk = await Measure.OnceAsync(quick ? 2_000 : 10_000, () => BulkAsync(agency, quick ? 2_000 : 10_000, Next));
    Report("SubmitContacts, one stream", bulk, usual);

    await ProfileAsync(hub, agencyId, Next);

    var ids = (await agency.ListContactsAsync(new ListContactsRequest { PageSize = 200 })).Contacts.Select(contact => contact.ContactId).ToList();
    var get = await Measure.LoopAsync(64, warmUp, duration, async index =>
        await agency.GetContactAsync(new GetContactRequest { ContactId = ids[(index + Interlocked.Increment(ref counter)) % ids.Count] }));
    Report("GetContact with its leaf, 64 in flight", get, empty, "of an empty call");

    await using var small = await TestHub.StartAsync(provider, realTime: true);
    await ListAsync(small, 1_000);
    await ListAsync(small, largeList);
    Console.WriteLine(FormattableString.Invariant($"  SubmitContact at 64 in flight is {at64!.PerSecond / usual.PerSecond:F1} times the ordinary way"));

    ContactDetails Next() => Samples.Concern("Child" + Interlocked.Increment(ref counter), "Family" + (counter % 5000));
}

// Where the time of a submission goes: what its own thread does, and what the one writer does with 64 in flight and no gRPC.
async Task ProfileAsync(TestHub hub, Guid agencyId, Func<ContactDetails> next)
{
    var agency = hub.Services.GetRequiredService<AccessDirectory>().Agency(agencyId)!;
    var ring = hub.Services.GetRequiredService<KeyRing>();
    var writes = hub.Services.GetRequiredService<WriteQueue>();
    var caller = new Caller { Kind = CallerKind.Agency, Issuer = "bench", Subject = "bench", Agency = agency };
    Report("  of it: validate", await Measure.LoopAsync(1, warmUp, duration, _ =>
    {
        var validation = ContactValidator.Validate(next(), new ValidationContext { ReceivedTime = hub.Clock.GetUtcNow(), AgencyKind = AgencyKind.Other, AllowedSourceCodes = null });
        return validation.IsAcceptable ? Task.CompletedTask : throw new InvalidOperationException("The sample is not acceptable.");
    }));
    Report("  of it: canonical form, seals, hashes, tokens", await Measure.LoopAsync(1, warmUp, duration, _ =>
    {
        Draft();
        return Task.CompletedTask;
    }));
    Report("  of it: the writer, 64 in flight, with drafting", await Measure.LoopAsync(64, warmUp, duration, _ => StoreAsync(hub, Draft(), caller)));
    Report("  of it: a write that only adds a leaf", await Measure.LoopAsync(64, warmUp, duration, async _ => await writes.WriteAsync(session =>
    {
        session.Audit(new Mash.Hub.Audit.AuditEntry { Act = "bench", Actor = caller.ToActor(), Subjects = [agencyId] });
        return true;
    })));

    SubmissionDraft Draft() => SubmissionDraft.Of(CanonicalContact.Of(next()), agency, null, Guid.NewGuid(), hub.Clock.GetUtcNow(), ring);
}

async Task ListAsync(TestHub hub, int rows)
{
    var agencyId = await hub.AddAgencyAsync("Bench");
    var agency = hub.Services.GetRequiredService<AccessDirectory>().Agency(agencyId)!;
    var ring = hub.Services.GetRequiredService<KeyRing>();
    var caller = new Caller { Kind = CallerKind.Agency, Issuer = "bench", Subject = "bench", Agency = agency };
    var manager = new ContactService.ContactServiceClient(hub.AsStaff(await hub.AddStaffAsync("Bench Manager", Roles.Manager)));
    var before = hub.Clock.GetUtcNow();
    foreach (var chunk in Enumerable.Range(0, rows).Chunk(500))
    {
        await Task.WhenAll(chunk.Select(index =>
        {
            var details = Samples.Concern("Child" + index, "Family" + (index % 5000));
            var draft = SubmissionDraft.Of(CanonicalContact.Of(details), agency, null, Guid.NewGuid(), before.AddSeconds(-index), ring);
            return StoreAsync(hub, draft, caller);
        }));
    }
    var page = await Measure.LoopAsync(1, warmUp, duration, async _ => await manager.ListContactsAsync(new ListContactsRequest { IncludeCounts = true }));
    Report($"queue page of 50 with counts, {rows:N0} contacts", page);
}

// A submission from its draft on, as SubmitContact hands it to the writer.
static Task StoreAsync(TestHub hub, SubmissionDraft draft, Caller caller) => hub.Services.GetRequiredService<WriteQueue>().WriteAsync(
    new SubmissionWrite(draft, caller, Guid.NewGuid().ToString(), null, hub.Services.GetRequiredService<ConflictMatches>(), hub.Services.GetRequiredService<RestrictionFollow>()).Apply,
    draft.Keys);

static async Task BulkAsync(ContactService.ContactServiceClient agency, int count, Func<ContactDetails> next)
{
    using var stream = agency.SubmitContacts();
    var reading = Task.Run(async () =>
    {
        var answered = 0;
        while (await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (stream.ResponseStream.Current.Accepted is null)
                throw new InvalidOperationException("A contact was refused.");
            answered++;
        }
        return answered;
    });
    for (var index = 0; index < count; index++)
        await stream.RequestStream.WriteAsync(new SubmitContactsRequest { Item = Samples.Submission(next()) });
    await stream.RequestStream.CompleteAsync();
    if (await reading != count)
        throw new InvalidOperationException("Not every contact was answered.");
}

static void Report(string what, object value, Figure? baseline = null, string of = "of the ordinary way")
{
    var line = value is Figure figure
        ? FormattableString.Invariant($"  {what,-48}{figure.PerSecond,10:N0}/s   p50 {figure.P50,8:F2} ms   p99 {figure.P99,8:F2} ms   cpu {figure.CpuMicroseconds,7:N0} us")
            + (baseline is null ? "" : FormattableString.Invariant($"   {figure.PerSecond / baseline.PerSecond,6:F2} {of}"))
        : FormattableString.Invariant($"  {what,-48}{value,10:N0}/s");
    Console.WriteLine(line);
}
