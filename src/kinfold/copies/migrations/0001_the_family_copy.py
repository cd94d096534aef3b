import django.db.models.deletion
import django.db.models.functions.datetime
import kinfold.platform.models.bases
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('platform', '0001_ground'),
        ('practice', '0001_the_first_map'),
    ]

    operations = [
        migrations.CreateModel(
            name='MapSharing',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('format', models.CharField(choices=[('printed', 'Printed, on paper'), ('large_print', 'Printed, in large print'), ('read_aloud', 'Read aloud together'), ('on_screen', 'Looked at together on a screen'), ('sent', 'Sent in a way the family chose'), ('translated', 'Gone through with an interpreter')], max_length=12)),
                ('with_whom', models.CharField(max_length=300)),
                ('copy', models.JSONField(default=dict)),
                ('shared_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('mapping', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='sharings', to='practice.mapping')),
                ('shared_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
            ],
            options={
                'indexes': [models.Index(fields=['authority', 'mapping', 'recorded_at'], name='map_sharing_by_mapping')],
                'constraints': [models.CheckConstraint(condition=models.Q(('with_whom', ''), _negated=True), name='map_sharing_with_somebody')],
            },
        ),
    ]
