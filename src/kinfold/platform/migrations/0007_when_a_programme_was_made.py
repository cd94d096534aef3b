import django.contrib.postgres.functions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('platform', '0006_rows_of_a_programme'),
    ]

    operations = [
        migrations.AddField(
            model_name='programme',
            name='made_at',
            field=models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow()),
        ),
    ]
