"""The rank of each version of a number, and an index of the numbers of which there are several papers."""

import django.db.models.expressions
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0024_participant_merges"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="outcomenote",
            name="edition",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.expressions.CombinedExpression(
                    django.db.models.expressions.CombinedExpression(
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.functions.comparison.Coalesce(
                                django.db.models.functions.comparison.Cast(
                                    models.Func(
                                        models.F("version"),
                                        models.Value("REV (\\d{1,2})(?: (?:REV|DCL|EXT) \\d{1,2})*$"),
                                        function="substring",
                                        output_field=models.TextField(),
                                    ),
                                    models.IntegerField(),
                                ),
                                models.Value(0),
                            ),
                            "*",
                            models.Value(100),
                        ),
                        "+",
                        django.db.models.functions.comparison.Coalesce(
                            django.db.models.functions.comparison.Cast(
                                models.Func(
                                    models.F("version"),
                                    models.Value("DCL (\\d{1,2})(?: (?:REV|DCL|EXT) \\d{1,2})*$"),
                                    function="substring",
                                    output_field=models.TextField(),
                                ),
                                models.IntegerField(),
                            ),
                            models.Value(0),
                        ),
                    ),
                    "-",
                    django.db.models.expressions.CombinedExpression(
                        models.Func(
                            django.db.models.functions.comparison.Coalesce(
                                django.db.models.functions.comparison.Cast(
                                    models.Func(
                                        models.F("version"),
                                        models.Value("EXT (\\d{1,2})(?: (?:REV|DCL|EXT) \\d{1,2})*$"),
                                        function="substring",
                                        output_field=models.TextField(),
                                    ),
                                    models.IntegerField(),
                                ),
                                models.Value(0),
                            ),
                            models.Value(1),
                            function="least",
                            output_field=models.IntegerField(),
                        ),
                        "*",
                        models.Value(100000),
                    ),
                ),
                output_field=models.IntegerField(),
            ),
        ),
        migrations.AddField(
            model_name="outcomenote",
            name="stem",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.F("version"),
                    models.Value("(^| )(INIT|(REV|DCL|EXT) \\d{1,2}( (REV|DCL|EXT) \\d{1,2})*)$"),
                    models.Value(""),
                    function="regexp_replace",
                    output_field=models.TextField(),
                ),
                output_field=models.CharField(),
            ),
        ),
        migrations.AddIndex(
            model_name="outcomenote",
            index=models.Index(
                condition=models.Q(
                    models.Q(("edition", 0), _negated=True),
                    models.Q(("language", "en"), _negated=True),
                    _connector="OR",
                ),
                fields=["number", "stem"],
                include=("id", "language", "edition", "marking", "state", "published_at"),
                name="note_of_several",
            ),
        ),
    ]
