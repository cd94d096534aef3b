"""How it was at a place, and where somebody is now, as the child says it."""

from django.db import migrations, models

class Migration(migrations.Migration):

    dependencies = [
        ('family_finding', '0001_people_who_belong'),
    ]

    operations = [
        migrations.AddField(
            model_name='connection',
            name='where',
            field=models.CharField(blank=True, choices=[('here', 'I know where they are'), ('lost', 'We lost each other'), ('wanted', 'Please find them'), ('died', 'They have died')], max_length=6),
        ),
        migrations.AddField(
            model_name='mobilityplace',
            name='felt',
            field=models.CharField(blank=True, choices=[('good', 'A good time'), ('mixed', 'Good and hard'), ('hard', 'A hard time')], max_length=5),
        ),
    ]
