"""Who stays is a step of somebody in the network, and no role beside it."""

from django.db import migrations, models

# Whoever was there for life as a role has the step from now on, unless they have it.
STEP_FOR_ROLE = """
INSERT INTO networks_memberstep (
    id, authority_id, member_id, stand, happened_on, basis, said_by_name,
    recorded_by_id, recorded_at
)
SELECT gen_random_uuid(), m.authority_id, m.id, 'long_haul', m.started_on,
       'Written as a role before: is there for life', w.name, w.id, now()
  FROM networks_networkmember m
  JOIN platform_worker w ON w.id = m.entered_by_id
 WHERE 'lifetime' = ANY (m.roles)
   AND NOT EXISTS (
       SELECT 1 FROM networks_memberstep s
        WHERE s.member_id = m.id AND s.stand = 'long_haul'
   );
UPDATE networks_networkmember SET roles = array_remove(roles, 'lifetime')
 WHERE 'lifetime' = ANY (roles);
"""


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_where_somebody_stands")]

    operations = [
        migrations.AlterField(
            model_name="memberstep",
            name="stand",
            field=models.CharField(
                choices=[
                    ("may_be_asked", "May be asked"),
                    ("contacted", "Spoken with"),
                    ("interested", "Wants to help"),
                    ("long_haul", "Stays when services have gone"),
                    ("not_staying", "Does not stay when services have gone"),
                    ("ended", "Their part has ended"),
                    ("died", "Has died"),
                ],
                max_length=12,
            ),
        ),
        migrations.RunSQL(STEP_FOR_ROLE, migrations.RunSQL.noop),
    ]
