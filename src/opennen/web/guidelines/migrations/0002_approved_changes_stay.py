"""Refuse every change of an approved proposal and of its files in the database itself, whatever writes to it."""

from django.db import migrations

PROPOSALS, FILES = "guidelines_proposal", "guidelines_proposedfile"
SAYS = "an approved change is never changed"
OF_APPROVED = f"(SELECT state FROM {PROPOSALS} WHERE id = {{0}}.proposal_id) = 'approved'"
ABORT = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
SQLITE = {
    "approved_no_update": f"BEFORE UPDATE ON {PROPOSALS} WHEN OLD.state = 'approved' {ABORT}",
    "approved_no_delete": f"BEFORE DELETE ON {PROPOSALS} WHEN OLD.state = 'approved' {ABORT}",
    # INSERT OR REPLACE removes the old row without firing a DELETE trigger.
    "approved_no_replace": f"BEFORE INSERT ON {PROPOSALS} WHEN "
    f"EXISTS (SELECT 1 FROM {PROPOSALS} WHERE id = NEW.id AND state = 'approved') {ABORT}",
    "approved_file_no_update": f"BEFORE UPDATE ON {FILES} WHEN {OF_APPROVED.format('OLD')} {ABORT}",
    "approved_file_no_delete": f"BEFORE DELETE ON {FILES} WHEN {OF_APPROVED.format('OLD')} {ABORT}",
    "approved_file_no_insert": f"BEFORE INSERT ON {FILES} WHEN {OF_APPROVED.format('NEW')} {ABORT}",
}
POSTGRESQL = (
    f"""
    CREATE FUNCTION proposal_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.state = 'approved' THEN RAISE EXCEPTION '{SAYS}'; END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      RETURN NEW;
    END $$
    """,
    f"""
    CREATE FUNCTION file_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP <> 'INSERT' AND {OF_APPROVED.format("OLD")} THEN RAISE EXCEPTION '{SAYS}'; END IF;
      IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
      IF {OF_APPROVED.format("NEW")} THEN RAISE EXCEPTION '{SAYS}'; END IF;
      RETURN NEW;
    END $$
    """,
    f"CREATE TRIGGER approved_no_change BEFORE UPDATE OR DELETE ON {PROPOSALS} "
    "FOR EACH ROW EXECUTE FUNCTION proposal_is_approved()",
    f"CREATE TRIGGER approved_file_no_change BEFORE INSERT OR UPDATE OR DELETE ON {FILES} "
    "FOR EACH ROW EXECUTE FUNCTION file_is_approved()",
)


def guard(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, body in SQLITE.items():
            schema_editor.execute(f"CREATE TRIGGER {name} {body}")
    else:
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def unguard(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute("DROP FUNCTION proposal_is_approved() CASCADE")
        schema_editor.execute("DROP FUNCTION file_is_approved() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
