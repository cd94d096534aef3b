"""Take the key to the family off kept rows: a page would wait for it (ADR 22).

The column stays as it is, so the new version and the old one both read it. Lock: brief,
on a table that is written over daily.
"""

from django.db import migrations, models

DROP = """
ALTER TABLE whiteboard_keptrow DROP CONSTRAINT IF EXISTS
  fence_whiteboard_keptrow_family_id;
DROP INDEX IF EXISTS fence_whiteboard_keptrow_family_id_ix;
"""


class Migration(migrations.Migration):
    dependencies = [("whiteboard", "0002_kept_rows")]
    operations = [
        migrations.SeparateDatabaseAndState(
            # the fences make both again when the key comes back
            database_operations=[migrations.RunSQL(DROP, migrations.RunSQL.noop)],
            state_operations=[
                migrations.RemoveConstraint(model_name="keptrow", name="kept_row_once"),
                migrations.RemoveField(model_name="keptrow", name="family"),
                migrations.AddField(
                    model_name="keptrow",
                    name="family_id",
                    field=models.UUIDField(),
                    preserve_default=False,
                ),
                migrations.AddConstraint(
                    model_name="keptrow",
                    constraint=models.UniqueConstraint(
                        fields=("authority", "family_id"), name="kept_row_once"
                    ),
                ),
            ],
        )
    ]
