"""Whose each row is, so that it can be fenced, and hidden once its authority left.

What is there already is taken from the pack it hangs on, and of a note or a line of the
register from the place that it names: an authority, or the programme, which is none.
"""

import django.db.models.deletion
from django.db import migrations, models

FROM_PACK = """
UPDATE {table} one SET authority_id = pack.authority_id
  FROM lab_labpack pack WHERE pack.id = one.pack_id;
"""
FROM_PLACE = """
UPDATE {table} one SET authority_id = place.id
  FROM platform_authority place WHERE place.name = one.by_place;
"""
# a column that is made NOT NULL may have no key left to check in this transaction
CHECKED = "SET CONSTRAINTS ALL IMMEDIATE;"
OF_PACK = ("labfollowup", "labpackwithdrawal")
OF_PLACE = ("lablearning", "labnote")


def _authority(**how):
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="platform.authority",
        **how,
    )


def _fill(statement, tables):
    words = "".join(statement.format(table=f"lab_{one}") for one in tables)
    return migrations.RunSQL(words + CHECKED, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("lab", "0001_sessions_and_cases"),
        ("platform", "0006_rows_of_a_programme"),
    ]

    operations = [
        *(
            migrations.AddField(one, "authority", _authority(null=True))
            for one in (*OF_PACK, *OF_PLACE)
        ),
        _fill(FROM_PACK, OF_PACK),
        _fill(FROM_PLACE, OF_PLACE),
        *(migrations.AlterField(one, "authority", _authority()) for one in OF_PACK),
    ]
