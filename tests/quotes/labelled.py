"""Sentences pasted against the real Valletta note and a made-up joint statement: what the check should say of each.

A row is (sentence, where it stands, reason); an altered sentence names the passage it was made from, an invented one
none. The least closeness was set on the rows that are not marked "unseen".
"""

Row = tuple[str, str, str]

VERBATIM: list[Row] = [
    (
        "The US side signalled its growing concern with online terrorist propaganda.",
        "1.2",
        "as printed",
    ),
    (
        "Regarding the EU–US PNR agreement, both sides assessed its implementation as largely positive and the EU "
        "informed the US that the opinion of the ECJ on the PNR Canada is announced for 26 July.",
        "1.4",
        "a dash instead of the hyphen",
    ),
    (
        "On aviation security, the US shared information on its current concerns in this matter and explained the "
        "recent decision to introduce security procedures for electronic devices (‘laptop ban’) from certain airports.",
        "1.3",
        "curly quotation marks",
    ),
    (
        "The Umbrella Agreement was praised as a very useful instrument for data exchange and both sides "
        "com\u00admitted to continue its full implementation.",
        "2.4",
        "a soft hyphen",
    ),
    (
        "The EU brieﬂy informed about the Action Plans for the new Policy Cycle, the focus on encryption and improved "
        "resilience to cyber attacks.",
        "2.2",
        "a ligature",
    ),
    (
        "“Both sides mentioned the need to investigate more thoroughly the links between drug traffickers and "
        "terrorist groups.”",
        "3.1",
        "in quotation marks",
    ),
    (
        "both sides committed to continue its full implementation",
        "2.4",
        "a part of a sentence",
    ),
    (
        "The two sides agreed to continue working together towards full visa reciprocity between the EU and the US.",
        "4.2",
        "the second half of a sentence, with a capital",
    ),
    (
        "The EU side presented exiting assistance programmes to improve investigation and legal\nassistance "
        "capacity in some third countries, which focus mainly on Neighbour-\nhood partners.",
        "3.2",
        "copied from a PDF: lines and a broken word; the misprint stays",
    ),
    (
        "The EU agreed on the need for law enforcement agencies to keep exchanging information on drugs trafficking",
        "3.1",
        "without its stop",
    ),
    (
        "Both parties also signalled their commitment to pursue consultations on visa reciprocity, as attested by the "
        "joint statement of the Commission and the Department of Homeland Security on advancing towards full visa "
        "waiver reciprocity between the European Union and the United States.",
        "S.1",
        "in the summary",
    ),
    (
        "The US side welcomed the information provided by the EU and reaffirmed its interest to pursue technical "
        "exchanges on all cyber‑related issues.",
        "2.3",
        "a hyphen that does not break",
    ),
    (
        "taking forward on going files and putting a particular focus on migration and asylum",
        "5.1",
        "search takes the hyphen for a space",
    ),
]

ALTERED: list[Row] = [
    (
        "The US side signalled its grave concern with online terrorist propaganda.",
        "1.2",
        "one word",
    ),
    (
        "The EU side signalled its growing concern with online terrorist propaganda.",
        "1.2",
        "another side",
    ),
    (
        "The two sides did not agree to continue working together towards full visa reciprocity between the EU and the "
        "US.",
        "4.2",
        "denied",
    ),
    (
        "The EU informed the US that the opinion of the ECJ on the PNR Canada is announced for 8 September.",
        "1.4",
        "another day",
    ),
    (
        "Both sides committed to continue full implementation of the Umbrella Agreement, which was praised as a very "
        "useful instrument for data exchange.",
        "2.4",
        "turned round",
    ),
    (
        "The EU side presented existing assistance programmes to improve investigation and legal assistance "
        "capacity in some third countries.",
        "3.2",
        "the misprint mended, the end left out",
    ),
    (
        "The US side signalled its growing concern, with online terrorist propaganda.",
        "1.2",
        "a comma",
    ),
    (
        "Both sides mentioned the need to investigate the links between drug traffickers and terrorists.",
        "3.1",
        "two words left out, one changed",
    ),
    (
        "The EU informed us that the opinion of the ECJ on the PNR Canada is announced for 26 July.",
        "1.4",
        "us is not the US",
    ),
    (
        "The EU also signalled its readiness to discuss various options with the United States.",
        "2.1",
        "a synonym, an article, a name spelt out",
    ),
    (
        "The exchange of liaison officers between law enforcement agencies was mentioned by both sides as an effective "
        "practice that should be encouraged.",
        "1.1",
        "unseen: shortened",
    ),
    (
        "Both sides agreed to continue discussing the matter at political level, with a view to improving global "
        "standards of aviation security.",
        "1.3",
        "unseen: another level",
    ),
    (
        "The incoming Estonian Presidency presented the priorities it would be pursuing in the JHA area, with a "
        "particular focus on migration and asylum, the interoperability of databases and data protection.",
        "5.1",
        "unseen: shortened",
    ),
    (
        "The US called upon the EU to join forces to stem drug trafficking, including by improved investigations of "
        "financial flows.",
        "3.1",
        "unseen: smaller words",
    ),
]

INVENTED: list[Row] = [
    ("Both sides agreed to set up a working group on battlefield evidence in criminal proceedings.", "", "battlefield"),
    (
        "The European Commission will report to the European Parliament on visa reciprocity by the end of the year.",
        "",
        "visa reciprocity",
    ),
    (
        "The EU side informed the US side about how Member States implement the EU PNR Directive.",
        "",
        "PNR",
    ),
    (
        "Both sides committed to hold the first joint review of the Umbrella Agreement within three years.",
        "",
        "the Umbrella Agreement",
    ),
    (
        "Both sides agreed to continue discussing advance cargo information for air freight at expert level.",
        "",
        "the frame of 1.3",
    ),
    (
        "The two sides underlined the importance of readmission in their cooperation with third countries.",
        "",
        "the frame of 3.2",
    ),
    (
        "The EU also informed about the work of its monitoring centre on new psychoactive substances and drug use.",
        "",
        "drugs",
    ),
    (
        "The EU side briefed on its forthcoming proposal on electronic evidence and on service providers' duties.",
        "",
        "service providers",
    ),
    (
        "The US side stressed the importance of ratifying the Budapest Convention in all Member States.",
        "",
        "the frame of 3.1",
    ),
    (
        "Our partnership rests on shared values, and it has never been stronger than it is today.",
        "",
        "what speeches say",
    ),
    (
        "I am delighted to welcome you to Tallinn for this year's ministerial meeting.",
        "",
        "what speeches say",
    ),
    (
        "The United States will extend the Visa Waiver Program to all Member States before the end of 2018.",
        "",
        "a promise that nobody made",
    ),
    (
        "Both sides underlined the importance of information sharing on returning foreign terrorist fighters with "
        "Western Balkan partners.",
        "",
        "unseen: foreign terrorist fighters",
    ),
    (
        "The US side expressed concern about encryption and asked for lawful access to electronic devices.",
        "",
        "unseen: encryption and devices",
    ),
    (
        "The two sides agreed to examine joint sanctions against countries that host cyber criminals.",
        "",
        "unseen: agreed to examine joint",
    ),
    (
        "Both sides deplored the sale of counterfeit medicines online and agreed on a joint operation.",
        "",
        "unseen: another note",
    ),
]
