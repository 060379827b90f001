using System.Collections.Concurrent;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Access.Matrix;

/// <summary>
/// Every combination of caller, rpc, relationship and state, called for real and compared with matrix.txt. On SQLite all of them; on PostgreSQL
/// a subset in which every pair of rpc and caller, of caller and contact, and of rpc and contact occurs. Relationships: where the contact was routed, who
/// sent it, a restriction, being named for it, an emergency access, and an interest of one's own with each of them.
/// </summary>
public class AccessMatrixTests
{
    private readonly MatrixSpec spec = MatrixSpec.Read();

    [Fact]
    public void EveryRpcAndEveryRole_IsInTheMatrix()
    {
        spec.Rpcs.Keys.ShouldBe(RpcPolicies.All.Keys.Select(rpc => rpc[(rpc.LastIndexOf('.') + 1)..]), ignoreOrder: true);
        string[] roles = [.. Roles.Names.Keys, .. Roles.AgencyNames.Keys];
        string[] known = [.. roles, "service", "no_role", "anybody"];
        spec.Rpcs.Values.SelectMany(callers => callers).Select(caller => caller.Split(':')[0]).Distinct().ShouldBeSubsetOf([.. known, "front_door"]);
        roles.ShouldBeSubsetOf(spec.Rpcs["AccessService/GetMe"]);
        spec.Sees.Keys.ShouldBeSubsetOf(known);
        spec.Standing.Keys.ShouldBe([.. roles, "service"], ignoreOrder: true);
        spec.Standing.Values.ShouldAllBe(cells => cells.Length == spec.Relationships.Count);
        spec.Areas.Keys.ShouldBe(Enum.GetNames<Area>().Where(area => area != nameof(Area.Unspecified)), ignoreOrder: true);
    }

    [Fact]
    public void EveryRpcAboutAContact_IsCalledOnContacts()
    {
        string[] notFoundByIt = ["ListContacts", "ListEvents"];

        MatrixCalls.Rpcs.Where(rpc => rpc.InputType.FindFieldByName("contact_id") is not null).Select(rpc => rpc.Name).Except(notFoundByIt)
            .ShouldBe(MatrixCalls.OnContact.Keys, ignoreOrder: true, "Say how the matrix calls it in MatrixCalls.OnContact.");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EveryCombination_HappensAsTheMatrixSays(DatabaseProvider provider)
    {
        await using var world = await MatrixWorld.StartAsync(provider, spec);
        var wrong = new ConcurrentBag<string>();

        await KnockAtEveryDoorAsync(world, wrong);
        await CallOnEveryContactAsync(world, everyCell: provider == DatabaseProvider.Sqlite, wrong);
        await ActInEveryStateAsync(world, everyCell: provider == DatabaseProvider.Sqlite, wrong);
        await FindAsEveryCallerAsync(world, "ContactService/ListContacts", MatrixCalls.ListsAsync, wrong);
        await FindAsEveryCallerAsync(world, "PersonService/LookUpPerson", MatrixCalls.FindsAsync, wrong);
        await AskForAreasAsync(world, wrong);
        await ComeIntoARelationshipAsync(world, wrong);

        wrong.Order(StringComparer.Ordinal).ShouldBeEmpty();
    }

    private Task KnockAtEveryDoorAsync(MatrixWorld world, ConcurrentBag<string> wrong)
    {
        var cells = MatrixCalls.Rpcs.SelectMany(rpc => world.Callers.Select(caller => (rpc, caller)));
        return InParallelAsync(cells, async cell =>
        {
            var (rpc, caller) = cell;
            var admitted = spec.Admits(MatrixCalls.Name(rpc), caller);
            var (code, text) = await MatrixCalls.KnockAsync(rpc, world.As(caller));
            var refused = code is StatusCode.Unauthenticated or StatusCode.PermissionDenied;
            var expectedRefusal = caller.Token is null ? StatusCode.Unauthenticated : StatusCode.PermissionDenied;
            if (admitted == refused || (refused && code != expectedRefusal) || code is StatusCode.Unknown or StatusCode.Internal or StatusCode.Unimplemented)
                wrong.Add($"{MatrixCalls.Name(rpc)} as {caller}: {(admitted ? "should be admitted" : "should be refused")}, was {code} {text}");
        });
    }

    /// <summary>Whoever sees a contact gets as far as its content or its version; for everybody else it is not there.</summary>
    private Task CallOnEveryContactAsync(MatrixWorld world, bool everyCell, ConcurrentBag<string> wrong)
    {
        var rpcs = MatrixCalls.OnContact.Keys.ToList();
        var cells = Cells(rpcs, world.Callers, world.Contacts, everyCell).Where(cell => spec.Admits(NameOf(cell.Rpc), cell.Caller));
        return InParallelAsync(cells, async cell =>
        {
            var shown = spec.Shows(cell.Contact, cell.Caller);
            if (shown && MatrixCalls.WithoutEtag.Contains(cell.Rpc))
            {
                await AddToRelatedAsync(world, cell, wrong);
                return;
            }
            var code = await MatrixCalls.CallAsync(cell.Rpc, world.As(cell.Caller), cell.Contact);
            var expected = (shown, cell.Rpc) switch
            {
                (false, _) => StatusCode.NotFound,
                (true, "GetContact" or "GetProtectedAddress" or "PreviewDecision") => StatusCode.OK,
                _ => StatusCode.Aborted,
            };
            if (code != expected)
                wrong.Add($"{cell.Rpc} as {cell.Caller} on {cell.Contact}: should be {expected}, was {code}");
        });
    }

    /// <summary>Adding information changes nothing for the others: it is done for real where a relationship shows the contact, also to a restricted one.</summary>
    private async Task AddToRelatedAsync(MatrixWorld world, (string Rpc, MatrixCaller Caller, MatrixContact Contact) cell, ConcurrentBag<string> wrong)
    {
        if (cell.Rpc != "AddInformation" || cell.Contact.Relationship == MatrixContact.Plain)
            return;
        var code = await MatrixCalls.CallAsync(cell.Rpc, world.As(cell.Caller), cell.Contact);
        var succeeds = spec.Succeeds(cell.Rpc, cell.Contact, cell.Caller);
        if (succeeds ? code != StatusCode.OK : code is not (StatusCode.FailedPrecondition or StatusCode.PermissionDenied))
            wrong.Add($"{cell.Rpc} as {cell.Caller} on {cell.Contact}: should {(succeeds ? "succeed" : "be refused")}, was {code}");
    }

    /// <summary>Acts for real. What should succeed gets a contact of its own; what should be refused must leave the shared one as it was.</summary>
    private Task ActInEveryStateAsync(MatrixWorld world, bool everyCell, ConcurrentBag<string> wrong)
    {
        var cells = Cells([.. spec.Acts.Keys], world.Callers, [.. world.Contacts.Where(contact => contact.Relationship == MatrixContact.Plain)], everyCell)
            .Where(cell => spec.Admits(NameOf(cell.Rpc), cell.Caller) && spec.Shows(cell.Contact, cell.Caller));
        return InParallelAsync(cells, async cell =>
        {
            var succeeds = spec.Succeeds(cell.Rpc, cell.Contact, cell.Caller);
            var contact = succeeds ? await world.MakeAsync(cell.Contact.State, cell.Contact.Agency) : cell.Contact;
            var code = await MatrixCalls.CallAsync(cell.Rpc, world.As(cell.Caller), contact, forReal: true);
            if (succeeds ? code != StatusCode.OK : code is not (StatusCode.FailedPrecondition or StatusCode.PermissionDenied))
                wrong.Add($"{cell.Rpc} for real as {cell.Caller} on {cell.Contact}: should {(succeeds ? "succeed" : "be refused")}, was {code}");
        });
    }

    /// <summary>A list, or a look-up by reference, finds every contact that the caller sees, and no other.</summary>
    private Task FindAsEveryCallerAsync(MatrixWorld world, string rpc, Func<CallInvoker, MatrixContact, Task<bool>> find, ConcurrentBag<string> wrong) =>
        InParallelAsync(world.Callers.Where(caller => spec.Admits(rpc, caller)), async caller =>
        {
            foreach (var contact in world.Contacts)
            {
                var found = await find(world.As(caller), contact);
                if (found != spec.Shows(contact, caller))
                    wrong.Add($"{rpc} as {caller}: {contact} should {(found ? "not " : "")}be found");
            }
        });

    /// <summary>Who cannot be named is refused; and an interest stands against opening what it hides, as if there were no such contact.</summary>
    private async Task ComeIntoARelationshipAsync(MatrixWorld world, ConcurrentBag<string> wrong)
    {
        foreach (var caller in world.NeverNamed)
        {
            var code = await MatrixCalls.CodeOfAsync(() => world.NameAsync(caller, "named"));
            if (code != StatusCode.InvalidArgument)
                wrong.Add($"Naming {caller}: should be refused, was {code}");
        }
        foreach (var contact in world.Contacts.Where(contact => contact.Relationship.EndsWith("interest", StringComparison.Ordinal)))
        {
            foreach (var caller in world.Callers.Where(caller => caller.HasInterest && spec.Admits("BreakGlassService/OpenBreakGlass", caller)))
            {
                var code = await MatrixCalls.CodeOfAsync(() => world.OpenAsync(caller, contact));
                if (code != StatusCode.NotFound)
                    wrong.Add($"OpenBreakGlass as {caller} on {contact}: should be {StatusCode.NotFound}, was {code}");
            }
        }
    }

    /// <summary>The front door offers the pages of these areas and no others.</summary>
    private Task AskForAreasAsync(MatrixWorld world, ConcurrentBag<string> wrong) =>
        InParallelAsync(world.Callers.Where(caller => spec.Admits("AccessService/GetMe", caller)), async caller =>
        {
            var areas = (await new AccessService.AccessServiceClient(world.As(caller)).GetMeAsync(new GetMeRequest())).Areas.Select(area => area.ToString()).Order().ToList();
            var expected = spec.Areas.Where(area => caller.Keys.Any(area.Value.Contains)).Select(area => area.Key).Order().ToList();
            if (!areas.SequenceEqual(expected))
                wrong.Add($"Areas of {caller}: should be {string.Join(" ", expected)}, were {string.Join(" ", areas)}");
        });

    private string NameOf(string rpc) => spec.Rpcs.Keys.Single(name => name.EndsWith("/" + rpc, StringComparison.Ordinal));

    /// <summary>All cells, or those of a Latin cube: every pair of any two of the three occurs.</summary>
    private static IEnumerable<(string Rpc, MatrixCaller Caller, MatrixContact Contact)> Cells(
        List<string> rpcs, List<MatrixCaller> callers, List<MatrixContact> contacts, bool everyCell) =>
        from rpc in rpcs.Index()
        from caller in callers.Index()
        from contact in contacts.Index()
        where everyCell || (rpc.Index + caller.Index + contact.Index) % rpcs.Count == 0
        select (rpc.Item, caller.Item, contact.Item);

    private static Task InParallelAsync<T>(IEnumerable<T> cells, Func<T, Task> call) =>
        Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (cell, _) => await call(cell));
}
