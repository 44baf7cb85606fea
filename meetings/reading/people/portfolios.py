"""What ministers, commissioners and secretaries are responsible for: the words after "Minister for"."""

PORTFOLIO_WORD = (
    r"(?:Home|Internal|Foreign|Legal|European|Consular|Global|Public|Civil|Social|International|Intergovernmental|"
    r"Affairs|Justice|Interior|Migration|Citizenship|Security|Homeland|State|Police|Immigration|Integration|Asylum|"
    r"Administration|Order|Consumers?|Gender|Equality|Fundamental|Rights|Freedoms?|Policy|Policies|National|Liberties|"
    r"Rule|of Law|Law|Digital|Economy|Treasury|Defen[cs]e|Health|Human|Resources|Borders?|Families|Protection|Reforms?|"
    r"Criminal|Division|Enforcement|Civic|Values|Transparency|Management|Cyber|Cybersecurity|Infrastructure|"
    r"Counterterrorism|Counter-Terrorism|Narcotics|Trade|Transport|Transportation|Plans|Strategy|Religious|Local|"
    r"Regional|"
    r"Government|Emergency|Situations|Prevention|Crime|Drugs|Customs|Territorial|Family|Refugees?|Population|Political|"
    r"Cabinet|Relations|Constitutional|Union|Citizen|Economic|Labour|Employment|Finance|Development|Cooperation)\b"
)

# "for Home Affairs", "for Justice, Fundamental Rights and Citizenship"; not "of the European Commission".
PORTFOLIO = (
    rf"(?>\s+(?:of|for|responsible for|in charge of)\s+(?:the\s+)?(?!European (?:Commission|Union)){PORTFOLIO_WORD}"
    rf"(?:(?:,\s+|\s+and\s+(?:for\s+)?(?:the\s+)?|\s+|,\s+and\s+)(?:{PORTFOLIO_WORD}|[A-Z][a-z]+(?=(?:,|"
    rf"\s+and)\s+(?:the\s+)?{PORTFOLIO_WORD})))*)"
)
