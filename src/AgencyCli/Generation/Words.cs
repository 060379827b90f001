namespace Mash.AgencyCli.Generation;

/// <summary>Words that generated contacts are made of. Names are common ones, combined by chance.</summary>
internal static class Words
{
    public static readonly string[] Girls =
    [
        "Amelia", "Isla", "Freya", "Aisha", "Zofia", "Grace", "Niamh", "Daisy", "Maryam", "Ioana", "Eleanor", "Ruby", "Lily-Mae", "Precious", "Anika",
    ];

    public static readonly string[] Boys =
    [
        "Oliver", "Kian", "Muhammad", "Jakub", "Harrison", "Leo", "Tyler", "Kwame", "Andrei", "Finley", "Noah", "Arjun", "Callum", "Yusuf", "Théo",
    ];

    public static readonly string[] Women =
    [
        "Natalie", "Rebecca", "Ewa", "Fatima", "Joanne", "Samantha", "Simona", "Claire", "Priya", "Abigail", "Grażyna", "Siobhán", "Hayley", "Comfort",
    ];

    public static readonly string[] Men =
    [
        "David", "Gary", "Tomasz", "Hassan", "Liam", "Matthew", "Adrian", "Christopher", "Sanjay", "Robert", "Kofi", "Darren", "Ryan", "José",
    ];

    public static readonly string[] Families =
    [
        "Eady", "Whitlock", "Kowalska", "Begum", "Taylor", "Munteanu", "O'Connor", "Patel", "Appiah", "Tebbutt", "Knight", "Bennett-Clarke", "Ahmed",
        "Roughton", "Haddon", "Nowak", "Pebody", "Singh", "Warsame", "Garley",
    ];

    public static readonly string[] Streets =
    [
        "Mossdyke Walk", "Cordwain Rise", "Whinberry Road", "Hayrick Gardens", "Bellfounder Drive", "Quernstone Road", "Sallowbeck Street",
        "Elderstub Road", "Harvesthome Avenue", "Larkbarrow Gardens", "Osierbed Close", "Thornquill Way",
    ];

    public static readonly (string Town, string District)[] Towns =
    [
        ("Northampton", "NN1"), ("Northampton", "NN5"), ("Kettering", "NN16"), ("Corby", "NN17"), ("Wellingborough", "NN8"), ("Daventry", "NN11"),
        ("Rushden", "NN10"), ("Towcester", "NN12"), ("Brackley", "NN13"), ("Raunds", "NN9"),
    ];

    public static readonly string[] Ethnicities =
        ["WBRI", "WBRI", "WBRI", "WBRI", "WOTH", "WOTH", "MWBC", "MWAS", "AIND", "APKN", "ABAN", "BAFR", "BCRB", "OOTH", "REFU", "NOBT"];

    public static readonly string[] Languages = ["English", "English", "English", "English", "Polish", "Romanian", "Gujarati", "Urdu", "Somali", "Lithuanian"];

    public static readonly string[] Disabilities = ["AUT", "LD", "COMM", "BEH"];

    public static readonly string[] Schools = ["Tallowgate Primary School", "Abbeygate Hundred School", "Marlpit Ash School", "Lastmaker Primary School"];

    public static readonly string[] Roles = ["Safeguarding lead", "Duty sergeant", "Family support worker", "Health visitor", "Tenancy officer"];

    /// <summary>What happened, with {0} the child, {1} the mother, {2} a place; and the factor codes.</summary>
    public static readonly (string Narrative, string[] Codes)[] Concerns =
    [
        ("Officers were called by a neighbour who heard shouting at {2}. {1} said that her partner had thrown a plate and left before police came. {0} was upstairs and said the shouting happens most weekends.", ["3B"]),
        ("{0} came to school for the third day without a coat or breakfast and fell asleep in the first lesson. {1} did not answer the telephone. Staff at {2} have noticed a change since the summer.", ["16A"]),
        ("{1} told the worker that she has been drinking every evening since she lost her job. {0} had made the tea for the younger ones. The home at {2} was cold and there was little food.", ["1B", "16A"]),
        ("{0} was reported missing from {2} at nine in the evening and came home at four. {0} would not say where or with whom. There was a new telephone that {1} had not bought.", ["10A", "24A"]),
        ("A bruise was seen on {0}'s upper arm. {0} said it was from football; {1} said it was from the stairs. Nobody had taken {0} to a doctor. Seen at {2}.", ["18C"]),
        ("{1} disclosed low mood and said that on some days she cannot get up. A friend from {2} brings {0} to school. {1} asked for help and agrees to a visit.", ["4B"]),
        ("{0} showed a friend messages from a person met in a game who asked for pictures. {1} has taken the telephone away and rang {2} the same day.", ["11A"]),
    ];

    public static readonly string[] Voices =
    [
        "\"I don't like it when they shout.\"", "\"I'm all right, I just want to go to school.\"", "\"Mum is sad a lot.\"", "\"Can I stay at my nan's?\"",
        "\"Nothing happened.\"", "\"I look after the little ones.\"",
    ];
}
