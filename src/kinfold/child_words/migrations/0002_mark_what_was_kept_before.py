"""Entries that a child kept from the family before there was a mark for it.

`practice.0003` marked those whose reason says so. An adult's own reason stays beside a
child's no, and what was split or joined holds other words: these are found by what was
put on the map (`ItemFeed`) and what the child chose of it (`SharingChoice`). Run again,
it finds nothing more. Nothing is hidden by it: only what is hidden already is marked.
"""

from django.db import migrations

# What `child_sharing.is_for_family` says of a choice on the day this was written.
MARK = """
WITH RECURSIVE counted AS (
    SELECT DISTINCT ON (one.authority_id, one.item_id, one.audience,
                        coalesce(one.person_id::text, one.member_id::text,
                                 lower(one.name)))
           one.authority_id, one.item_id, one.audience, one.answer
      FROM child_tools_sharingchoice one
     WHERE NOT EXISTS (
           SELECT FROM child_tools_sharingchoice nobody
            WHERE nobody.authority_id = one.authority_id
              AND nobody.item_id = one.item_id
              AND nobody.audience = 'nobody'
              AND (nobody.recorded_at, nobody.id) > (one.recorded_at, one.id))
     ORDER BY one.authority_id, one.item_id, one.audience,
              coalesce(one.person_id::text, one.member_id::text, lower(one.name)),
              one.recorded_at DESC, one.id DESC
), kept AS (
    SELECT item.authority_id, item.id
      FROM child_tools_childitem item
      LEFT JOIN counted one
        ON one.authority_id = item.authority_id AND one.item_id = item.id
     GROUP BY item.authority_id, item.id
    HAVING NOT coalesce(bool_or(one.audience = 'parents' AND one.answer = 'yes'), false)
        OR bool_or(one.audience IN ('network', 'school', 'person')
                   AND one.answer <> 'yes')
), held AS (
    SELECT feed.authority_id, feed.target_id AS entry_id
      FROM child_tools_itemfeed feed
      JOIN kept ON kept.authority_id = feed.authority_id AND kept.id = feed.item_id
     WHERE feed.kind IN ('harm', 'complicating_factor', 'strength', 'existing_safety')
    UNION
    SELECT line.authority_id, line.to_entry_id
      FROM versions_lineage line
      JOIN held ON held.authority_id = line.authority_id
               AND held.entry_id = line.from_entry_id
     WHERE line.to_entry_id IS NOT NULL
)
UPDATE practice_mapentry entry SET is_childs_choice = true
  FROM held
 WHERE entry.authority_id = held.authority_id AND entry.id = held.entry_id
   AND NOT entry.is_visible_to_family AND NOT entry.is_childs_choice;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("child_words", "0001_who_was_shown_a_paper"),
        ("child_tools", "0002_how_long_a_recording_is"),
        ("practice", "0003_what_a_child_chose"),
        ("versions", "0001_how_a_map_came_to_be"),
    ]

    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
