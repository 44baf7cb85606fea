"""What people read for the values of the council floor: sides, strengths, levels, kinds of paper, Presidencies.

That floor knows no language. Each table gives the name by the value; the name is translated when it is shown.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.council.sides import Level, Side, Strength

SIDES = {Side.EU.value: _("EU side"), Side.US.value: _("US side"), Side.BOTH.value: _("Both sides")}
STRENGTHS = {
    Strength.WILLING.value: pgettext_lazy("strength", "willing"),
    Strength.CONTINUES.value: pgettext_lazy("strength", "continues"),
    Strength.AGREES.value: pgettext_lazy("strength", "agrees"),
    Strength.COMMITS.value: pgettext_lazy("strength", "commits"),
}
LEVELS = {Level.MINISTERIAL.value: _("Ministerial"), Level.SENIOR_OFFICIALS.value: _("Senior officials")}
KINDS_OF_MEETING = {
    Level.MINISTERIAL.value: _("Ministerial meeting"),
    Level.SENIOR_OFFICIALS.value: _("Senior officials meeting"),
}
# By what stands on the cover; a kind that is not here is shown as printed.
KINDS_OF_PAPER = {
    "OUTCOME OF PROCEEDINGS": _("Outcome of proceedings"),
    "SUMMARY OF CONCLUSIONS": _("Summary of conclusions"),
    "SUMMARY OF DISCUSSIONS": _("Summary of discussions"),
    "INFORMATION NOTE": _("Information note"),
    "NOTE": _("Note"),
    "REPORT": _("Report"),
    "JOINT STATEMENT": _("Joint statement"),
    "ABSTRACT": _("Abstract"),
}
# By the adjective in fixtures/reference/presidencies.csv.
PRESIDENCIES = {
    "Austrian": _("Austrian Presidency"),
    "Belgian": _("Belgian Presidency"),
    "British": _("British Presidency"),
    "Bulgarian": _("Bulgarian Presidency"),
    "Croatian": _("Croatian Presidency"),
    "Cypriot": _("Cypriot Presidency"),
    "Czech": _("Czech Presidency"),
    "Danish": _("Danish Presidency"),
    "Dutch": _("Dutch Presidency"),
    "Estonian": _("Estonian Presidency"),
    "Finnish": _("Finnish Presidency"),
    "French": _("French Presidency"),
    "German": _("German Presidency"),
    "Greek": _("Greek Presidency"),
    "Hungarian": _("Hungarian Presidency"),
    "Irish": _("Irish Presidency"),
    "Italian": _("Italian Presidency"),
    "Latvian": _("Latvian Presidency"),
    "Lithuanian": _("Lithuanian Presidency"),
    "Luxembourg": _("Luxembourg Presidency"),
    "Maltese": _("Maltese Presidency"),
    "Polish": _("Polish Presidency"),
    "Portuguese": _("Portuguese Presidency"),
    "Romanian": _("Romanian Presidency"),
    "Slovak": _("Slovak Presidency"),
    "Slovenian": _("Slovenian Presidency"),
    "Spanish": _("Spanish Presidency"),
    "Swedish": _("Swedish Presidency"),
}
# Member States, as the filters name the Presidencies.
MEMBER_STATES = {
    "Austria": _("Austria"),
    "Belgium": _("Belgium"),
    "Bulgaria": _("Bulgaria"),
    "Croatia": _("Croatia"),
    "Cyprus": _("Cyprus"),
    "Czechia": _("Czechia"),
    "Denmark": _("Denmark"),
    "Estonia": _("Estonia"),
    "Finland": _("Finland"),
    "France": _("France"),
    "Germany": _("Germany"),
    "Greece": _("Greece"),
    "Hungary": _("Hungary"),
    "Ireland": _("Ireland"),
    "Italy": _("Italy"),
    "Latvia": _("Latvia"),
    "Lithuania": _("Lithuania"),
    "Luxembourg": _("Luxembourg"),
    "Malta": _("Malta"),
    "Netherlands": _("Netherlands"),
    "Poland": _("Poland"),
    "Portugal": _("Portugal"),
    "Romania": _("Romania"),
    "Slovakia": _("Slovakia"),
    "Slovenia": _("Slovenia"),
    "Spain": _("Spain"),
    "Sweden": _("Sweden"),
    "United Kingdom": _("United Kingdom"),
}


def named(names: Mapping[str, Any], value: str, otherwise: str | None = None) -> str:
    """The name of ``value`` in the language of the page; where it has none, ``otherwise`` or the value itself."""
    return str(names.get(value, value if otherwise is None else otherwise))
