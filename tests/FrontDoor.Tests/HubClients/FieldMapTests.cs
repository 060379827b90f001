using Mash.FrontDoor.HubClients;

namespace Mash.FrontDoor.Tests.HubClients;

public sealed class FieldMapTests
{
    private static readonly FieldMap Map = new(("indicator_ids", "Indicators"), ("contact.children.name", "ChildName"), ("contact", "Contact"));

    [Theory]
    [InlineData("indicator_ids", "Indicators")]
    [InlineData("indicator_ids[3]", "Indicators")]
    [InlineData("contact.children[0].name", "ChildName")]
    [InlineData("contact.children[0].name.family", "ChildName")]
    [InlineData("contact.people[2].telephones[1]", "Contact")]
    [InlineData("request_id", "")]
    public void Path_LeadsToTheNearestQuestionThatIsAboutIt(string path, string field) => Map.FieldFor(path).ShouldBe(field);
}
