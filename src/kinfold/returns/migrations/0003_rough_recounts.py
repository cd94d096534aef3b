from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('returns', '0002_years_of_a_return'),
    ]

    operations = [
        migrations.AddField(
            model_name='recount',
            name='is_rough',
            field=models.BooleanField(default=False),
        ),
    ]
