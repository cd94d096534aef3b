import django.db.models.deletion
import kinfold.platform.models.bases
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('drafts', '0001_keep_what_is_typed'),
        ('records', '0001_the_record'),
    ]

    operations = [
        migrations.AlterField(
            model_name='draft',
            name='family',
            field=kinfold.platform.models.bases.FencedKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.family'),
        ),
    ]
