import django.db.models.deletion
from django.db import migrations

import kinfold.platform.models.bases


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_what_was_decided_is_one_list'),
        ('stages', '0003_who_stays_is_read_from_the_network'),
    ]

    operations = [
        migrations.AddField(
            model_name='exitmeeting',
            name='meeting',
            field=kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting'),
        ),
    ]
