"""Collects the words of the site for translation, and compiles their translations, without GNU gettext.

    manage.py words            brings the .po files up to date with templates and code, and writes the .mo files
    manage.py words --check    changes nothing; says what is out of date or not translated, and fails if anything is

See docs/words.md.
"""

import re
from argparse import ArgumentParser
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

try:
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract
    from babel.messages.mofile import read_mo, write_mo
    from babel.messages.pofile import read_po, write_po
except ImportError:  # where only the packages of the running site are installed
    raise CommandError("This command needs the packages of developers: run 'uv sync', then try again.") from None

ROOT = settings.BASE_DIR
LOCALE = settings.LOCALE_PATHS[0]
CODE = ("archive/**/*.py", "meetings/**/*.py")
TEMPLATES = ("templates/**/*.html", "templates/**/*.txt")
SINGULAR = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
PLURAL = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
IN_CONTEXT = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
PLURAL_IN_CONTEXT = dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
KEYWORDS = SINGULAR | PLURAL | IN_CONTEXT | PLURAL_IN_CONTEXT
TRANSLATED = [code for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


class Command(BaseCommand):
    help = "Collect the words of the site for translation, and compile their translations."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail if something is to do.")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong: list[str] = []
        for language in TRANSLATED:
            catalogue = collected(language)
            wrong += faults(catalogue)
            if options["check"]:
                wrong += outdated(language, catalogue)
            else:
                write(language, catalogue)
        if wrong and options["check"]:
            raise CommandError("\n".join(wrong))
        self.stdout.write("\n".join([*wrong, f"Texts marked for translation: {len(catalogue)}; to do: {len(wrong)}."]))


def collected(language: str) -> Catalog:
    """What is translated into ``language``, with every text that templates and code mark now, and no other."""
    with po_path(language).open("rb") as file:
        catalogue = read_po(file, locale=language, domain="django")
    # Its dates are kept, so that only words change the file.
    template = Catalog(locale=language, domain="django", creation_date=catalogue.creation_date)
    for path, (_, message, comments, context) in marked_texts():
        template.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    catalogue.update(template, no_fuzzy_matching=True)
    return catalogue


def marked_texts() -> Iterator[tuple[str, tuple[int, Any, list[str], str | None]]]:
    """Each text marked for translation in templates and code, with the path of its file."""
    for patterns, is_template in ((TEMPLATES, True), (CODE, False)):
        for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
            text = path.read_text(encoding="utf-8")
            if is_template:
                # Django turns the template into calls of gettext; indented, they would not be Python.
                text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
            found = extract("python", BytesIO(text.encode()), KEYWORDS, ["Translators:"])
            for each in found:
                yield str(path.relative_to(ROOT)), each


def write(language: str, catalogue: Catalog) -> None:
    """Write what translators edit and what the site reads."""
    with po_path(language).open("wb") as file:
        write_po(file, catalogue, width=110, ignore_obsolete=True, include_lineno=False)
    with po_path(language).with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def outdated(language: str, catalogue: Catalog) -> list[str]:
    """The files that do not say what ``catalogue`` says. Their headers, which name Babel's version, do not count."""
    with po_path(language).open("rb") as file:
        words = translations(read_po(file, locale=language))
    compiled = {}
    if po_path(language).with_suffix(".mo").exists():
        with po_path(language).with_suffix(".mo").open("rb") as file:
            compiled = translations(read_mo(file))
    wanted = translations(catalogue)
    translated = {key: text for key, text in wanted.items() if any(text)}
    names = [".po"] * (words != wanted) + [".mo"] * (compiled != translated)
    return [f"The {name} file of {language} is out of date: run 'manage.py words'." for name in names]


def translations(catalogue: Catalog) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """By context and text, the translation in each of its plural forms."""
    found = {}
    for message in catalogue:
        if message.id:
            text = message.id if isinstance(message.id, str) else message.id[0]
            forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
            found[message.context, text] = tuple(form or "" for form in forms)
    return found


def po_path(language: str) -> Path:
    return Path(LOCALE / language / "LC_MESSAGES" / "django.po")


def faults(catalogue: Catalog) -> list[str]:
    """What a translator still has to do: texts without translation, doubtful ones, lost or invented placeholders."""
    wrong = []
    for message in catalogue:
        if not message.id:
            continue
        one = isinstance(message.id, str)
        forms = [message.string] if one else list(message.string or [None])
        name = f"{catalogue.locale}: “{message.id if one else message.id[0]}”"
        if not all(forms):
            wrong.append(f"{name} is not translated.")
        elif message.fuzzy:
            wrong.append(f"{name} is marked fuzzy: look at it and take the mark away.")
        elif placeholders(forms[-1]) != placeholders(message.id if one else message.id[-1]):
            wrong.append(f"{name}: the translation must have the same words in %(…)s and {{…}}.")
        else:
            wrong += [f"{name}: {error}" for error in message.check(catalogue)]  # such as a wrong number of plurals
    return wrong


def placeholders(text: str) -> list[str]:
    """The names of the values that are put into ``text``, in alphabetical order."""
    return sorted(set(re.findall(r"%\([^()]+\)|\{\w+\}", text)))
