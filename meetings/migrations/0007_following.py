"""Rows for following a subject from meeting to meeting, with the addresses of people and who curates them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models
from django.utils.text import slugify

CURATED = ["glossaryterm", "instrument", "knownpaper", "publicparticipation", "statuschange"]


def give_addresses(apps, schema_editor):
    taken = set()
    for participant in apps.get_model("meetings", "Participant").objects.order_by("pk"):
        wanted = slugify(participant.name)[:100] or "participant"
        slug, place = wanted, 1
        while slug in taken:
            place += 1
            slug = f"{wanted}-{place}"
        taken.add(slug)
        participant.slug = slug
        participant.save(update_fields=["slug"])


def let_archivists_curate(apps, schema_editor):
    config = apps.get_app_config("meetings")
    config.models_module = True  # historical apps have none, and permissions are only made for apps with models
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="meetings")
    curated = permissions.filter(content_type__model__in=CURATED).exclude(codename__startswith="delete_")
    looked_at = permissions.filter(codename__in=["view_instrumentmention", "view_comingdate"])
    for name in ("Archivists", "Administrators"):
        apps.get_model("auth", "Group").objects.get(name=name).permissions.add(*curated, *looked_at)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0006_search_stamp"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(editable=False, max_length=80, unique=True)),
                ("term", models.CharField()),
                ("expansion", models.CharField()),
                ("explanation", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["term"],
            },
        ),
        migrations.AddField(
            model_name="participant",
            name="slug",
            field=models.CharField(default="", editable=False, help_text="Its address; made once.", max_length=120),
            preserve_default=False,
        ),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="participant",
            name="slug",
            field=models.SlugField(editable=False, help_text="Its address; made once.", max_length=120, unique=True),
        ),
        migrations.AddField(
            model_name="theme",
            name="codes",
            field=models.ManyToManyField(
                blank=True, related_name="themes", to="meetings.topiccode", verbose_name="related topic codes"
            ),
        ),
        migrations.AddField(
            model_name="theme",
            name="first_named",
            field=models.ForeignKey(
                blank=True,
                help_text="The first meeting for which a public source names it; it may be older.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="meetings.meeting",
            ),
        ),
        migrations.CreateModel(
            name="Instrument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "EU–US agreement"),
                            ("convention", "International convention"),
                            ("eu-act", "Act of the Union"),
                            ("us-act", "Act of the United States"),
                        ],
                        max_length=12,
                    ),
                ),
                ("description", models.TextField(blank=True)),
                (
                    "forms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(),
                        help_text="How papers write it; short forms in capitals match only so.",
                    ),
                ),
                ("source_url", models.TextField(blank=True, verbose_name="address of its text")),
            ],
            options={
                "ordering": ["name"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("forms__len__gte", 1)),
                        name="instrument_has_a_form",
                        violation_error_message="An instrument needs at least one form in which papers write it.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ComingDate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("words", models.CharField(help_text="The printed words that name the day.")),
                ("opens_on", models.DateField(verbose_name="first day")),
                ("closes_on", models.DateField(verbose_name="last day")),
                (
                    "year_printed",
                    models.BooleanField(
                        default=True, help_text="Otherwise the year follows from the date of the note."
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="coming_dates",
                        to="meetings.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["closes_on", "paragraph", "start"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paragraph", "start", "opens_on", "closes_on"),
                        name="coming_date_once",
                        violation_error_message="This day is recorded for that sentence already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                        name="coming_date_closes_after_it_opens",
                        violation_error_message="The last day cannot lie before the first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start")), models.Q(("words", ""), _negated=True)),
                        name="coming_date_has_words",
                        violation_error_message="A day needs the words that name it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstrumentMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "instrument",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="meetings.instrument"
                    ),
                ),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="instrument_mentions",
                        to="meetings.paragraph",
                    ),
                ),
            ],
            options={
                "ordering": ["paragraph", "start"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instrument", "paragraph", "start"),
                        name="instrument_mention_once",
                        violation_error_message="This mention is recorded already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="instrument_mention_has_words",
                        violation_error_message="A mention must end after it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(help_text="The base number, such as 12385/16.")),
                ("source_url", models.TextField(verbose_name="address of the source")),
                ("reference", models.CharField(blank=True, editable=False, null=True, unique=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="known_papers", to="meetings.meeting"
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "number"),
                        name="known_paper_once",
                        violation_error_message="This number is recorded for that meeting already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_url", ""), _negated=True),
                        name="known_paper_has_a_source",
                        violation_error_message="A paper that is not held needs the address of the source that names it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicParticipation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("side", models.CharField(choices=[("EU", "EU side"), ("US", "US side")], max_length=4)),
                (
                    "office",
                    models.CharField(blank=True, help_text="In English as the source names it, without the country."),
                ),
                (
                    "capacity",
                    models.CharField(
                        choices=[
                            ("host", "Host"),
                            ("department", "US department"),
                            ("presidency", "Presidency"),
                            ("incoming presidency", "Incoming Presidency"),
                            ("commission", "Commission"),
                            ("agency", "Agency or service"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "variants",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(), blank=True, default=list, help_text="Other forms of the name."
                    ),
                ),
                ("source_url", models.TextField(verbose_name="address of the source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[("sure", "Took part"), ("announced", "Announced; may not have come")],
                        default="sure",
                        max_length=10,
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The row of the reference table it came from.",
                        null=True,
                        unique=True,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        help_text="For whom they came.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represented",
                        to="meetings.participant",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_participations",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_participations",
                        to="meetings.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "side", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "participant", "office"),
                        name="public_participation_once_a_meeting",
                        violation_error_message="This participant is recorded for that meeting already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source_url", ""), _negated=True),
                        name="public_participation_has_a_source",
                        violation_error_message="A participation that no note reports needs the address of its source.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("reaffirmed", "Reaffirmed"),
                            ("superseded", "Superseded"),
                            ("delivered", "Delivered"),
                            ("dropped", "Dropped"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "since",
                    models.DateField(help_text="The day from which it holds: that of the passage or of the event."),
                ),
                ("address", models.URLField(blank=True, max_length=1000, verbose_name="public address as evidence")),
                ("remark", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "commitment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="status_changes",
                        to="meetings.commitment",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="status_changes",
                        to="meetings.paragraph",
                        verbose_name="passage as evidence",
                    ),
                ),
            ],
            options={
                "verbose_name": "status of a commitment",
                "verbose_name_plural": "statuses of commitments",
                "ordering": ["commitment", "-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("passage__isnull", False), models.Q(("address", ""), _negated=True), _connector="OR"
                        ),
                        name="status_has_evidence",
                        violation_error_message="A status needs evidence: a passage, or the address of a public source.",
                    )
                ],
            },
        ),
        migrations.RunPython(let_archivists_curate, migrations.RunPython.noop),
    ]
