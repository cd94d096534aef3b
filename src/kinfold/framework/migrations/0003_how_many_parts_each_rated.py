"""How many parts a rater rated stands with the rater: the ratings are theirs to read."""

from django.db import migrations, models

COUNT = """
UPDATE framework_rater r SET parts_rated = (
    SELECT count(DISTINCT g.part) FROM framework_rating g WHERE g.rater_id = r.id
);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("framework", "0002_raters_set_aside_are_asked_again"),
        ("platform", "0007_when_a_programme_was_made"),
    ]

    operations = [
        migrations.AddField(
            "rater", "parts_rated", models.PositiveSmallIntegerField(default=0)
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
