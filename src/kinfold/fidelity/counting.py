"""How each element is counted: one piece of SQL for each, as `ELEMENTS` says it.

A piece gives the families it was used with: `day` (the last of a quarter), `family_id`,
and `is_good`. It may read `open_families` (the families that were open on the day, and
the team each was with; `first` is the quarter's first day and `until` the moment after
its last) and the pieces of `_SHARED`. What counts is what the record says today about
that day: what was written down late is counted as of the day on which it happened.
"""

from __future__ import annotations

from typing import Final

_OPEN_FAMILIES: Final = """
quarters AS (
  SELECT first, day, (day + 1)::timestamp AT TIME ZONE %(zone)s AS until
  FROM UNNEST(%(firsts)s::date[], %(days)s::date[]) AS q (first, day)
),
open_families AS MATERIALIZED (
  SELECT DISTINCT ON (q.day, f.id) q.*, f.id AS family_id, a.team_id
  FROM quarters AS q
  JOIN records_family AS f ON f.authority_id = %(authority)s
    AND f.opened_on <= q.day AND (f.closed_on IS NULL OR f.closed_on > q.day)
  JOIN records_allocation AS a ON a.authority_id = f.authority_id
    AND a.family_id = f.id AND a.team_id IS NOT NULL
    AND a.started_on <= q.day AND (a.ended_on IS NULL OR a.ended_on > q.day)
  ORDER BY q.day, f.id, a.started_on DESC, a.id
)"""

_SHARED: Final = """
children AS (
  -- a child who is in two families is counted with one of them, so never twice; a
  -- family of which no child is left to count has no row here, and counts as one
  SELECT day, family_id, COUNT(*) AS children FROM (
    SELECT DISTINCT ON (o.day, child.id) o.day, o.family_id
    FROM open_families AS o
    JOIN records_familymember AS m ON m.family_id = o.family_id
      AND m.part IN ('child', 'unborn') AND (m.left_on IS NULL OR m.left_on > o.day)
      AND (m.joined_on IS NULL OR m.joined_on <= o.day)
    JOIN records_person AS p ON p.id = m.person_id
    CROSS JOIN LATERAL (SELECT COALESCE(p.merged_into_id, p.id) AS id) AS child
    ORDER BY o.day, child.id, o.family_id
  ) AS each_once GROUP BY day, family_id
),
dangers AS (
  SELECT DISTINCT ON (o.day, d.id) o.day, o.family_id, r.words
  FROM open_families AS o
  JOIN practice_mapping AS m ON m.family_id = o.family_id
  JOIN practice_dangerstatement AS d ON d.mapping_id = m.id
    AND d.entered_at < o.until AND (d.withdrawn_at IS NULL OR d.withdrawn_at >= o.until)
  JOIN practice_dangersetrevision AS r ON r.danger_id = d.id
    AND r.changed_at < o.until
  WHERE NOT EXISTS (
    SELECT FROM practice_takenback AS t WHERE t.danger_id = d.id AND t.lifted_at IS NULL
  )
  ORDER BY o.day, d.id, r.version DESC
),
plans AS (
  SELECT now.day, now.family_id, now.plan_id, v.words
  FROM (
    SELECT DISTINCT ON (o.day, p.id) o.day, o.family_id, s.plan_id, s.version, s.step
    FROM open_families AS o
    JOIN planning_safetyplan AS p ON p.family_id = o.family_id
    JOIN planning_planstep AS s ON s.plan_id = p.id AND s.taken_on <= o.day
      AND s.step IN ('live', 'resumed', 'suspended')
    ORDER BY o.day, p.id, s.taken_on DESC, s.recorded_at DESC, s.id DESC
  ) AS now
  JOIN planning_planversion AS v ON v.plan_id = now.plan_id AND v.version = now.version
  WHERE now.step <> 'suspended'
),
rules AS (
  SELECT day, family_id, plan_id, (rule ->> 'id')::uuid AS rule_id,
    rule ->> 'kind' AS kind, rule -> 'carriers' AS carriers
  FROM plans CROSS JOIN LATERAL JSONB_ARRAY_ELEMENTS(words) AS rule
)"""

PIECES: Final[dict[str, str]] = {
    "danger_statement": """
SELECT day, family_id, BOOL_AND(
  words ->> 'worried_about' <> '' AND JSONB_ARRAY_LENGTH(words -> 'worried_people') > 0
  AND EXISTS (
    SELECT FROM JSONB_ARRAY_ELEMENTS(words -> 'impacts') AS i WHERE i ->> 'text' <> ''
  )
) AS is_good
FROM dangers GROUP BY day, family_id""",
    "goal_and_scale": """
SELECT day, family_id, BOOL_AND(
  words ->> 'agency_goal' <> '' AND words ->> 'family_goal' <> ''
  AND words ->> 'anchor_0' <> '' AND words ->> 'anchor_10' <> ''
  AND words ->> 'sustained_for' <> ''
  AND JSONB_ARRAY_LENGTH(words -> 'observable_signs') >= 2
) AS is_good
FROM dangers GROUP BY day, family_id
HAVING BOOL_OR(
  (words ->> 'agency_goal' <> '' OR words ->> 'family_goal' <> '')
  AND words ->> 'anchor_0' <> '' AND words ->> 'anchor_10' <> ''
)""",
    "scale_rated": """
SELECT o.day, o.family_id, BOOL_OR(r.capacity <> 'professional') AS is_good
FROM open_families AS o
JOIN practice_mapping AS m ON m.family_id = o.family_id
JOIN practice_dangerstatement AS d ON d.mapping_id = m.id
JOIN practice_safetyscale AS s ON s.danger_id = d.id
JOIN practice_scalerating AS r ON r.scale_id = s.id AND r.answer = 'number'
  AND r.rated_on BETWEEN o.first AND o.day
WHERE NOT EXISTS (
  SELECT FROM practice_takenback AS t WHERE t.rating_id = r.id AND t.lifted_at IS NULL
)
GROUP BY o.day, o.family_id""",
    "child_voice": """
SELECT o.day, o.family_id, COALESCE(BOOL_OR(a.answered_on <= o.day), FALSE) AS is_good
FROM open_families AS o
JOIN child_tools_childtoolsession AS s ON s.family_id = o.family_id
  AND s.happened_on BETWEEN o.first AND o.day
LEFT JOIN child_tools_adultresponse AS a ON a.session_id = s.id
GROUP BY o.day, o.family_id""",
    "words_and_pictures": """
SELECT o.day, o.family_id, COALESCE(BOOL_OR(r.read_on <= o.day), FALSE) AS is_good
FROM open_families AS o
JOIN voice_story AS s ON s.family_id = o.family_id AND s.started_at < o.until
LEFT JOIN voice_storyreading AS r ON r.story_id = s.id
GROUP BY o.day, o.family_id""",
    "network": """
SELECT o.day, o.family_id,
  BOOL_OR(n.side IN ('maternal', 'both')) AND BOOL_OR(n.side IN ('paternal', 'both'))
    AS is_good
FROM open_families AS o
JOIN networks_networkmember AS n ON n.family_id = o.family_id
  AND n.started_on <= o.day AND (n.ended_on IS NULL OR n.ended_on > o.day)
GROUP BY o.day, o.family_id""",
    "network_told": """
SELECT o.day, o.family_id, COUNT(DISTINCT n.id) >= 3 AS is_good
FROM open_families AS o
JOIN networks_networkmember AS n ON n.family_id = o.family_id
  AND n.started_on <= o.day AND (n.ended_on IS NULL OR n.ended_on > o.day)
JOIN networks_informedstep AS s ON s.member_id = n.id AND s.level >= 3
  AND s.told_on <= o.day
GROUP BY o.day, o.family_id""",
    "bottom_lines": """
SELECT o.day, o.family_id,
  COUNT(*) <= 5 AND COALESCE(BOOL_AND(b.explained_on <= o.day), FALSE)
    AND BOOL_AND(b.explained_on IS NOT NULL) AS is_good
FROM open_families AS o
JOIN trajectory_casebottomline AS b ON b.family_id = o.family_id AND b.set_on <= o.day
  AND NOT (b.state = 'lifted' AND b.state_on <= o.day)
GROUP BY o.day, o.family_id""",
    "safety_plan": """
SELECT p.day, p.family_id, COALESCE((
  SELECT 2 * COUNT(*) FILTER (WHERE r.kind = 'service_support') <= COUNT(*)
    AND COUNT(*) > 0 AND COALESCE(BOOL_AND(
      JSONB_ARRAY_LENGTH(r.carriers) > 0 AND NOT EXISTS (
        SELECT FROM JSONB_ARRAY_ELEMENTS(r.carriers) AS c
        WHERE c ->> 'worker_id' IS NOT NULL
      )
    ) FILTER (WHERE r.kind <> 'service_support'), FALSE)
  FROM rules AS r WHERE r.day = p.day AND r.family_id = p.family_id
), FALSE) AS is_good
FROM (SELECT DISTINCT day, family_id FROM plans) AS p""",
    "plan_tried": """
SELECT r.day, r.family_id, COALESCE(BOOL_AND(EXISTS (
    SELECT FROM monitoring_plancheck AS c WHERE c.rule_id = r.rule_id
      AND c.kind IN ('rehearsal', 'used_for_real') AND c.checked_on <= r.day
  )) FILTER (WHERE r.kind = 'trigger_response'), FALSE) AS is_good
FROM rules AS r
JOIN quarters AS q ON q.day = r.day
GROUP BY r.day, r.family_id
HAVING BOOL_OR(EXISTS (
  SELECT FROM monitoring_plancheck AS c WHERE c.rule_id = r.rule_id
    AND c.kind IN (
      'rehearsal', 'used_for_real', 'drop_in_announced', 'drop_in_unannounced'
    )
    AND c.checked_on BETWEEN q.first AND q.day
))""",
    "journal": """
SELECT o.day, o.family_id, BOOL_OR(j.capacity <> 'professional') AS is_good
FROM open_families AS o
JOIN monitoring_journalentry AS j ON j.family_id = o.family_id
  AND j.happened_on BETWEEN o.first AND o.day AND NOT j.is_agency_only
GROUP BY o.day, o.family_id""",
    "group_supervision": """
SELECT o.day, o.family_id, COALESCE(BOOL_OR(g.learned_at < o.until), FALSE) AS is_good
FROM open_families AS o
JOIN supervision_groupsupervision AS g ON g.family_id = o.family_id
  AND g.held_at >= o.first::timestamp AT TIME ZONE %(zone)s AND g.held_at < o.until
GROUP BY o.day, o.family_id""",
    "family_finding": """
SELECT e.day, e.family_id, BOOL_OR(e.found >= e.target_people) AS is_good
FROM (
  SELECT o.day, o.family_id, f.target_people, (
    SELECT COUNT(*) FROM family_finding_foundperson AS p
    WHERE p.episode_id = f.id AND p.found_on <= o.day
  ) AS found
  FROM open_families AS o
  JOIN family_finding_findingepisode AS f ON f.family_id = o.family_id
    AND f.started_on <= o.day AND (f.ended_on IS NULL OR f.ended_on >= o.first)
) AS e GROUP BY e.day, e.family_id""",
    "map_shared": """
SELECT DISTINCT ON (o.day, o.family_id) o.day, o.family_id,
  COALESCE(given.day <= due.day, FALSE) AS is_good
FROM open_families AS o
JOIN practice_mapping AS m ON m.family_id = o.family_id
CROSS JOIN LATERAL (
  SELECT (m.started_at AT TIME ZONE %(zone)s)::date AS day
) AS begun
CROSS JOIN LATERAL (
  -- fifteen working days are three weeks; from a weekend, as from its Friday
  SELECT begun.day + 21 - GREATEST(EXTRACT(ISODOW FROM begun.day)::int - 5, 0) AS day
) AS due
CROSS JOIN LATERAL (
  SELECT MIN(s.happened_on) AS day FROM practice_versionstep AS s
  WHERE s.mapping_id = m.id AND s.kind = 'shared' AND s.happened_on <= o.day
) AS given
WHERE begun.day <= o.day AND (due.day <= o.day OR given.day IS NOT NULL)
ORDER BY o.day, o.family_id, m.started_at DESC""",
}


def counting(codes: tuple[str, ...]) -> str:
    """One statement: by team, day and code, families and children, used with and good.

    The rows of no code (`''`) are those of all families that were open.
    """
    marks = "\nUNION ALL\n".join(
        f"SELECT '{code}' AS code, used.* FROM ({PIECES[code]}) AS used"  # noqa: S608  our own words
        for code in codes
    )
    return f"""
WITH {_OPEN_FAMILIES},{_SHARED},
marks AS (
  {marks}
  UNION ALL SELECT '', day, family_id, FALSE FROM open_families
)
SELECT o.team_id, o.day, m.code, COUNT(*), SUM(COALESCE(c.children, 1)),
  COUNT(*) FILTER (WHERE m.is_good),
  COALESCE(SUM(COALESCE(c.children, 1)) FILTER (WHERE m.is_good), 0)
FROM open_families AS o
JOIN marks AS m ON m.day = o.day AND m.family_id = o.family_id
LEFT JOIN children AS c ON c.day = o.day AND c.family_id = o.family_id
GROUP BY o.team_id, o.day, m.code"""  # noqa: S608  our own words, no one else's
