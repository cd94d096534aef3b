"""Rows of the board that are kept (ADR 22). Expand only; a new table, no lock."""

import django.contrib.postgres.fields
import django.db.models.deletion
import kinfold.platform.models.bases
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('platform', '0005_newest_change'),
        ('records', '0001_the_record'),
        ('whiteboard', '0001_ways_of_looking'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptRow',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('on_day', models.DateField()),
                ('seen_link', models.BigIntegerField()),
                ('edition', models.CharField(max_length=16)),
                ('stage', models.PositiveSmallIntegerField()),
                ('status', models.CharField(blank=True, max_length=20)),
                ('marks', models.CharField(max_length=32)),
                ('ranks', django.contrib.postgres.fields.ArrayField(base_field=models.FloatField(), size=None)),
                ('cells', models.TextField()),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('family', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.family')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'family'), name='kept_row_once')],
            },
        ),
    ]
