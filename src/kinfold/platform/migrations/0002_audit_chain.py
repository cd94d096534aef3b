"""Chain the audit: a link per event, made by the database when the event commits.

Expand only. Lock: brief, on an empty table. The function runs with the rights of the
tables' owner, so the application can add an event and can never touch a link.

The link is made at commit (a deferred constraint trigger), after every row lock the
transaction needed: an authority's commits then queue for a moment each, and nothing
can wait in a circle. The fields are hashed as a JSON array of texts, so that no field
can borrow from its neighbour; kinfold.platform.chain recomputes it in Python.
"""

from __future__ import annotations

from django.db import migrations

CREATE = r"""
CREATE FUNCTION kinfold_audit_digest(event platform_auditevent, previous text)
RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    previous,
    event.id::text,
    event.authority_id::text,
    (extract(epoch FROM event.at) * 1000000)::bigint::text,
    event.kind,
    event.action,
    event.by_user_id::text,
    coalesce(event.by_worker_id::text, ''),
    event.by_name,
    event.target,
    event.target_id,
    coalesce(event.family_id::text, ''),
    coalesce(event.person_id::text, ''),
    event.why,
    event.changes::text
  )::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION kinfold_chain_audit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  last_position bigint;
  last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(
    hashtextextended('kinfold.audit ' || NEW.authority_id::text, 0));
  SELECT position, hash INTO last_position, last_hash
    FROM public.platform_auditlink
   WHERE authority_id = NEW.authority_id
   ORDER BY position DESC LIMIT 1;
  INSERT INTO public.platform_auditlink
    (id, authority_id, position, event_id, previous_hash, hash)
  VALUES (
    gen_random_uuid(), NEW.authority_id, coalesce(last_position, 0) + 1, NEW.id,
    coalesce(last_hash, ''),
    public.kinfold_audit_digest(NEW, coalesce(last_hash, '')));
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION kinfold_chain_audit() FROM PUBLIC;

CREATE CONSTRAINT TRIGGER chain_audit AFTER INSERT ON platform_auditevent
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kinfold_chain_audit();
"""

DROP = """
DROP TRIGGER chain_audit ON platform_auditevent;
DROP FUNCTION kinfold_chain_audit();
DROP FUNCTION kinfold_audit_digest(platform_auditevent, text);
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_ground")]
    operations = [migrations.RunSQL(CREATE, DROP)]
