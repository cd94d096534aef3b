"""Who says again how useful an item is adds a row; each puts items in for their own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0001_the_knowledge_bank'),
        ('platform', '0007_when_a_programme_was_made'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='collected',
            name='knowledge_collected_once',
        ),
        migrations.RemoveConstraint(
            model_name='itemrating',
            name='knowledge_rated_once',
        ),
        migrations.AddConstraint(
            model_name='collected',
            constraint=models.UniqueConstraint(fields=('programme', 'item', 'collection', 'authority'), name='knowledge_collected_once_by_each', nulls_distinct=False),
        ),
    ]
