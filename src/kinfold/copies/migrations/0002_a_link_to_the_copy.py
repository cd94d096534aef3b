import django.db.models.deletion
import django.db.models.functions.datetime
import kinfold.platform.models.bases
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('copies', '0001_the_family_copy'),
        ('platform', '0001_ground'),
        ('records', '0001_the_record'),
    ]

    operations = [
        migrations.AlterField(
            model_name='mapsharing',
            name='format',
            field=models.CharField(choices=[('printed', 'Printed, on paper'), ('large_print', 'Printed, in large print'), ('read_aloud', 'Read aloud together'), ('on_screen', 'Looked at together on a screen'), ('sent', 'Sent in a way the family chose'), ('translated', 'Gone through with an interpreter'), ('link', 'A link for their telephone')], max_length=12),
        ),
        migrations.CreateModel(
            name='CopyLink',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('person_name', models.CharField(max_length=200)),
                ('token_hash', models.CharField(max_length=64)),
                ('code_hash', models.CharField(max_length=200)),
                ('phone', models.CharField(blank=True, max_length=40)),
                ('things', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('expires_at', models.DateTimeField()),
                ('wrong_count', models.PositiveSmallIntegerField(default=0)),
                ('opened_count', models.PositiveIntegerField(default=0)),
                ('last_opened_at', models.DateTimeField(null=True)),
                ('called_back_at', models.DateTimeField(null=True)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('called_back_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('made_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('person', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person')),
                ('sharing', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='links', to='copies.mapsharing')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'token_hash'), name='copy_link_once'), models.CheckConstraint(condition=models.Q(models.Q(('called_back_at', None), ('called_back_by', None)), models.Q(('called_back_at__isnull', False), ('called_back_by__isnull', False)), _connector='OR'), name='copy_link_called_back_by_somebody')],
            },
        ),
    ]
