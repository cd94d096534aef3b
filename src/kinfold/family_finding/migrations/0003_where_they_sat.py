import django.db.models.deletion
from django.db import migrations, models

import kinfold.platform.models.bases


class Migration(migrations.Migration):

    dependencies = [
        ('family_finding', '0002_how_it_was_and_where_they_are'),
        ('meetings', '0004_of_many_perspectives'),
    ]

    operations = [
        migrations.AddField(
            model_name='blendedmeeting',
            name='meeting',
            field=kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting'),
        ),
        migrations.AddConstraint(
            model_name='blendedmeeting',
            constraint=models.UniqueConstraint(condition=models.Q(('meeting__isnull', False)), fields=('authority', 'episode', 'meeting'), name='blended_meeting_is_one_meeting_once'),
        ),
    ]
