using Mash.AgencyCli.Mapping;
using Mash.V1;

namespace Mash.AgencyCli.Tests.Mapping;

/// <summary>
/// What the mapping alone decides about each row of the police file. The rows that only the hub can decide
/// (31, 47, 307, 323, 328, 381 and the repeats) are followed to their end in FileSubmissionTests (the hub's content rules on a
/// stand-in) and HubSubmissionTests (the hub itself, on both databases).
/// </summary>
public sealed class PoliceMappingTests
{
    private static readonly int[] s_decidedByHub = [31, 47, 307, 323, 328, 381];

    [Fact]
    public async Task EveryRow_HasExactlyTheFaultsAndWarningsThatItsValuesGive()
    {
        var exceptions = Samples.PoliceExceptions().ToDictionary(e => e.Row);
        var mapped = await Samples.MapAsync("police-notices");

        mapped.Count.ShouldBe(420);
        for (var row = 1; row <= mapped.Count; row++)
        {
            var expected = exceptions.GetValueOrDefault(row);
            var faults = expected is null || s_decidedByHub.Contains(row) ? [] : expected.Fields;
            mapped[row - 1].Faults.Select(f => f.Column).ShouldBe(faults, ignoreOrder: true, $"faults of row {row}");
            mapped[row - 1].Warnings.Select(w => w.Column).ShouldBe(expected?.Warnings ?? [], ignoreOrder: true, $"warnings of row {row}");
        }
    }

    [Theory]
    [InlineData(31, "contact.incident_time", "incident_time")]
    [InlineData(47, "contact.concern.narrative", "narrative")]
    [InlineData(323, "contact.children[0].name", "child_family_name child_given_names")]
    [InlineData(328, "contact.children[0].date_of_birth", "child_dob")]
    [InlineData(381, "contact.concern.narrative", "narrative")]
    [InlineData(220, "contact.children[0].addresses[0].postcode", "postcode")]
    [InlineData(2, "contact.people[0].name.family", "parent1_name")]
    [InlineData(2, "contact.people[1].date_of_birth", "parent2_dob")]
    [InlineData(2, "contact.people", "parent1_name")]
    [InlineData(2, "contact.concern.categories[0]", "category_tags")]
    public async Task HubFinding_IsToldByItsColumns(int row, string field, string columns)
    {
        var mapped = await Samples.MapAsync("police-notices");

        mapped[row - 1].Trace.SourcesOf(field).ShouldBe(columns.Split(' '));
    }

    [Fact]
    public async Task TimeThatOccursTwice_TakesTheFirst()
    {
        var mapped = await Samples.MapAsync("police-notices");

        mapped[14].Contact.IncidentTime.ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task RepeatedRows_BecomeEqualContactsAndTheConflictDoesNot()
    {
        var mapped = await Samples.MapAsync("police-notices");

        mapped[273].Contact.ShouldBe(mapped[206].Contact);
        mapped[335].Contact.ShouldBe(mapped[292].Contact);
        mapped[306].Contact.ShouldNotBe(mapped[235].Contact);
    }

    [Fact]
    public async Task OddText_IsKeptAsReceived()
    {
        var records = await Samples.RecordsAsync("police-notices");
        var mapped = await Samples.MapAsync("police-notices");

        mapped[219].Contact.Children[0].Name.Family.ShouldBe("  Ginns\u00A0");
        mapped[219].Contact.Children[0].Name.Given.ShouldBe("\tSummer\u200B ");
        mapped[187].Contact.People[2].Name.Unsplit.ShouldBe("@SUM(1+1)*cmd|' /C calc'!A0");
        for (var i = 0; i < records.Count; i++)
        {
            mapped[i].Contact.Concern.Narrative.ShouldBe(records[i].Content!["narrative"]!.GetValue<string>());
            mapped[i].Contact.Children[0].Voice.Words.ShouldBe(records[i].Content!["child_voice"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task UnbornChild_IsMarkedAndHasAMother()
    {
        var mapped = (await Samples.MapAsync("police-notices"))[74].Contact;

        mapped.Children.ShouldHaveSingleItem().Unborn.ShouldBeTrue();
        mapped.Children[0].ExpectedDeliveryDate.ShouldBe(new Date { Year = 2027, Month = 3, Day = 2 });
        mapped.People[0].Relationship.ShouldBe("mother");
        mapped.People[2].Relationship.ShouldBe("grandmother");
        mapped.People[2].Name.Family.ShouldBe("NUTT");
    }

    [Fact]
    public async Task Agreement_IsTwoAnswers()
    {
        var mapped = await Samples.MapAsync("police-notices");

        foreach (var contact in mapped.Select(m => m.Contact))
        {
            if (contact.ServiceAgreement.Status == ServiceAgreementStatus.NotSought)
                contact.FamilyAwareness.ReasonNotTold.ShouldNotBeEmpty();
            contact.FamilyAwareness.Aware.ShouldBe(contact.ServiceAgreement.Status != ServiceAgreementStatus.NotSought);
        }
    }

    [Fact]
    public async Task Addresses_AreSplitIntoLinesAndTown_AndHomelessAndConfidentialOnesMarked()
    {
        var mapped = await Samples.MapAsync("police-notices");

        var flat = mapped[322].Contact.Children[0].Addresses.ShouldHaveSingleItem();
        flat.Lines.ShouldBe(["Flat 3", "51 Hobbinfield Walk"]);
        flat.Town.ShouldBe("Finedon");
        mapped[110].Contact.Children[0].Addresses[0].Type.ShouldBe(AddressType.NoFixedAbode);
        mapped[323].Contact.Children[0].Addresses[0].Confidential.ShouldBeTrue();
    }

    [Fact]
    public async Task InterpreterWithoutAParent_IsForTheChild()
    {
        var mapped = await Samples.MapAsync("police-notices");

        mapped[110].Contact.Children[0].InterpreterNeeded.ShouldBeTrue();
        mapped[248].Contact.People[0].InterpreterLanguage.ShouldBe("Lithuanian");
        mapped[248].Contact.Children[0].HasInterpreterNeeded.ShouldBeFalse();
    }
}
