"""Each step of a version says what the map was for then."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('practice', '0004_how_often_who_noticed_and_what_about'),
    ]

    operations = [
        migrations.AddField(
            model_name='versionstep',
            name='purpose',
            field=models.CharField(blank=True, choices=[('first_contact', 'First contact'), ('assessment', 'Assessment'), ('conference', 'Conference'), ('review', 'Review'), ('supervision', 'Supervision'), ('family_meeting', 'Family meeting'), ('reunification', 'Going home'), ('early_help', 'Early help'), ('care_plan', 'Living in care'), ('closure', 'Closing')], db_default='', max_length=16),
        ),
    ]
