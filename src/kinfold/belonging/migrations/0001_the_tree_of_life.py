"""The tree of a child's life, a picture of one day."""


import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import kinfold.platform.models.bases
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('family_finding', '0002_how_it_was_and_where_they_are'),
        ('platform', '0005_newest_change'),
    ]

    operations = [
        migrations.CreateModel(
            name='TreeOfLife',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('drawn_on', models.DateField()),
                ('roots', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('ground', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('trunk', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('branches', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('leaves', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('fruits', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('storms', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('child_words', models.TextField(blank=True)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('episode', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='family_finding.findingepisode')),
                ('recorded_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
            ],
            options={
                'indexes': [models.Index(fields=['authority', 'episode', 'drawn_on'], name='tree_of_life_by_episode')],
            },
        ),
    ]
