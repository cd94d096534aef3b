"""A child of two families has a safety object in each, and neither tells the other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("circles", "0001_who_knows_what")]

    operations = [
        migrations.RemoveConstraint(
            model_name="safetyobject", name="safety_object_one_of_a_child"
        ),
        migrations.AddConstraint(
            model_name="safetyobject",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on", None)),
                fields=("authority", "family", "child"),
                name="safety_object_one_of_a_child_here",
            ),
        ),
    ]
