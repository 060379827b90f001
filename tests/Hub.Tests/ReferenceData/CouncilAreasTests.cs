using Mash.Hub.ReferenceData;

namespace Mash.Hub.Tests.ReferenceData;

public sealed class CouncilAreasTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Theory]
    [InlineData("NN1 9WY", nameof(CouncilArea.West))]
    [InlineData("nn39zz", nameof(CouncilArea.West))]
    [InlineData("NN6 9XU", nameof(CouncilArea.West))]
    [InlineData("NN11 9XU", nameof(CouncilArea.West))]
    [InlineData("NN13 9XU", nameof(CouncilArea.West))]
    [InlineData("NN8 9XU", nameof(CouncilArea.North))]
    [InlineData("NN10 9XU", nameof(CouncilArea.North))]
    [InlineData("NN16 9XU", nameof(CouncilArea.North))]
    [InlineData("NN29 9XU", nameof(CouncilArea.North))]
    [InlineData("PE8 9XU", nameof(CouncilArea.North))]
    [InlineData("PE1 9XU", nameof(CouncilArea.OutOfArea))]
    [InlineData("MK40 9YF", nameof(CouncilArea.OutOfArea))]
    [InlineData("OX16 9XU", nameof(CouncilArea.OutOfArea))]
    [InlineData("CV6 9XU", nameof(CouncilArea.OutOfArea))]
    [InlineData("LE2 9XU", nameof(CouncilArea.OutOfArea))]
    [InlineData("E15 9XU", nameof(CouncilArea.OutOfArea))]
    [InlineData("OX17 9XU", nameof(CouncilArea.Unknown))]
    [InlineData("ZZ99 3VZ", nameof(CouncilArea.Unknown))]
    [InlineData("NN16", nameof(CouncilArea.Unknown))]
    [InlineData(" ", nameof(CouncilArea.Unknown))]
    [InlineData(null, nameof(CouncilArea.Unknown))]
    public void Postcode_HasTheCouncilOfItsDistrict(string? postcode, string area) =>
        CouncilAreas.Default.Of(postcode, Today).ToString().ShouldBe(area);

    [Fact]
    public void DistrictThatMoves_ChangesOnItsDate()
    {
        var areas = new CouncilAreas([new("NN6", CouncilArea.North, new(2027, 4, 1)), new("NN6", CouncilArea.West, new(2021, 4, 1))]);

        areas.Of("NN6 9XU", new(2027, 3, 31)).ShouldBe(CouncilArea.West);
        areas.Of("NN6 9XU", new(2027, 4, 1)).ShouldBe(CouncilArea.North);
    }
}
