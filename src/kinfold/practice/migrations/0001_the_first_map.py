import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.lookups
import kinfold.platform.models.bases
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('platform', '0001_ground'),
        ('records', '0001_the_record'),
    ]

    operations = [
        migrations.CreateModel(
            name='DangerStatement',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('is_visible_to_family', models.BooleanField(default=True)),
                ('hidden_reason', models.CharField(blank=True, max_length=500)),
                ('hidden_review_on', models.DateField(null=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('entered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('tested', 'Tested in supervision'), ('shared', 'Shared'), ('agreed', 'Agreed'), ('disputed', 'Shared, seen differently'), ('resolved', 'Goal met')], default='draft', max_length=8)),
                ('existing_safety_preface', models.TextField(blank=True)),
                ('worried_about', models.TextField(blank=True)),
                ('what_might_happen', models.TextField(blank=True)),
                ('why_believed', models.TextField(blank=True)),
                ('family_version_text', models.TextField(blank=True)),
                ('reading_age', models.FloatField(null=True)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('changed_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('entered_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('hidden_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('withdrawn_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Mapping',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('first_contact', 'First contact'), ('assessment', 'Assessment'), ('conference', 'Conference'), ('review', 'Review'), ('supervision', 'Supervision'), ('family_meeting', 'Family meeting'), ('reunification', 'Going home'), ('early_help', 'Early help'), ('care_plan', 'Living in care'), ('closure', 'Closing')], default='first_contact', max_length=16)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('shared', 'Shared with the family'), ('family_responded', 'The family has answered'), ('current', 'Current'), ('superseded', 'Replaced by a newer map')], default='draft', max_length=16)),
                ('version', models.PositiveIntegerField(default=1)),
                ('started_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('shared_with_family_at', models.DateTimeField(null=True)),
                ('shared_format', models.CharField(blank=True, max_length=12)),
                ('shared_with_whom', models.CharField(blank=True, max_length=300)),
                ('shared_version', models.PositiveIntegerField(null=True)),
                ('shared_on', models.DateField(null=True)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('family', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.family')),
                ('shared_with_family_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('started_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('supersedes', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practice.mapping')),
            ],
        ),
        migrations.CreateModel(
            name='MapEntry',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('is_visible_to_family', models.BooleanField(default=True)),
                ('hidden_reason', models.CharField(blank=True, max_length=500)),
                ('hidden_review_on', models.DateField(null=True)),
                ('position', models.PositiveIntegerField(default=0)),
                ('version', models.PositiveIntegerField(default=1)),
                ('entered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('category', models.CharField(choices=[('harm', 'Past harm'), ('complicating_factor', 'Complicating factor'), ('strength', 'Strength'), ('existing_safety', 'Existing safety'), ('next_step', 'Next step')], max_length=20)),
                ('offered_as', models.CharField(blank=True, choices=[('harm', 'Past harm'), ('complicating_factor', 'Complicating factor'), ('strength', 'Strength'), ('existing_safety', 'Existing safety'), ('next_step', 'Next step')], max_length=20)),
                ('text', models.TextField()),
                ('is_own_words', models.BooleanField(default=False)),
                ('said_by_name', models.CharField(blank=True, max_length=200)),
                ('source_type', models.CharField(choices=[('child', 'Said by a child'), ('parent', 'Said by a parent or carer'), ('network', 'Said by family or friends'), ('professional', 'Said by a professional'), ('observed', 'Seen by the writer'), ('record', 'From a record')], default='professional', max_length=12)),
                ('happened_earliest_on', models.DateField(null=True)),
                ('happened_latest_on', models.DateField(null=True)),
                ('is_happened_about', models.BooleanField(default=False)),
                ('impact', models.TextField(blank=True)),
                ('who_name', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField(null=True)),
                ('done_on', models.DateField(null=True)),
                ('outcome', models.TextField(blank=True)),
                ('reading_age', models.FloatField(null=True)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('changed_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('danger', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='practice.dangerstatement')),
                ('entered_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('hidden_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('said_by_person', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person')),
                ('said_by_worker', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('who_person', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person')),
                ('who_worker', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('withdrawn_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('mapping', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='practice.mapping')),
            ],
            options={
                'verbose_name_plural': 'map entries',
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='dangerstatement',
            name='mapping',
            field=kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='dangers', to='practice.mapping'),
        ),
        migrations.CreateModel(
            name='SafetyGoal',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('agency_goal', models.TextField(blank=True)),
                ('family_goal', models.TextField(blank=True)),
                ('child_hope', models.TextField(blank=True)),
                ('observable_signs', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=500), blank=True, default=list, size=None)),
                ('sustained_for', models.CharField(blank=True, max_length=120)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('danger', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='goals', to='practice.dangerstatement')),
            ],
        ),
        migrations.CreateModel(
            name='SafetyScale',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('anchor_0', models.TextField(blank=True)),
                ('anchor_10', models.TextField(blank=True)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('danger', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='scales', to='practice.dangerstatement')),
            ],
        ),
        migrations.CreateModel(
            name='ScaleRating',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('is_visible_to_family', models.BooleanField(default=True)),
                ('hidden_reason', models.CharField(blank=True, max_length=500)),
                ('hidden_review_on', models.DateField(null=True)),
                ('rater_name', models.CharField(max_length=200)),
                ('capacity', models.CharField(choices=[('child', 'Child'), ('parent', 'Parent or carer'), ('family', 'Family'), ('network', 'Friend or neighbour'), ('professional', 'Professional')], max_length=12)),
                ('answer', models.CharField(choices=[('number', 'A number'), ('dont_know', 'Did not know'), ('not_asked', 'Not asked'), ('declined', 'Did not want to say')], default='number', max_length=9)),
                ('value', models.DecimalField(decimal_places=1, max_digits=3, null=True)),
                ('reason_why_not_lower', models.TextField(blank=True)),
                ('what_would_make_one_higher', models.TextField(blank=True)),
                ('occasion', models.CharField(choices=[('visit', 'A visit'), ('family_meeting', 'A family meeting'), ('network_meeting', 'A network meeting'), ('conference', 'A conference or review'), ('supervision', 'Supervision'), ('child_tool', 'Drawing or talking with the child'), ('phone', 'A phone call or message'), ('other', 'Another time')], max_length=15)),
                ('rated_on', models.DateField()),
                ('is_confirmed_by_rater', models.BooleanField(default=False)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('hidden_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('rater_person', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person')),
                ('rater_worker', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('recorded_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('scale', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='ratings', to='practice.safetyscale')),
                ('supersedes', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='practice.scalerating')),
            ],
        ),
        migrations.CreateModel(
            name='WorriedPerson',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('position', models.PositiveIntegerField(default=0)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('danger', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='worried_people', to='practice.dangerstatement')),
                ('person', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person')),
                ('worker', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
            ],
            options={
                'verbose_name_plural': 'worried people',
            },
        ),
        migrations.CreateModel(
            name='DangerSetRevision',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('change', models.CharField(max_length=9)),
                ('map_version', models.PositiveIntegerField()),
                ('words', models.JSONField()),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('changed_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('danger', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='practice.dangerstatement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'danger', 'version'), name='danger_set_revision_once')],
            },
        ),
        migrations.CreateModel(
            name='ChildImpact',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('child_name', models.CharField(max_length=200)),
                ('text', models.TextField(blank=True)),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('child', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person')),
                ('danger', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='impacts', to='practice.dangerstatement')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'danger', 'child'), name='child_impact_once')],
            },
        ),
        migrations.CreateModel(
            name='Disagreement',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200)),
                ('words', models.TextField()),
                ('said_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('danger', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disagreements', to='practice.dangerstatement')),
                ('person', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.person')),
                ('recorded_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('worker', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('entry', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='disagreements', to='practice.mapentry')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('danger', None), ('entry__isnull', False)), models.Q(('danger__isnull', False), ('entry', None)), _connector='OR'), name='disagreement_with_one_thing'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='disagreement_has_name_and_words')],
            },
        ),
        migrations.CreateModel(
            name='MapEntryRevision',
            fields=[
                ('id', models.UUIDField(default=kinfold.platform.models.bases.time_ordered_uuid, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveIntegerField()),
                ('change', models.CharField(choices=[('written', 'Written'), ('changed', 'Changed'), ('withdrawn', 'Taken off the map'), ('put_back', 'Put back')], max_length=9)),
                ('map_version', models.PositiveIntegerField()),
                ('words', models.JSONField()),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('authority', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.authority')),
                ('changed_by', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='platform.worker')),
                ('entry', kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='practice.mapentry')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('authority', 'entry', 'version'), name='map_entry_revision_once')],
            },
        ),
        migrations.AddIndex(
            model_name='mapping',
            index=models.Index(fields=['authority', 'family', 'status'], name='mapping_by_family'),
        ),
        migrations.AddConstraint(
            model_name='mapping',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'superseded'), _negated=True), fields=('authority', 'family'), name='mapping_living_once_per_family'),
        ),
        migrations.AddConstraint(
            model_name='mapping',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('shared_format', ''), ('shared_on', None), ('shared_version', None), ('shared_with_family_at', None), ('shared_with_family_by', None), ('shared_with_whom', '')), models.Q(('shared_on__isnull', False), ('shared_version__isnull', False), ('shared_with_family_at__isnull', False), ('shared_with_family_by__isnull', False), models.Q(('shared_format', ''), _negated=True), models.Q(('shared_with_whom', ''), _negated=True)), _connector='OR'), name='mapping_shared_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='mapping',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'shared'), _negated=True), ('shared_with_family_at__isnull', False), _connector='OR'), name='mapping_shared_says_when'),
        ),
        migrations.AddIndex(
            model_name='mapentry',
            index=models.Index(fields=['authority', 'mapping', 'category', 'position'], name='map_entry_by_mapping'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hidden_by', None), ('hidden_reason', ''), ('hidden_review_on', None), ('is_visible_to_family', True)), models.Q(('hidden_by__isnull', False), ('hidden_review_on__isnull', False), ('is_visible_to_family', False), models.Q(('hidden_reason', ''), _negated=True)), _connector='OR'), name='mapentry_hidden_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='mapentry_withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='map_entry_has_words'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('happened_earliest_on', None), ('happened_latest_on', None)), models.Q(('happened_earliest_on__isnull', False), ('happened_earliest_on__lte', models.F('happened_latest_on')), ('happened_latest_on__isnull', False)), _connector='OR'), name='map_entry_happened_both_ends'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('category', 'existing_safety'), _negated=True), models.Q(('danger__isnull', False), ('happened_earliest_on__isnull', False), models.Q(('who_name', ''), _negated=True)), _connector='OR'), name='map_entry_safety_names_who_when_danger'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('is_own_words', False), models.Q(('said_by_name', ''), _negated=True), _connector='OR'), name='map_entry_own_words_are_somebodys'),
        ),
        migrations.AddConstraint(
            model_name='mapentry',
            constraint=models.CheckConstraint(condition=models.Q(('category', 'next_step'), models.Q(('done_on', None), ('due_on', None), ('outcome', '')), _connector='OR'), name='map_entry_dates_of_steps_only'),
        ),
        migrations.AddIndex(
            model_name='dangerstatement',
            index=models.Index(fields=['authority', 'mapping', 'position'], name='danger_statement_by_mapping'),
        ),
        migrations.AddConstraint(
            model_name='dangerstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hidden_by', None), ('hidden_reason', ''), ('hidden_review_on', None), ('is_visible_to_family', True)), models.Q(('hidden_by__isnull', False), ('hidden_review_on__isnull', False), ('is_visible_to_family', False), models.Q(('hidden_reason', ''), _negated=True)), _connector='OR'), name='dangerstatement_hidden_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='dangerstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), _connector='OR'), name='dangerstatement_withdrawn_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='safetygoal',
            constraint=models.UniqueConstraint(fields=('authority', 'danger'), name='safety_goal_once_per_danger'),
        ),
        migrations.AddConstraint(
            model_name='safetyscale',
            constraint=models.UniqueConstraint(fields=('authority', 'danger'), name='safety_scale_once_per_danger'),
        ),
        migrations.AddIndex(
            model_name='scalerating',
            index=models.Index(fields=['authority', 'scale', 'rated_on'], name='scale_rating_by_scale'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hidden_by', None), ('hidden_reason', ''), ('hidden_review_on', None), ('is_visible_to_family', True)), models.Q(('hidden_by__isnull', False), ('hidden_review_on__isnull', False), ('is_visible_to_family', False), models.Q(('hidden_reason', ''), _negated=True)), _connector='OR'), name='scalerating_hidden_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(('rater_name', ''), _negated=True), name='scale_rating_has_rater'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'number'), ('value__gte', 0), ('value__isnull', False), ('value__lte', 10)), models.Q(models.Q(('answer', 'number'), _negated=True), ('value', None)), _connector='OR'), name='scale_rating_number_or_reason'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.CheckConstraint(condition=models.Q(('value', None), django.db.models.lookups.Exact(django.db.models.expressions.CombinedExpression(models.F('value'), '%%', models.Value(Decimal('0.5'))), models.Value(Decimal('0'))), _connector='OR'), name='scale_rating_by_halves'),
        ),
        migrations.AddConstraint(
            model_name='scalerating',
            constraint=models.UniqueConstraint(condition=models.Q(('supersedes__isnull', False)), fields=('authority', 'supersedes'), name='scale_rating_superseded_once'),
        ),
        migrations.AddConstraint(
            model_name='worriedperson',
            constraint=models.UniqueConstraint(fields=('authority', 'danger', 'name'), name='worried_person_once'),
        ),
        migrations.AddConstraint(
            model_name='worriedperson',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='worried_person_has_name'),
        ),
    ]
