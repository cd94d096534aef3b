
from django.db import migrations, models


class Migration(migrations.Migration):
    """A comparison with nothing is neither true nor false, and a check lets it pass.

    Lock: brief ACCESS EXCLUSIVE on two tables, with a scan of each.
    """

    dependencies = [
        ('records', '0001_the_record'),
        ('platform', '0001_ground'),
        ('practice', '0001_the_first_map'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='mapentry',
            name='map_entry_happened_both_ends',
        ),
        migrations.RemoveConstraint(
            model_name='scalerating',
            name='scale_rating_number_or_reason',
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('happened_earliest_on', None), ('happened_latest_on', None)), models.Q(('happened_earliest_on__isnull', False), ('happened_earliest_on__lte', models.F('happened_latest_on')), ('happened_latest_on__isnull', False)), _connector='OR'), name='map_entry_happened_both_ends'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'number'), ('value__gte', 0), ('value__isnull', False), ('value__lte', 10)), models.Q(models.Q(('answer', 'number'), _negated=True), ('value', None)), _connector='OR'), name='scale_rating_number_or_reason'),
        ),
    ]
