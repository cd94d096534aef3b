import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import kinfold.platform.models.bases
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('platform', '0006_rows_of_a_programme'),
    ]

    operations = [
        migrations.CreateModel(
            name='Workshop',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('by_user_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=200)),
                ('by_place', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('title', models.CharField(max_length=200)),
                ('held_on', models.DateField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('code', models.CharField(max_length=8, unique=True)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open to telephones'), ('closed', 'Closed')], default='planned', max_length=8)),
                ('open_until', models.DateTimeField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('is_synthetic', models.BooleanField(default=False)),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Highlight',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('by_user_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=200)),
                ('by_place', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('version', models.PositiveIntegerField()),
                ('achievement', models.TextField()),
                ('challenge', models.TextField()),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
                ('workshop', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('called', models.CharField(blank=True, max_length=60)),
                ('authority', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
                ('workshop', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshop')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WorkshopItem',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('talk', 'Something told or talked about'), ('exercise', 'An exercise, its words shown large'), ('one', 'A question with one answer of a list'), ('several', 'A question with any answers of a list'), ('words', 'A question answered in a few words'), ('scale', 'A vote from 0 to 10'), ('wall', 'A wall that takes what people write, word for word')], max_length=8)),
                ('title', models.CharField(max_length=200)),
                ('words', models.TextField(blank=True)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('options', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=120), default=list, size=None)),
                ('low', models.CharField(blank=True, max_length=120)),
                ('high', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('waiting', 'Not yet'), ('open', 'On now'), ('closed', 'Over')], default='waiting', max_length=8)),
                ('version', models.PositiveIntegerField(default=1)),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
                ('workshop', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshop')),
            ],
        ),
        migrations.CreateModel(
            name='WorkshopAction',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('by_user_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=200)),
                ('by_place', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('what', models.CharField(max_length=500)),
                ('who', models.CharField(max_length=200)),
                ('due_on', models.DateField()),
                ('done_on', models.DateField(null=True)),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
                ('workshop', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshop')),
                ('item', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshopitem')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WallNote',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('sent', models.UUIDField()),
                ('words', models.CharField(max_length=500)),
                ('at', models.DateTimeField()),
                ('taken_down_at', models.DateTimeField(null=True)),
                ('taken_down_by', models.CharField(blank=True, max_length=200)),
                ('taken_down_why', models.CharField(blank=True, max_length=500)),
                ('device', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.device')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
                ('workshop', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshop')),
                ('item', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshopitem')),
            ],
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('numbers', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None)),
                ('at', models.DateTimeField()),
                ('device', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.device')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
                ('workshop', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshop')),
                ('item', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshopitem')),
            ],
        ),
        migrations.CreateModel(
            name='WorkshopJournal',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('by_user_id', models.BigIntegerField()),
                ('by_name', models.CharField(max_length=200)),
                ('by_place', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('version', models.PositiveIntegerField()),
                ('intro', models.TextField(blank=True)),
                ('items', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('notes', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('has_highlights', models.BooleanField()),
                ('has_actions', models.BooleanField()),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.programme')),
                ('workshop', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workshops.workshop')),
            ],
        ),
        migrations.AddIndex(
            model_name='workshop',
            index=models.Index(fields=['programme', 'held_on'], name='workshop_day'),
        ),
        migrations.AddConstraint(
            model_name='workshop',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), ('open_until__isnull', False), _connector='OR'), name='workshop_open_until_a_moment'),
        ),
        migrations.AddConstraint(
            model_name='highlight',
            constraint=models.UniqueConstraint(fields=('programme', 'workshop', 'authority', 'version'), name='highlight_version_once'),
        ),
        migrations.AddConstraint(
            model_name='workshopitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'scale'), _negated=True), models.Q(models.Q(('low', ''), _negated=True), models.Q(('high', ''), _negated=True)), _connector='OR'), name='workshop_scale_has_anchors'),
        ),
        migrations.AddConstraint(
            model_name='wallnote',
            constraint=models.UniqueConstraint(fields=('programme', 'item', 'device', 'sent'), name='note_once'),
        ),
        migrations.AddConstraint(
            model_name='wallnote',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('taken_down_at', None), ('taken_down_why', '')), models.Q(('taken_down_at__isnull', False), models.Q(('taken_down_why', ''), _negated=True)), _connector='OR'), name='note_taken_down_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(fields=('programme', 'item', 'device'), name='vote_once_a_device'),
        ),
        migrations.AddConstraint(
            model_name='workshopjournal',
            constraint=models.UniqueConstraint(fields=('programme', 'workshop', 'version'), name='journal_version_once'),
        ),
    ]
