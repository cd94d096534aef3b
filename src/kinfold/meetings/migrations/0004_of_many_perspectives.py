import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0003_what_was_decided_is_one_list'),
    ]

    operations = [
        migrations.AlterField(
            model_name='meetingaccount',
            name='counts_as',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('network', 'A meeting of family and network'), ('family_group', 'Family group decision making'), ('core_group', 'A core group'), ('review', 'A review'), ('blended', 'A meeting of many perspectives, for Family Finding')], max_length=12), size=None),
        ),
    ]
