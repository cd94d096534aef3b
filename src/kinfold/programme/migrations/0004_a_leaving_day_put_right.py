"""Why an authority leaves is written with its day, and may be put right before it."""

from django.db import migrations, models

DAY = """
UPDATE programme_stayended e SET left_on = a.left_on
  FROM platform_programmeauthority a
 WHERE a.programme_id = e.programme_id AND a.authority_id = e.authority_id
   AND a.joined_on = e.joined_on;
"""
# of a stay that gives no day: no later than it was written down
UNKNOWN = """
UPDATE programme_stayended
   SET left_on = (at AT TIME ZONE 'Europe/London')::date
 WHERE left_on IS NULL;
"""
# platform 0008 took the first day of a second stay; what was prepared for it before,
# and after its director agreed, is of it
AGREED = """
UPDATE platform_programmeauthority a
   SET again_at = greatest(i.at, (
       SELECT max(s.left_on)::timestamp AT TIME ZONE 'Europe/London'
         FROM platform_programmeauthority s
        WHERE s.programme_id = a.programme_id AND s.authority_id = a.authority_id
          AND s.joined_on < a.joined_on))
  FROM programme_invitationanswer i
 WHERE a.again_at IS NOT NULL AND i.kind = 'agreed'
   AND i.programme_id = a.programme_id AND i.authority_id = a.authority_id
   AND i.at = (
       SELECT max(n.at) FROM programme_invitationanswer n
        WHERE n.programme_id = a.programme_id AND n.authority_id = a.authority_id
          AND n.kind = 'agreed'
          AND (n.at AT TIME ZONE 'Europe/London')::date <= a.joined_on);
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
        migrations.RunSQL(DAY + UNKNOWN + CHECKED, migrations.RunSQL.noop),
        migrations.AlterField("stayended", "left_on", models.DateField()),
        migrations.AddConstraint(
            "stayended",
            models.UniqueConstraint(
                fields=("programme", "authority", "joined_on", "number"),
                name="stay_ended_number_once",
            ),
        ),
        migrations.RunSQL(AGREED, migrations.RunSQL.noop),
    ]
