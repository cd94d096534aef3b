"""Each line of what a meeting decided is a decision, and each decision is a line."""

from django.db import migrations

ONE_LINE_EACH = """
UPDATE meetings_meetingdecision SET text = btrim(regexp_replace(text, '\\s+', ' ', 'g'))
"""
# The lines as they stand, each once and tidy, then the decisions that were beside them.
ONE_LIST = """
WITH line AS (
    SELECT m.id AS meeting_id, l.at, btrim(regexp_replace(l.line, '\\s+', ' ', 'g')) AS text
      FROM meetings_meeting m,
           regexp_split_to_table(m.decided, '[\\r\\n]+') WITH ORDINALITY AS l (line, at)
     WHERE m.ended_at IS NOT NULL
    UNION ALL
    SELECT d.meeting_id, 100000 + d.position, d.text
      FROM meetings_meetingdecision d JOIN meetings_meeting m ON m.id = d.meeting_id
     WHERE m.ended_at IS NOT NULL
), once AS (
    SELECT meeting_id, text, min(at) AS at FROM line WHERE text <> ''
     GROUP BY meeting_id, text
), list AS (
    SELECT meeting_id, string_agg(text, E'\\n' ORDER BY at) AS decided
      FROM once GROUP BY meeting_id
)
UPDATE meetings_meeting m SET decided = list.decided
  FROM list WHERE list.meeting_id = m.id
"""
EACH_LINE_A_DECISION = """
INSERT INTO meetings_meetingdecision (
    id, authority_id, meeting_id, text, position, recorded_by_id, recorded_at
)
SELECT gen_random_uuid(), m.authority_id, m.id, l.line,
       coalesce((SELECT max(position) FROM meetings_meetingdecision d
                  WHERE d.meeting_id = m.id), 0) + l.at,
       m.ended_by_id, m.ended_at
  FROM meetings_meeting m,
       regexp_split_to_table(m.decided, E'\\n') WITH ORDINALITY AS l (line, at)
 WHERE m.ended_at IS NOT NULL
   AND NOT EXISTS (
       SELECT 1 FROM meetings_meetingdecision d
        WHERE d.meeting_id = m.id AND d.text = l.line
   )
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_with_family_and_network")]

    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (ONE_LINE_EACH, ONE_LIST, EACH_LINE_A_DECISION)
    ]
