from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voice', '0001_words_and_pictures'),
    ]

    operations = [
        migrations.AddField(
            model_name='story',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
    ]
