"""Who stays by the newest agreement of each family is said in its network too."""

from django.db import migrations

NEWEST = """
WITH newest AS (
    SELECT DISTINCT ON (family_id) * FROM stages_longhaul
     ORDER BY family_id, recorded_at DESC, id DESC
), called AS (
    SELECT n.*, btrim(name) AS name
      FROM newest n CROSS JOIN LATERAL unnest(n.who_stays) AS name
)
"""
# Nobody is lost who was never written into the network.
JOIN_NETWORK = (
    NEWEST
    + """
INSERT INTO networks_networkmember (
    id, authority_id, family_id, name, relationship, side, roles, started_on,
    ended_reason, version, entered_by_id, entered_at
)
SELECT gen_random_uuid(), c.authority_id, c.family_id, c.name, '', '', '{}',
       c.agreed_on, '', 1, c.recorded_by_id, now()
  FROM called c
 WHERE NOT EXISTS (
       SELECT 1 FROM networks_networkmember m
        WHERE m.family_id = c.family_id AND lower(m.name) = lower(c.name)
   );
"""
)
SAY_SO = (
    NEWEST
    + """
INSERT INTO networks_memberstep (
    id, authority_id, member_id, stand, happened_on, basis, said_by_name,
    recorded_by_id, recorded_at
)
SELECT gen_random_uuid(), c.authority_id, m.id, 'long_haul', c.agreed_on,
       'As agreed for the years after', w.name, w.id, c.recorded_at
  FROM called c
  JOIN networks_networkmember m
    ON m.family_id = c.family_id AND lower(m.name) = lower(c.name)
  JOIN platform_worker w ON w.id = c.recorded_by_id
 WHERE NOT EXISTS (
       SELECT 1 FROM networks_memberstep s
        WHERE s.member_id = m.id AND s.stand = 'long_haul'
   );
"""
)


class Migration(migrations.Migration):
    dependencies = [
        ("stages", "0002_who_comes_at_once"),
        ("networks", "0003_who_stays_is_said_once"),
    ]

    operations = [
        migrations.RunSQL(JOIN_NETWORK, migrations.RunSQL.noop),
        migrations.RunSQL(SAY_SO, migrations.RunSQL.noop),
    ]
