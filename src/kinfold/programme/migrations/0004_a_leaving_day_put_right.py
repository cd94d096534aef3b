"""Why an authority leaves is written with its day, and may be put right before it."""

from django.db import migrations, models

DAY = """
UPDATE programme_stayended e SET left_on = a.left_on
  FROM platform_programmeauthority a
 WHERE a.programme_id = e.programme_id AND a.authority_id = e.authority_id
   AND a.joined_on = e.joined_on;
"""
# a column that is made NOT NULL may have no key left to check in this transaction
CHECKED = "SET CONSTRAINTS ALL IMMEDIATE;"


class Migration(migrations.Migration):
    dependencies = [
        ("platform", "0008_when_an_authority_joined_again"),
        ("programme", "0003_why_an_authority_leaves"),
    ]

    operations = [
        migrations.RemoveConstraint("stayended", "stay_ended_once"),
        migrations.AddField(
            "stayended", "number", models.PositiveIntegerField(default=1)
        ),
        migrations.AddField("stayended", "left_on", models.DateField(null=True)),
        migrations.RunSQL(DAY + CHECKED, migrations.RunSQL.noop),
        migrations.AlterField("stayended", "left_on", models.DateField()),
        migrations.AddConstraint(
            "stayended",
            models.UniqueConstraint(
                fields=("programme", "authority", "joined_on", "number"),
                name="stay_ended_number_once",
            ),
        ),
    ]
