using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.AgencyCli.Generation;

/// <summary>
/// Makes plausible contacts about people who do not exist, for load and tests. The same seed, time and source code give the same contacts,
/// so that a second run submits the same references. Every contact passes the hub's checks.
/// </summary>
/// <param name="seed">Names the series; stands in every reference.</param>
/// <param name="asOf">The newest time in any contact: at or before the hub's time of receipt, and by less than a month.</param>
/// <param name="sourceCode">Source code of every contact; the agency must be allowed to use it.</param>
internal sealed class ContactGenerator(long seed, DateTimeOffset asOf, string sourceCode = "6")
{
    /// <summary>The time that generated contacts end at where the user names none: fixed, so that a seed is enough to repeat a series.</summary>
    public static readonly DateTimeOffset DefaultAsOf = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly Rag[] s_rags = [Rag.Blue, Rag.Green, Rag.Green, Rag.Amber, Rag.Amber, Rag.Red];

    private static readonly DateTimeOffset s_birthdays = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The contacts in order, without end.</summary>
    public IEnumerable<ContactDetails> Contacts() => Enumerable.Range(0, int.MaxValue).Select(At);

    /// <summary>One contact by its place in the series.</summary>
    /// <param name="index">From 0.</param>
    public ContactDetails At(int index)
    {
        var numbers = new SeededNumbers(unchecked(((ulong)seed * 0x100000001B3) ^ ((ulong)index * 0x9E3779B97F4A7C15)));
        return new Series(numbers, asOf).Contact(
            string.Create(CultureInfo.InvariantCulture, $"GEN-{seed}-{index:D6}"), sourceCode);
    }

    private sealed class Series(SeededNumbers numbers, DateTimeOffset asOf)
    {
        private readonly FictionalIdentifiers _identifiers = new(numbers);

        public ContactDetails Contact(string reference, string sourceCode)
        {
            var created = asOf.AddMinutes(-numbers.Between(1, 600));
            var family = numbers.Pick(Words.Families);
            var mother = numbers.Pick(Words.Women);
            var (town, district) = numbers.Pick(Words.Towns);
            var home = new Address
            {
                Lines = { $"{numbers.Between(1, 120)} {numbers.Pick(Words.Streets)}" },
                Town = town,
                Postcode = _identifiers.Postcode(district),
                Type = AddressType.Home,
            };
            var contact = new ContactDetails
            {
                SourceCode = sourceCode,
                Channel = Channel.System,
                SenderReference = reference,
                IncidentTime = Timestamp.FromDateTimeOffset(created.AddMinutes(-numbers.Between(20, 900))),
                SenderCreatedTime = Timestamp.FromDateTimeOffset(created),
                Referrer = Referrer(),
                ReferrerRag = numbers.Pick(s_rags),
            };
            AddChildren(contact, family, home, created);
            AddPeople(contact, family, mother);
            AddConcern(contact, mother, home.Lines[0]);
            AddAgreement(contact);
            return contact;
        }

        private Referrer Referrer() => new()
        {
            Name = $"{numbers.Pick(Words.Women)} {numbers.Pick(Words.Families)}",
            Role = numbers.Pick(Words.Roles),
            Organisation = "Fictional partner agency",
            Telephone = _identifiers.Landline(),
            Email = "safeguarding@partner.example",
        };

        private void AddChildren(ContactDetails contact, string family, Address home, DateTimeOffset created)
        {
            if (numbers.InPercent(4))
            {
                contact.Children.Add(new Child
                {
                    Name = new PersonName { Family = family },
                    Unborn = true,
                    ExpectedDeliveryDate = Day(created.AddDays(numbers.Between(30, 200))),
                    Sex = Sex.Unknown,
                    Ethnicity = "NOBT",
                    Addresses = { home },
                });
                return;
            }
            var count = numbers.InPercent(70) ? 1 : numbers.Between(2, 3);
            for (var i = 0; i < count; i++)
                contact.Children.Add(Child(family, home, created));
        }

        private Child Child(string family, Address home, DateTimeOffset created)
        {
            var girl = numbers.InPercent(50);
            var oldest = created.AddYears(-17);
            var born = oldest.AddDays(numbers.Below((int)(created.AddDays(-30) - oldest).TotalDays));
            var age = created.Year - born.Year;
            var child = new Child
            {
                Name = new PersonName { Family = family, Given = numbers.Pick(girl ? Words.Girls : Words.Boys) },
                DateOfBirth = Day(born),
                Sex = girl ? Sex.Female : Sex.Male,
                Ethnicity = numbers.Pick(Words.Ethnicities),
                FirstLanguage = numbers.Pick(Words.Languages),
                Disabilities = { numbers.InPercent(90) ? "NONE" : numbers.Pick(Words.Disabilities) },
                Addresses = { home.Clone() },
                Voice = new ChildVoice { Seen = true, SeenAlone = numbers.InPercent(50), Words = numbers.Pick(Words.Voices) },
            };
            if (numbers.InPercent(70))
            {
                child.NhsNumber = _identifiers.NhsNumber();
                child.NhsNumberStatus = numbers.InPercent(80) ? NhsNumberStatus.Verified : NhsNumberStatus.Stated;
            }
            if (age is >= 6 and <= 16)
            {
                child.Education = new EducationSetting { Name = numbers.Pick(Words.Schools) };
                child.Upn = _identifiers.Upn(born.Year + 5);
            }
            return child;
        }

        private void AddPeople(ContactDetails contact, string family, string mother)
        {
            contact.People.Add(Adult(new PersonName { Family = family, Given = mother }, "mother", livesWithChild: true));
            if (numbers.InPercent(75))
            {
                var name = new PersonName { Family = numbers.InPercent(60) ? family : numbers.Pick(Words.Families), Given = numbers.Pick(Words.Men) };
                var father = Adult(name, "father", numbers.InPercent(60));
                father.AbsentParent = !father.LivesWithChild;
                contact.People.Add(father);
            }
        }

        private NetworkPerson Adult(PersonName name, string relationship, bool livesWithChild)
        {
            var person = new NetworkPerson
            {
                Name = name,
                Relationship = relationship,
                LivesWithChild = livesWithChild,
                ParentalResponsibility = true,
                DateOfBirth = Day(s_birthdays.AddDays(-numbers.Below(9000))),
            };
            if (numbers.InPercent(60)) person.Telephones.Add(_identifiers.Mobile());
            return person;
        }

        private void AddConcern(ContactDetails contact, string mother, string place)
        {
            var (narrative, codes) = numbers.Pick(Words.Concerns);
            var first = contact.Children[0];
            contact.Concern = new Concern
            {
                Narrative = string.Format(CultureInfo.InvariantCulture, narrative, first.Unborn ? "The elder child" : first.Name.Given, mother, place),
                Categories = { codes },
            };
            contact.SignsOfSafety = new SignsOfSafety { Scale = numbers.Between(1, 9) };
            contact.ReferrerLevel = numbers.Between(1, 4);
        }

        private void AddAgreement(ContactDetails contact)
        {
            var aware = numbers.InPercent(75);
            contact.FamilyAwareness = new FamilyAwareness
            {
                Aware = aware,
                ReasonNotTold = aware ? "" : "Telling the family could place the child at greater risk",
            };
            contact.ServiceAgreement = new ServiceAgreement
            {
                Status = !aware ? ServiceAgreementStatus.NotSought
                    : numbers.InPercent(70) ? ServiceAgreementStatus.Given : ServiceAgreementStatus.Refused,
            };
        }

        private static Date Day(DateTimeOffset time) => new() { Year = time.Year, Month = time.Month, Day = time.Day };
    }
}
