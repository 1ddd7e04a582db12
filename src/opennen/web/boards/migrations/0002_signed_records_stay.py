"""Refuse every change of a signed record in the database itself, whatever writes to it."""

from django.db import migrations

TABLE = "boards_decisionrecord"
SAYS = "a signed record is never changed"
SQLITE = (
    ("record_no_update", f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"),
    ("record_no_delete", f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"),
    (
        # INSERT OR REPLACE removes the old row without firing a DELETE trigger.
        "record_no_replace",
        f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id "
        "OR (item_id = NEW.item_id AND version = NEW.version)) "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    ),
)
POSTGRESQL = (
    f"CREATE FUNCTION record_is_signed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$",
    f"CREATE TRIGGER record_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION record_is_signed()",
    f"CREATE TRIGGER record_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION record_is_signed()",
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
        schema_editor.execute("DROP FUNCTION record_is_signed() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
