"""Say in each link which family's record its event changed (ADR 22).

Expand only. Lock: writers of the audit wait while a column without a value is added and
an empty partial index is made. Links that stand already keep none: whoever compares the
newest change of a family with an earlier one meets only links made since.
"""

from __future__ import annotations

from django.db import migrations, models

CHAIN = r"""
CREATE OR REPLACE FUNCTION kinfold_chain_audit() RETURNS trigger
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
    (id, authority_id, position, event_id, previous_hash, hash%(column)s)
  VALUES (
    gen_random_uuid(), NEW.authority_id, coalesce(last_position, 0) + 1, NEW.id,
    coalesce(last_hash, ''),
    public.kinfold_audit_digest(NEW, coalesce(last_hash, ''))%(value)s);
  RETURN NULL;
END $$;
"""
WITH_FAMILY = CHAIN % {
    "column": ", changed_family_id",
    "value": ",\n    CASE WHEN NEW.kind = 'change' THEN NEW.family_id END",
}
WITHOUT = CHAIN % {"column": "", "value": ""}


class Migration(migrations.Migration):
    dependencies = [("platform", "0004_stored_files")]
    operations = [
        migrations.AddField(
            model_name="auditlink",
            name="changed_family_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddIndex(
            model_name="auditlink",
            index=models.Index(
                condition=models.Q(("changed_family_id__isnull", False)),
                fields=["authority", "changed_family_id", "position"],
                name="audit_link_by_family",
            ),
        ),
        migrations.RunSQL(WITH_FAMILY, WITHOUT),
    ]
