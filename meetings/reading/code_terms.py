"""Which printed terms give the reason for a topic code: "drugs" and "precursors" for CORDROGUE.

``chief`` terms say by themselves that a topic is about the code's subject; ``further`` terms only add to them. A term
ending in ``*`` stands for every word that begins so. Short forms in capitals (PNR, SIS) are matched in capitals only.
General codes (JAIEX, RELEX, USA …) have no entry: they describe the whole note.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one code."""

    chief: tuple[str, ...]
    further: tuple[str, ...] = ()


def _terms(chief: str, further: str = "") -> Terms:
    return Terms(
        tuple(t.strip() for t in chief.split(";") if t.strip()),
        tuple(t.strip() for t in further.split(";") if t.strip()),
    )


TERRORISM = _terms(
    "terrorism; counter-terrorism; counterterrorism; counter terrorism; terrorist*; foreign fighters; foreign "
    "terrorist fighters; radicalisation; radicalization; "
    "violent extremism; extremism; extremist*; battlefield; terrorist financing",
    "fighters; returnees; returning fighters; jihad*; CVE; FTF; FTFs; Da'esh; Daesh; ISIL; Al-Qaida; camps; attacks; "
    "watch-list*; watchlist*; internet forum; online propaganda; "
    "lone actors; soft targets; CBRN; repatriation; TFTP",
)
JUDICIAL = _terms(
    "mutual legal assistance; legal assistance; extradition; judicial cooperation; joint investigation team*; "
    "criminal matters; e-evidence; electronic evidence; European arrest "
    "warrant; mutual recognition; central authorities; MLA; Eurojust; prosecutors",
    "prosecutor; magistrates; investigating judges; requests for evidence; letters rogatory; death penalty; "
    "confiscation; asset recovery; practitioners; trial*; cross-border access; "
    "service providers; CLOUD Act; atrocities; war crimes; evidence",
)
SHARING = _terms(
    "information exchange; information sharing; exchange of information; sharing of information; interoperability; "
    "databases; information systems; PNR; passenger name record; "
    "passenger data; API; advance passenger information; biometric*; Prüm; ETIAS; ECRIS; Entry/Exit System; SIENA; "
    "data retention",
    "Schengen Information System; SIS; fingerprint*; screening; searches; hits; VIS; Eurodac; DNA; PCSC; "
    "watch-list*; dactyloscopic; facial images; databank*; EES; identification data; "
    "lists; entry/exit",
)
DRUGS = _terms(
    "drugs; drug; narcotic*; counter narcotics; counter-narcotics; fentanyl; cocaine; heroin; opioid*; "
    "methamphetamine; cannabis; psychoactive; xylazine; nitazenes; precursors; drug trafficking; "
    "overdose*; drug market*",
    "traffick*; dark web; darknet; dark-web; seizures; EMCDDA; EUDA; ports; cartels; substances",
)
CYBER = _terms(
    "cyber; cyber*; ransomware; malware; encryption; encrypted; darknet; WHOIS; botnet*; hacker*; hacking; 5G; "
    "information systems security; network and information security",
    "domain name*; virtual currenc*; cryptocurrenc*; critical infrastructure; resilience; indicators of compromise; "
    "phishing; vulnerabilities; online; internet; service providers; e-evidence; electronic evidence; "
    "child sexual abuse material; Budapest Convention",
)
BORDERS = _terms(
    "border*; frontier*; Frontex; European Border and Coast Guard; ETIAS; Entry/Exit; entry/exit; ESTA; hotspot*; "
    "coast guard; travel documents; document fraud",
    "screening; overstay*; airports; traveller*; passport*; risk-profiling; smuggling; checks; pre-clearance; "
    "preclearance; registered traveller; US-VISIT",
)
MIGRATION = _terms(
    "migration; migrant*; migratory; asylum; refugee*; resettlement; readmission; immigration; returns; relocation; "
    "hotspot*; displaced; international protection; trafficking in human beings; evacuees; "
    "uncooperative countries",
    "visa; visas; Visa Waiver; travellers; smuggling; smugglers; return; returned; arrivals; routes; humane; "
    "protection; visas; countries of origin; reception; ESTA",
)
LAUNDERING = _terms(
    "money laundering; anti-money laundering; AML; terrorist financing; financing of terrorism; financial "
    "intelligence; beneficial owner*; FATF; virtual currenc*; TFTP; Terrorist Finance Tracking; financial flows",
    "SEPA; banks; transactions; sanctions; FIUs; FIU; cash; confiscation",
)

TERMS: dict[str, Terms] = {
    "ASIM": MIGRATION,
    "MIGR": MIGRATION,
    "VISA": _terms(
        "visa; visas; visa reciprocity; visa waiver; Visa Waiver Program; visa-free; reciprocity; ESTA; VWP",
        "refusal rate*; designated; designation; waiver; travel authorisation; travel documents; "
        "biometric*; consulates; passport*",
    ),
    "FRONT": BORDERS,
    "SCHENGEN": _terms("Schengen; internal borders; Schengen acquis", "external borders"),
    "SCH-EVAL": _terms("Schengen evaluation*; Schengen monitoring", "Schengen"),
    "SIRIS": _terms("Schengen Information System; SIS; SIS II; SIRENE", "alerts; hits"),
    "CYBER": CYBER,
    "TELECOM": _terms(
        "telecommunication*; electronic communications; 5G; WHOIS; domain name*; internet governance; data retention",
        "network operators; providers; spectrum",
    ),
    "DIGIT": _terms(
        "digital; digitalisation; platforms; digital services; artificial intelligence; Digital Services Act",
        "online; AI",
    ),
    "DATAPROTECT": _terms(
        "data protection; protection of personal data; personal data; Umbrella Agreement; judicial redress; privacy; "
        "Privacy Shield; Safe Harbour; adequacy; Privacy Act; redress; GDPR; High Level Contact Group; passenger "
        "name record; passenger data; PNR",
        "retention; supervisory authority; purpose limitation; data retention; safeguards; surveillance",
    ),
    "CRIMORG": _terms(
        "organised crime; organized crime; transnational crime; serious crime; criminal networks; criminal groups; "
        "trafficking; money laundering; firearms; trafficking in human beings; trafficking in women; trafficking in "
        "children; migrant smuggling; smuggling; joint investigation team*; mafia*; policy cycle; EMPACT",
        "drug*; cartels; asset recovery; confiscation; traffickers; environmental crime; counterfeit*; forged; cash; "
        "seizures; child sexual abuse; corruption",
    ),
    "ENFOPOL": _terms(
        "law enforcement; police; police cooperation; Europol; liaison officers; lawful access; terrorism; "
        "counter-terrorism; encryption; radicalisation; terrorist*; data retention; going dark",
        "Interpol; FBI; investigators; information exchange; foreign fighters; bulk data; High-Level Group; attacks; "
        "ransomware; servers; officers; fingerprints; undercover",
    ),
    "ENFOCUSTOM": _terms("customs; cargo; customs cooperation; container*", "ports; smuggling; seizures"),
    "COTER": TERRORISM,
    "CT": Terms((*TERRORISM.chief, "Counter-Terrorism Coordinator"), TERRORISM.further),
    "CORDROGUE": DRUGS,
    "EUROJUST": Terms((*JUDICIAL.chief, "prosecution"), (*JUDICIAL.further, "criminal justice")),
    "EUROPOL": _terms(
        "Europol; European Counter Terrorism Centre; EC3; EUROPOL", "law enforcement; police; liaison officers"
    ),
    "EJUSTICE": _terms(
        "e-justice; criminal justice; criminal justice in cyberspace; e-evidence; electronic "
        "evidence; digital justice; videoconferenc*; remote hearings; hearings "
        "online",
        "service providers; courts; providers; digital; cross-border access",
    ),
    "COPEN": JUDICIAL,
    "DROIPEN": _terms(
        "criminal law; offences; penalties; hate crime*; criminalisation; child sexual abuse; "
        "procedural rights; victims; substantive criminal law; sexual exploitation; environmental "
        "crime",
        "confiscation; sentences; punish*; harmonis*; images; detention",
    ),
    "JUSTPEN": JUDICIAL,
    "JUSTCIV": _terms(
        "civil law; civil matters; family law; child abduction; recognition of judgments; Hague "
        "Convention*; choice of court; maintenance obligations; commercial matters; judgments "
        "convention",
        "judgments; Hague Conference; contracts; adoption; parental",
    ),
    "JURINFO": _terms("legal information; legal databases; case law databases", "ELI; ECLI"),
    "FREMP": _terms(
        "hate crime*; fundamental rights; human rights; free movement; citizens' rights; victims' "
        "rights; racism; xenophobia; hate speech; antisemitism; "
        "Charter",
        "discrimination; non-discrimination; freedom of expression",
    ),
    "IXIM": SHARING,
    "DAPIX": Terms((*SHARING.chief, "data protection"), SHARING.further),
    "GENVAL": _terms(
        "mutual evaluation*; trafficking in human beings; environmental crime; corruption; organised "
        "crime; evaluation round",
        "evaluation",
    ),
    "PROCIV": _terms(
        "civil protection; disaster*; critical infrastructure; CBRN; crisis response; emergency; "
        "emergencies; crisis management; preparedness; "
        "resilience",
        "hospitals; attacks; hurricanes; exercise*; lessons learned",
    ),
    "HYBRID": _terms(
        "hybrid; election interference; interference; electoral; disinformation; foreign interference; elections",
        "critical infrastructure; resilience",
    ),
    "DISINFO": _terms(
        "disinformation; propaganda; information manipulation; misinformation", "elections; interference"
    ),
    "IPCR": _terms("crisis response; pandemic; COVID-19; IPCR", "crisis"),
    "AVIATION": _terms(
        "aviation; aviation security; airline*; airport*; air cargo; laptop ban; electronic devices; "
        "liquids; liquid scanners; air marshals; air carriers; last-point-of-departure; passenger "
        "screening; PNR; passenger name record",
        "passengers; carriers; flights; cabin; body scanners; scanners",
    ),
    "TRANS": _terms("transport; transport security; aviation; supply chain; ports; logistics", "airport*; carriers"),
    "MAR": _terms("maritime; ports; shipping; piracy; port security; seaport*", "vessels; containers"),
    "EF": LAUNDERING,
    "ECOFIN": LAUNDERING,
    "FISC": _terms("tax; taxation; tax evasion; VAT"),
    "UD": _terms("customs; supply chain security; cargo; customs union; container security", "ports; trade"),
    "MI": _terms("internal market; single market"),
    "COMPET": _terms("internal market; industry; artificial intelligence; competitiveness"),
    "CONSOM": _terms("consumers; consumer protection; consumer"),
    "POLMIL": _terms("military; battlefield; armed forces", "camps"),
    "CONOP": _terms(
        "non-proliferation; CBRN; weapons of mass destruction; chemical weapons; explosives precursors; "
        "chemical threats",
        "chemical; biological; radiological; nuclear; drones",
    ),
    "COARM": _terms("arms exports; firearms; export controls; small arms; weapons trafficking", "weapons"),
    "COHOM": _terms("human rights; accountability; atrocities", "war crimes"),
    "COJUR": _terms(
        "international law; International Criminal Court; war crimes; crime of aggression; tribunal; "
        "international criminal law; ICC",
        "accountability; atrocities",
    ),
    "COEST": _terms(
        "Ukraine; Ukrainian*; Russia; Russian*; Moldova; Belarus; Central Asia; Eastern Partnership; Georgia; Caucasus",
        "war of aggression; atrocities",
    ),
    "COWEB": _terms("Western Balkan*; South-East Europe; Kosovo; Albania; Serbia; Bosnia", "Balkan route"),
    "COLAC": _terms(
        "Latin America*; Caribbean; Colombia; Mexico; Ecuador; Central America; Venezuela; El PAcCTO", "cartels"
    ),
    "MAMA": _terms(
        "North Africa*; Libya*; Maghreb; Mashreq; Morocco; Tunisia; Egypt; southern neighbourhood; Syria*",
        "Mediterranean",
    ),
    "COASI": _terms("Asia; Afghan*; China; Chinese; Pakistan; India", "Taliban"),
    "COAFR": _terms("Africa; Sahel; West Africa; Nigeria; Somalia; Mali"),
    "COMEM": _terms("Middle East; Syria*; Iraq; Gulf; Lebanon; Jordan"),
    "EDUC": _terms("education; schools; teachers"),
    "JEUN": _terms("youth; young people; minors"),
    "CULT": _terms("cultural goods; cultural property; works of art; antiquities"),
    "AUDIO": _terms("audiovisual; terrorist content online; terrorist content; media", "platforms"),
    "SAN": _terms("public health; COVID-19; pandemic; vaccin*; coronavirus; health; medical; drug demand", "hospitals"),
    "RECH": _terms("research; security research; innovation"),
    "ENV": _terms("environmental crime; environment; wildlife; waste"),
    "CADREFIN": _terms("financial framework; budget"),
    "EMPL": _terms("employment; workers; labour"),
    "SOC": _terms("social policy; gender equality; violence against women"),
    "ENER": _terms("energy; pipelines"),
    "ATO": _terms("nuclear; radiological"),
    "SPORT": _terms("sport; football; stadiums"),
    "AG": _terms("elections; electoral; voters"),
}
