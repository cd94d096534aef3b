"""What is read or worked with at a gathering."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('gatherings', '0001_the_calendar'),
    ]

    operations = [
        migrations.AddField(
            model_name='gathering',
            name='materials',
            field=models.TextField(blank=True),
        ),
    ]
