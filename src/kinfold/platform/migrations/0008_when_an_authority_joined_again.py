"""A second stay is a new stay: since when, and whether what was before is shown.

Of a second stay that is there already the day is taken; whoever joined then had nothing
of it before.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import kinfold.platform.models.bases
from django.db import migrations, models

AGAIN = """
UPDATE platform_programmeauthority a
   SET again_at = a.joined_on::timestamp AT TIME ZONE 'Europe/London'
 WHERE EXISTS (
    SELECT 1 FROM platform_programmeauthority s
     WHERE s.programme_id = a.programme_id AND s.authority_id = a.authority_id
       AND s.joined_on < a.joined_on
 );
"""


def _one_of(table):
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=table,
    )


class Migration(migrations.Migration):
    dependencies = [("platform", "0007_when_a_programme_was_made")]

    operations = [
        migrations.AddField(
            "programmeauthority", "again_at", models.DateTimeField(null=True)
        ),
        migrations.RunSQL(AGAIN, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="EarlierShown",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=kinfold.platform.models.bases.time_ordered_uuid,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("by_user_id", models.BigIntegerField()),
                ("by_name", models.CharField(max_length=200)),
                ("by_place", models.CharField(blank=True, max_length=200)),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now()
                    ),
                ),
                ("joined_on", models.DateField()),
                ("authority", _one_of("platform.authority")),
                ("programme", _one_of("platform.programme")),
            ],
            options={
                "verbose_name_plural": "earlier shown",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("programme", "authority", "joined_on"),
                        name="earlier_shown_once",
                    )
                ],
            },
        ),
    ]
