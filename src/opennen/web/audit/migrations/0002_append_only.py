"""Refuse every change of the audit trail in the database itself, whatever writes to it."""

from django.db import migrations

SQLITE = (
    (
        "audit_no_update",
        "BEFORE UPDATE ON audit_auditevent BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    ),
    (
        "audit_no_delete",
        "BEFORE DELETE ON audit_auditevent BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    ),
    (
        # INSERT OR REPLACE deletes the old row without firing a DELETE trigger (recursive_triggers off).
        "audit_no_replace",
        "BEFORE INSERT ON audit_auditevent WHEN EXISTS (SELECT 1 FROM audit_auditevent WHERE number = NEW.number) "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END",
    ),
)

POSTGRESQL = (
    """
    CREATE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$
    """,
    """
    CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditevent
    FOR EACH ROW EXECUTE FUNCTION audit_append_only()
    """,
    """
    CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION audit_append_only()
    """,
)


def guard(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, body in SQLITE:
            schema_editor.execute(f"CREATE TRIGGER {name} {body}")
    else:
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def unguard(apps, schema_editor) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for name, _ in SQLITE:
            schema_editor.execute(f"DROP TRIGGER {name}")
    else:
        schema_editor.execute("DROP FUNCTION audit_append_only() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
