"""Sentences that report an undertaking, in as many diplomatic styles as we could think of, with side and strength.

Each row: what is undertaken and by whom ("US commits", "both agrees", several parted by ";", "- agrees" for nobody
named), the sentence, and why. Written before the rules were tuned; wording is our own.
"""

ROWS: tuple[tuple[str, str, str], ...] = (
    # committing
    (
        "US commits",
        "The US side made a firm pledge to answer all pending requests before Easter.",
        "noun of one's word",
    ),
    (
        "EU commits",
        "The Commission assured the US delegation that replies would be sent within a month.",
        "assurance of a deed",
    ),
    ("US commits", "The Department of Justice guaranteed that no request would be left unanswered.", "guarantee that"),
    (
        "EU commits",
        "The EU delegation bound itself to notify the US authorities of any change in the law.",
        "binds itself",
    ),
    (
        "both commits",
        "Ministers solemnly undertook to spare no effort in bringing the perpetrators to justice.",
        "undertake with adverb",
    ),
    (
        "US commits",
        "It fell to the Department of Homeland Security to speak first; it promised to come back with figures by June.",
        "pronoun after semicolon",
    ),
    ("EU commits", "Europol took it upon itself to prepare a joint threat assessment.", "takes upon itself"),
    (
        "US commits",
        "The US side let it be understood that it would lift the restriction in the spring.",
        "let it be understood",
    ),
    (
        "US commits",
        "The US delegation gave the assurance that the data would be deleted after five years.",
        "assurance with a that-clause",
    ),
    (
        "both commits",
        "Each side pledged, for its part, to name a contact point within ten days.",
        "aside between verb and infinitive",
    ),
    ("EU commits", "The Presidency said it would forward the consolidated text to the US side.", "zero that"),
    (
        "US commits",
        "The Deputy Secretary told the meeting that her Department would publish the criteria in full.",
        "told that",
    ),
    ("EU commits", "The Commission committed EUR 2 million to the joint training programme.", "commits means"),
    ("both commits", "Both delegations vowed to leave no stone unturned in the search for missing children.", "vow"),
    ("US commits", "The Attorney General swore to see the matter through.", "swear"),
    (
        "EU commits",
        "On the second point, the EU side's commitment to share its findings was made explicit: it would "
        "do so by July.",
        "colon and free speech",
    ),
    (
        "both commits",
        "The European Union and the United States will jointly organise a workshop on ransomware.",
        "will of themselves",
    ),
    ("US commits", "The United States will contribute two analysts to the task force.", "will of itself"),
    ("both commits", "We pledge to work hand in hand against traffickers.", "first person"),
    ("both commits", "We are resolved to defend our elections against interference.", "be resolved"),
    (
        "EU commits",
        "The European Union is committed to concluding the negotiations by the end of the year.",
        "be committed to doing",
    ),
    (
        "US commits",
        "Following a question, the US side confirmed that it would extend the pilot to two further airports.",
        "confirmed it would",
    ),
    ("US commits", "The TSA undertook that carriers would be given at least 72 hours' notice.", "undertake that"),
    ("EU commits", "Frontex promised the US side access to its risk analyses.", "promises something to somebody"),
    (
        "both commits",
        "The two sides joined in a pledge to dismantle the networks behind the boats.",
        "joins in a pledge",
    ),
    ("US commits", "The US side would, it promised, return to the subject in the autumn.", "promise in an aside"),
    (
        "EU commits",
        "Replies to the questionnaire would reach Washington by the end of May, the Commission promised.",
        "promise after",
    ),
    (
        "US commits",
        "An undertaking was given by the Department of State that visas for prosecutors would be issued within a week.",
        "passive with agent",
    ),
    (
        "EU commits",
        "A promise was made on the part of the EU side to review the list every six months.",
        "on the part of",
    ),
    (
        "EU commits",
        "The EU side entered into a commitment to supply statistics twice a year.",
        "enters into a commitment",
    ),
    (
        "US commits",
        "The FBI representative gave his word that the evidence would be returned.",
        "representative of a body",
    ),
    (
        "both commits",
        "Committing themselves to closer contacts, the two sides turned to the calendar.",
        "opening participle",
    ),
    (
        "US commits",
        "The Secretary of Homeland Security assumed the obligation to inform the Union before any change.",
        "assumes an obligation",
    ),
    (
        "EU commits",
        "The Commission stated its determination to have the directive in place by 2026.",
        "states its determination",
    ),
    (
        "both commits",
        "Both sides declared their resolve to stand up to those who sponsor terrorism.",
        "declares its resolve",
    ),
    ("US commits", "DHS will circulate the revised questionnaire next week.", "short form of a department"),
    (
        "EU commits",
        "Eurojust announced that it was going to second an expert and that it would bear the costs.",
        "announced that it would",
    ),
    (
        "US commits",
        "The US side indicated that a list of designated airports would be handed over by the end of the month.",
        "done for the other side",
    ),
    # agreeing
    (
        "both agrees",
        "The two delegations agreed there and then to exchange the texts of their bilateral treaties.",
        "agree with adverbials",
    ),
    (
        "both agrees",
        "It was settled that the experts would reconvene in September, both sides having cleared their calendars.",
        "settled that",
    ),
    (
        "both agrees",
        "An understanding was reached between the two sides to test the form for six months.",
        "understanding reached",
    ),
    (
        "both agrees",
        "Ministers arrived at a common decision to launch the review without delay.",
        "arrive at a decision",
    ),
    ("US agrees", "The US side consented to the presence of observers during the trial.", "consents to"),
    ("EU agrees", "The EU side fell in with the US proposal to hold the seminar in Budapest.", "falls in with"),
    (
        "US agrees",
        "The Department of Justice acquiesced in postponing the evaluation until March.",
        "acquiesce in doing",
    ),
    ("EU agrees", "The Commission assented to sharing the draft before publication.", "assent to doing"),
    ("both agrees", "Senior officials tasked their experts with drawing up a joint paper by October.", "tasks experts"),
    (
        "both agrees",
        "Ministers mandated the working group to look into the use of drones by smugglers.",
        "mandates a group",
    ),
    ("both agrees", "The Ministers charged their officials with the preparation of a road map.", "charges officials"),
    ("US agrees", "The US side accepted the invitation to visit the hotspot in Lesvos.", "accepts an invitation"),
    ("both agrees", "The parties concurred in setting up a permanent channel for urgent requests.", "concur in doing"),
    ("both agrees", "Both sides opted to pool their resources in this field.", "opt to"),
    ("- agrees", "It was decided to revert to this item in the autumn.", "passive, nobody named"),
    ("both agrees", "There was agreement between the two sides that a handbook would be compiled.", "agreement that"),
    (
        "both agrees",
        "There was agreement on both sides to put the file on the agenda of the next ministerial.",
        "agreement on both sides to",
    ),
    ("both agrees", "They agreed on holding a joint exercise in the course of 2019.", "agree on doing"),
    ("both agrees", "The two sides agreed on a road map with quarterly milestones.", "agree on something to be done"),
    (
        "both agrees",
        "Participants agreed that practitioners from both sides should meet before the summer.",
        "agreed that … should meet",
    ),
    ("both agrees", "It was agreed by all delegations that a glossary be prepared.", "subjunctive"),
    ("US agrees", "The US side took up the offer to send two officers to The Hague.", "takes up an offer"),
    ("EU agrees", "The EU side said yes to the request for a joint visit to the port of Antwerp.", "says yes"),
    (
        "both agrees",
        "The two sides, after some discussion, agreed to differ on retention but to publish a joint fact sheet.",
        "agree to differ but to",
    ),
    ("both agrees", "A second round would be held in Vienna, the two sides decided.", "decision after"),
    ("both agrees", "The report, it was agreed by both sides, would be made public.", "agreement in an aside"),
    ("EU agrees", "The Council Secretariat agreed to distribute the slides.", "agree"),
    (
        "US agrees",
        "The Justice Department gave the green light for a pilot project with three Member States.",
        "green light",
    ),
    (
        "both agrees",
        "The Commission and the Department of Homeland Security agreed to set up a joint group.",
        "one body of each side",
    ),
    ("both agrees", "Europol and the FBI came to an arrangement to exchange malware samples.", "one body of each side"),
    ("both agrees", "Ministers decided in favour of setting up a hotline.", "decide in favour of doing"),
    ("both agrees", "Ministers took the decision to meet more often.", "takes the decision"),
    ("US agrees", "The US side complied with the request for a list of contact points.", "complies with a request"),
    ("both agrees", "Both sides accepted that the working group would report by June.", "accepts that … would"),
    # going on
    ("both continues", "Both sides agreed to keep up the momentum created in Riga.", "agree to keep up"),
    ("both continues", "The two sides agreed to maintain their contacts at working level.", "agree to maintain"),
    ("EU continues", "The EU side stood by its offer to train border guards.", "stands by its offer"),
    (
        "both continues",
        "Ministers renewed their pledge to act together against child sexual abuse online.",
        "renews its pledge",
    ),
    (
        "US continues",
        "The US side remained as determined as ever to bring all Member States into the programme.",
        "remains as determined as ever",
    ),
    (
        "both continues",
        "Both parties reiterated that they were firmly committed to the principles of the 2009 statement.",
        "reiterates that it is committed",
    ),
    ("both continues", "It was agreed to go on with the monthly calls between the two sides.", "agreed to go on"),
    (
        "US continues",
        "The Department of State restated its resolve to work with the five countries concerned.",
        "restates its resolve",
    ),
    ("EU continues", "The Commission confirmed its commitment to visa reciprocity for all.", "confirms its commitment"),
    ("both continues", "The sides agreed to carry on with the exchange of best practices.", "agree to carry on"),
    ("both continues", "They stay committed to regular meetings at this level.", "stays committed"),
    (
        "both continues",
        "The commitment of both sides to the full implementation of the agreement was reaffirmed.",
        "passive reaffirmation",
    ),
    (
        "both continues",
        "The two sides reached an agreement to continue the dialogue at expert level.",
        "agreement to continue",
    ),
    (
        "US continues",
        "The US side underlined that it remained committed to the road maps.",
        "underlined that it remained",
    ),
    # willing
    ("US willing", "The US side declared itself open to a discussion on retention periods.", "declares itself open to"),
    ("EU willing", "The Commission showed itself amenable to the idea of a joint mission.", "amenable to the idea"),
    (
        "US willing",
        "The Department of Justice would be glad to receive a delegation of magistrates.",
        "would be glad to",
    ),
    ("EU willing", "The EU side had every intention of completing its ratification by the summer.", "every intention"),
    (
        "both willing",
        "Both delegations made no secret of their wish to see more prosecutors trained and to work "
        "together to that end.",
        "wish to work together",
    ),
    (
        "US willing",
        "The US side signalled its readiness, in principle, to look at the EU text.",
        "readiness with an aside",
    ),
    (
        "EU willing",
        "The Netherlands delegation offered to organise a workshop on financial investigations.",
        "a Member State offers",
    ),
    ("US willing", "The TSA held out the prospect of a visit and was prepared to arrange it.", "coordinated adjective"),
    (
        "both willing",
        "Both sides looked forward to working closely together on the implementation.",
        "looks forward to doing",
    ),
    (
        "US willing",
        "The US side expressed a strong interest in taking part in the next joint action day.",
        "interest in doing",
    ),
    (
        "EU willing",
        "The EU side was keen to learn from the US experience and to replicate it in two Member States.",
        "keen to do",
    ),
    (
        "US willing",
        "The Attorney General voiced his intention to come back to the matter in person.",
        "voices an intention",
    ),
    ("EU willing", "The Counter-Terrorism Coordinator stood ready to facilitate contacts.", "stands ready"),
    (
        "EU willing",
        "The Presidency reported that several Member States were ready to take part in the pilot.",
        "decided case 8",
    ),
    ("EU willing", "The EU side intends to present a proposal before the summer.", "intends"),
    ("both willing", "The two sides aim to finalise the text by December.", "aims to"),
    ("both willing", "Willingness to pool intelligence was voiced by both sides.", "will in the passive"),
    ("US willing", "The US side could see its way to sharing the underlying methodology.", "sees its way"),
    ("EU willing", "The Commission was not only willing but eager to join the group.", "not only willing"),
    ("US willing", "The US side would like to host the next round in Washington.", "would like to do itself"),
    (
        "both willing",
        "The United States and the European Union stand ready to support Ukraine's prosecutors.",
        "both stand ready",
    ),
    (
        "US willing",
        "The United States reiterated its readiness to assist Member States.",
        "reaffirmed readiness is willing",
    ),
    ("EU willing", "The EU side, for its part, was inclined to give the idea a try.", "inclined to"),
    ("EU willing", "It was the Commission's intention to table a text in the new year.", "it was its intention"),
    (
        "US willing",
        "The US side extended an offer to train twenty Member State officers in Quantico and hoped it "
        "would be taken up.",
        "offers",
    ),
    # several sides, conditions
    (
        "US commits;EU willing",
        "The US side promised to send a draft and the EU side was ready to comment on it within a week.",
        "one record a side",
    ),
    (
        "EU agrees;US agrees",
        "The EU side agreed to provide the figures for 2016, and the US side accepted to do the same.",
        "one record a side",
    ),
    (
        "EU willing;US willing",
        "The Commission voiced an interest in joining the project, while the Department of "
        "Justice signalled its readiness to fund it.",
        "one record a side",
    ),
    (
        "US commits",
        "Provided that funds were made available, the US side undertook to train forty officers.",
        "condition before",
    ),
    (
        "EU agrees",
        "The EU side agreed, subject to scrutiny by its legal services, to publish the minutes.",
        "condition inside",
    ),
    ("US willing", "Unless Congress objected, the US side was willing to share the report.", "condition before"),
    (
        "both agrees",
        "Although views differed on the legal basis, both sides agreed to test the channel.",
        "concession before",
    ),
    ("US agrees", "Not without hesitation, the US side agreed to shorten the deadline.", "litotes before"),
    (
        "EU commits",
        "While it could not speak for the Parliament, the Commission promised to press for an early vote.",
        "concession with a negation",
    ),
    ("US agrees", "The US side did not share this view but agreed to examine the matter.", "negated first verb"),
    ("both agrees", "Neither side had a ready answer; both agreed to consult their lawyers.", "negated first clause"),
    (
        "EU commits",
        "The EU side could not accept the wording, yet undertook to suggest another.",
        "refusal, then undertaking",
    ),
    ("US willing", "The US (DoJ/FBI) stated its readiness to contribute to the Group.", "two bodies in brackets"),
    ("US willing", "US remained interested in working together on biometrics.", "remained, and no article"),
    ("US willing", "The US side remained open to discussing a framework agreement.", "remained"),
    ("US willing", "The US would welcome an opportunity to present its programme.", "polite, of its own deed"),
    ("EU agrees", "DK Presidency agreed to circulate the text.", "a Member State by its code"),
    ("EU commits", "The FR delegation undertook to send its contribution.", "a Member State by its code"),
    ("EU willing", "SE offered to host the next Senior Officials meeting in July.", "a Member State by its code alone"),
    ("both agrees", "The Chairs concluded that a video conference would be held in May.", "concluded by both"),
    ("both agrees", "It was agreed between the Chairs that a video conference be held in May.", "the Chairs"),
    (
        "US commits",
        "Secretary Lind assured his counterparts that the restrictions would be lifted.",
        "to his counterparts",
    ),
)
