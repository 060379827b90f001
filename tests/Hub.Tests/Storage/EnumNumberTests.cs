using System.Globalization;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Tests.Storage;

/// <summary>C# lets two names of an enum have one number and says nothing. Numbers stand in seals, tokens and messages: each has one meaning.</summary>
public class EnumNumberTests
{
    [Fact]
    public void NoTwoNamesOfAnEnum_HaveTheSameNumber()
    {
        var enums = new[] { typeof(RecordKind).Assembly, typeof(Area).Assembly }.SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsEnum).ToList();

        enums.ShouldContain(typeof(RecordKind));
        enums.ShouldContain(typeof(Area));
        enums.SelectMany(type => Repeated(Enum.GetNames(type).Select(name => ($"{type.Name}.{name}", Number(type, name))))).ShouldBeEmpty();
    }

    [Fact]
    public void TwoNamesOfOneNumber_AreFound() => Repeated([("One", 1), ("Two", 2), ("Also", 2)]).ShouldBe(["Two = Also"]);

    private static IEnumerable<string> Repeated(IEnumerable<(string Name, long Number)> names) => names.GroupBy(name => name.Number)
        .Where(number => number.Count() > 1)
        .Select(number => string.Join(" = ", number.Select(name => name.Name)));

    private static long Number(Type type, string name) => Convert.ToInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture);
}
