"""An entry that a child keeps from the family says so, and stays kept from it."""

from django.db import migrations, models

# What was hidden because of a child's choice is marked from now on.
MARK = """
UPDATE practice_mapentry SET is_childs_choice = true
 WHERE NOT is_visible_to_family
   AND hidden_reason = 'The child chose who may see this';
"""


class Migration(migrations.Migration):
    dependencies = [("practice", "0002_what_was_taken_back")]

    operations = [
        migrations.AddField(
            model_name="mapentry",
            name="is_childs_choice",
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(MARK, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="mapentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_childs_choice", False),
                    ("is_visible_to_family", False),
                    _connector="OR",
                ),
                name="map_entry_childs_choice_is_hidden",
            ),
        ),
    ]
