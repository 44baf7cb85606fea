"""Where a sentence ends, and where it does not."""

from itertools import pairwise

import pytest

from meetings.reading.sentences import LONGEST_SENTENCE, pieces, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences", "why"),
    [
        ("It was so. Both agreed.", ["It was so.", "Both agreed."], "plain"),
        ("He ranked third (No. 3 in the list). It "
         "ended.", ["He ranked third (No. 3 in the list).", "It ended."], "No."),
        ("Art. 4(2) of the draft was open. It stayed "
         "so.", ["Art. 4(2) of the draft was open.", "It stayed so."], "Art."),
        ("One State joined, i.e. Poland. Others wait.", ["One State joined, i.e. Poland.", "Others wait."], "i.e."),
        ("Attorney General Merrick B. Garland spoke.", ["Attorney General Merrick B. Garland spoke."], "an initial"),
        ("Hits rose by 38.5 % in 2016. Some 22 838 "
         "leads.", ["Hits rose by 38.5 % in 2016.", "Some 22 838 leads."], "decimals"),
        ("The U.S. Department agreed.", ["The U.S. Department agreed."], "U.S. before a name"),
        ("They met in Washington, D.C. The talks were "
         "frank.", ["They met in Washington, D.C.", "The talks were frank."], "D.C."),
        ("It was for the U.S. The EU waited.", ["It was for the U.S.", "The EU waited."], "U.S. at the end"),
        ('It had to be "simple enough." Both agreed.', ['It had to be "simple enough."', "Both agreed."], "a quote"),
        ("Data go into the System.1 The EU side "
         "asked.", ["Data go into the System.", "The EU side asked."], "a footnote digit"),
        ("They agreed.The US side left.", ["They agreed.", "The US side left."], "a lost space"),
        ("See eulisa.europa.eu for more. End.", ["See eulisa.europa.eu for more.", "End."], "an address"),
        ("Would it pass? Nobody knew.", ["Would it pass?", "Nobody knew."], "a question"),
        ("the US side will name a contact point;", ["the US side will name a contact point;"], "an item of a list"),
        ("Mr. Vesker and Dr. Lind spoke.", ["Mr. Vesker and Dr. Lind spoke."], "titles"),
        ("Passengers: 3.2 million a year.", ["Passengers: 3.2 million a year."], "a decimal"),
        ("It was heard. eu-LISA presented "
         "figures.", ["It was heard.", "eu-LISA presented figures."], "a name in lower case"),
        ("", [], "nothing"),
        (" … ", [], "no word"),
    ],
)  # fmt: skip
def test_text_is_cut_at_ends_of_sentences_only(text, sentences, why):
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_places_are_exact_and_in_order():
    text = "  First one.  Second one (No. 2).\nThird. "
    spans = split_sentences(text)
    assert [text[s.start : s.end] for s in spans] == ["First one.", "Second one (No. 2).", "Third."]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_overlong_sentence_is_cut_into_pieces_without_loss():
    text = "word " * 2000
    (sentence,) = split_sentences(text)
    cut = list(pieces(text, sentence))
    assert "".join(text[start:end] for start, end in cut) == text.strip()
    assert max(end - start for start, end in cut) <= LONGEST_SENTENCE
