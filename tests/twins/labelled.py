"""Labelled pairs: the real Valletta note and a made-up one, each against public passages written for this test.

A row is (key, public passage, addresses of the note's paragraphs that say the same, reason). Rows without an address
are near misses: the same subject, often the same words, and another promise. None of the passages below was published.

The least score was set on the first two papers. The third, Turku, was written afterwards and never tuned on.
"""

Row = tuple[str, str, tuple[str, ...], str]

# Against fixtures/notes/10483-17.txt.
VALLETTA: list[Row] = [
    (
        "visa",
        "On visa reciprocity, the European Union and the United States agreed to continue working together towards "
        "full visa reciprocity.",
        ("4.2",),
        "the same promise in nearly the same words",
    ),
    (
        "pnr",
        "Both sides assessed the implementation of the EU-U.S. Passenger Name Record (PNR) Agreement as largely "
        "positive.",
        ("1.4",),
        "the public sentence is one half of the note's",
    ),
    (
        "umbrella",
        "Ministers praised the Umbrella Agreement as a very useful instrument for the exchange of data and committed "
        "to its full implementation.",
        ("2.4",),
        "other order, same words",
    ),
    (
        "aviation",
        "We agreed to continue our discussions on aviation security at technical level, with a view to raising global "
        "standards of aviation security.",
        ("1.3",),
        "one sentence of three",
    ),
    (
        "third-countries",
        "We underlined the importance of expanding our cooperation with third countries on transnational crime. We "
        "will examine, case by case, joint positions towards countries that refuse to cooperate.",
        ("3.2",),
        "one sentence of the note became two",
    ),
    (
        "liaison",
        "The exchange of liaison officers between law enforcement agencies is a very effective practice, which both "
        "sides will encourage and facilitate.",
        ("1.1",),
        "one sentence of a long paragraph",
    ),
    (
        "links",
        "Both sides mentioned the need to investigate the links between drug traffickers and terrorist groups.",
        ("3.1",),
        "the last sentence of a long paragraph",
    ),
    (
        "presidency",
        "The incoming Estonian Presidency presented its priorities for the next semester in the area of justice and "
        "home affairs, with a focus on migration and asylum, the interoperability of databases and counter-terrorism.",
        ("5.1",),
        "shortened",
    ),
    (
        "cyber",
        "The United States welcomed the information from the European Union and reaffirmed its interest in technical "
        "exchanges on all cyber-related issues.",
        ("2.3",),
        "reworded at both ends",
    ),
    (
        "smuggling",
        "The United States wishes to share more of the information collected at borders and to work together to "
        "disrupt migrant smuggling routes.",
        ("4.1",),
        "freely reworded: hard to find",
    ),
    (
        "propaganda",
        "Ministers voiced concern about terrorist propaganda online and heard examples of joint work against it.",
        ("1.2",),
        "freely reworded: hard to find",
    ),
    (
        "visa-report",
        "The European Commission will report to the European Parliament on visa reciprocity by the end of the year.",
        (),
        "visa reciprocity, but a report",
    ),
    (
        "visa-suspended",
        "The two sides did not agree to continue working together towards full visa reciprocity.",
        (),
        "the same words, denied",
    ),
    (
        "pnr-canada",
        "The Court of Justice will give its opinion on the PNR agreement between the EU and Canada on 8 September.",
        (),
        "the opinion of the note, on another day",
    ),
    (
        "pnr-directive",
        "The EU side informed the US side about how Member States implement the EU PNR Directive.",
        (),
        "PNR, but the directive",
    ),
    (
        "umbrella-review",
        "Both sides committed to hold the first joint review of the Umbrella Agreement within three years.",
        (),
        "the Umbrella Agreement, but its review",
    ),
    (
        "aviation-cargo",
        "Both sides agreed to continue discussing advance cargo information for air freight at expert level.",
        (),
        "agreed to continue discussing, but something else",
    ),
    (
        "third-countries-return",
        "The two sides underlined the importance of readmission in their cooperation with third countries.",
        (),
        "cooperation with third countries, but on return",
    ),
    (
        "aml",
        "The EU side provided some information on the most recent developments in the negotiation of the European "
        "Public Prosecutor's Office.",
        (),
        "the frame of 1.5 around another subject",
    ),
    (
        "drugs-monitoring",
        "The EU also informed about the work of its monitoring centre on new psychoactive substances and drug use.",
        (),
        "drugs, but another piece of information",
    ),
    (
        "evidence",
        "The EU side briefed on its forthcoming proposal on electronic evidence and on service providers' duties.",
        (),
        "service providers, but a proposal",
    ),
    (
        "presidency-bulgarian",
        "The incoming Bulgarian Presidency briefly presented the priorities it would be pursuing in the area of "
        "digital affairs.",
        (),
        "the frame of 5.1 with another Presidency",
    ),
    (
        "battlefield",
        "Both sides agreed to set up a working group on battlefield evidence in criminal proceedings.",
        (),
        "battlefield, but evidence and a group",
    ),
]

# A made-up note of a meeting in Tampere; the key before each paragraph is its ordinal under topic 1.
TAMPERE_NOTE = [
    "Both sides agreed to exchange lists of stolen firearms every three months through Europol.",
    "The US side committed to appoint a liaison prosecutor at Eurojust before the next meeting.",
    "The EU side informed the US side about the state of play of the European Travel Information and Authorisation "
    "System, which should be in operation in 2021.",
    "The two sides took note of the report of the expert group on explosive precursors and agreed to publish its "
    "recommendations.",
    "The US side asked for access to asset recovery offices. The EU side declined to open the matter before the "
    "evaluation of the Directive.",
    "Both sides deplored the sale of counterfeit medicines online and agreed on a joint operation in the autumn.",
]
TAMPERE: list[Row] = [
    (
        "firearms",
        "The European Union and the United States agreed to exchange lists of stolen firearms through Europol every "
        "three months.",
        ("1.1",),
        "turned round",
    ),
    (
        "prosecutor",
        "The United States committed to appointing a liaison prosecutor at Eurojust before the next meeting.",
        ("1.2",),
        "another form of the verb",
    ),
    (
        "etias",
        "The European Union informed about the European Travel Information and Authorisation System (ETIAS), which "
        "should be in operation in 2021.",
        ("1.3",),
        "shortened, with the short form",
    ),
    (
        "precursors",
        "We took note of the work of the expert group on explosive precursors and will publish its recommendations.",
        ("1.4",),
        "reworded",
    ),
    (
        "medicines",
        "Ministers deplored the sale of counterfeit medicines on the internet.",
        ("1.6",),
        "the first half only",
    ),
    (
        "firearms-marking",
        "Both sides agreed on common rules for the marking of firearms.",
        (),
        "firearms, other promise",
    ),
    (
        "etias-2023",
        "The European Travel Information and Authorisation System should be in operation in 2023, the European Union "
        "informed.",
        (),
        "the same system, another year",
    ),
    (
        "prosecutor-europol",
        "The European Union committed to appoint a liaison officer for Europol in Washington before the summer.",
        (),
        "a liaison post, by the other side",
    ),
    (
        "assets",
        "The United States and the European Union agreed to open access to asset recovery offices.",
        (),
        "what the note says was declined",
    ),
    (
        "operation",
        "Both sides agreed on a joint operation against the sale of counterfeit banknotes in the autumn.",
        (),
        "a joint operation in the autumn, against something else",
    ),
]

TURKU_NOTE = [
    "The US side briefed on the threat from home-made drones and offered to share the findings of its field trials.",
    "Both sides welcomed the first results of the joint training on crypto-assets for prosecutors and agreed to repeat "
    "it in Vilnius.",
    "The EU side recalled that the recast of the Return Directive was before the European Parliament. The US side took "
    "note.",
    "Both parties committed to improve the rate of replies to requests for mutual legal assistance concerning child "
    "sexual abuse material.",
    "The Presidency announced a conference on hate crime for the second half of its term.",
    "The EU side expressed its concern about the transit of synthetic opioids and asked for samples for Europol's "
    "reference collection.",
    "On passenger data, the US side suggested a technical meeting on data formats, to which the EU side agreed.",
]
TURKU: list[Row] = [
    (
        "drones",
        "The United States briefed on the threat from drones built at home and will share findings of its field "
        "trials with the European Union.",
        ("1.1",),
        "an offer reworded",
    ),
    (
        "crypto",
        "Ministers welcomed the first results of joint training for prosecutors on crypto-assets, which will be "
        "repeated in Vilnius.",
        ("1.2",),
        "the promise made passive",
    ),
    (
        "mla",
        "We are committed to replying faster and more often to requests for mutual legal assistance in cases of child "
        "sexual abuse.",
        ("1.4",),
        "reworded: hard to find",
    ),
    (
        "opioids",
        "The European Union expressed concern about the transit of synthetic opioids.",
        ("1.6",),
        "the first half only",
    ),
    (
        "formats",
        "The European Union and the United States agreed to hold a technical meeting on formats of passenger data.",
        ("1.7",),
        "a suggestion and its acceptance became one agreement",
    ),
    (
        "drones-rules",
        "Both sides discussed rules on drones for leisure and their registration.",
        (),
        "drones, another subject",
    ),
    (
        "crypto-fund",
        "Ministers welcomed the joint training on passenger data for border guards in Vilnius.",
        (),
        "a joint training in Vilnius, another one",
    ),
    (
        "return",
        "The European Union recalled that its partners must take back their nationals under the readmission "
        "agreements.",
        (),
        "return, another statement",
    ),
    (
        "mla-treaty",
        "Both parties committed to review the agreement on mutual legal assistance in five years.",
        (),
        "mutual legal assistance, its review",
    ),
    (
        "hate",
        "The Presidency announced a conference on victims' rights for the second half of its term.",
        (),
        "the frame of 1.5 with another conference",
    ),
    (
        "opioids-ban",
        "The United States asked for controls on the precursors of synthetic opioids.",
        (),
        "opioids, another request",
    ),
    (
        "formats-review",
        "The European Union and the United States agreed to hold a joint review of the passenger data agreement.",
        (),
        "passenger data, agreed to hold, another meeting",
    ),
]
