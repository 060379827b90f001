using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Tests.People.Identifiers;

public sealed class UpnTests
{
    [Theory]
    [InlineData("B801200005001", false)]
    [InlineData("A950000178301", false)]
    [InlineData("h243278544154", false)]
    [InlineData("W80120000001A", true)]
    [InlineData("Q247962919251", false)]
    [InlineData("W428558133462", false)]
    public void PublishedNumber_IsRead(string text, bool temporary)
    {
        Upn.TryParse(text, out var upn, out _).ShouldBeTrue();
        upn.Value.ShouldBe(text.ToUpperInvariant());
        upn.IsTemporary.ShouldBe(temporary);
    }

    [Theory]
    [InlineData("R247962919251", "check letter")]
    [InlineData("X428558133462", "check letter")]
    [InlineData("B80120000500", "13 characters")]
    [InlineData("B8012000050011", "13 characters")]
    [InlineData("B80120000A001", "11 digits")]
    [InlineData("I801200005001", "without I, O and S")]
    [InlineData("W80120000001O", "without I, O and S")]
    [InlineData("W80120000001é", "without I, O and S")]
    [InlineData("9801200005001", "without I, O and S")]
    [InlineData(null, "13 characters")]
    public void NoUpn_IsRefusedWithAReason(string? text, string reasonPart)
    {
        Upn.TryParse(text, out _, out var reason).ShouldBeFalse();
        reason.ShouldNotBeNull().ShouldContain(reasonPart);
    }

    [Theory]
    [InlineData("B801200005001", "801", true)]
    [InlineData("A950000178301", "950", false)]
    public void UnknownAuthority_IsAWarningOnly(string text, string authority, bool known)
    {
        Upn.TryParse(text, out var upn, out _).ShouldBeTrue();
        upn.AuthorityCode.ShouldBe(authority);
        upn.AuthorityIsKnown.ShouldBe(known);
    }
}
