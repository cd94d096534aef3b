"""Why a name may stay, beside the words it is in."""

from django.db import migrations, models

KEPT = ("collected", "item", "itemrating", "itemuse")


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_said_again_is_added")]

    operations = [
        migrations.AddField(table, "kept", models.JSONField(default=list))
        for table in KEPT
    ]
