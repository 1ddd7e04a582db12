"""Refuse every change of a signature under a rule, and of its end, in the database itself, whatever writes to it."""

from django.db import migrations

SAYS = "a signature under a rule is never changed"
# Table and what makes a row the same row: INSERT OR REPLACE removes it without firing a DELETE trigger.
TABLES = {
    "registry_rulesignaturerecord": "id = NEW.id",
    "registry_rulesignaturewithdrawal": "id = NEW.id OR signature_id = NEW.signature_id",
}


def guard(apps, schema_editor) -> None:
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute(
            "CREATE FUNCTION rule_is_signed() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )
    for table, same in TABLES.items():
        if schema_editor.connection.vendor == "sqlite":
            _guard_on_sqlite(schema_editor, table, same)
        else:
            _guard_on_postgresql(schema_editor, table)


def _guard_on_sqlite(schema_editor, table: str, same: str) -> None:
    abort = f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    for event in ("UPDATE", "DELETE"):
        schema_editor.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {abort}")
    exists = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
    schema_editor.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} {exists} {abort}")


def _guard_on_postgresql(schema_editor, table: str) -> None:
    schema_editor.execute(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION rule_is_signed()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION rule_is_signed()"
    )


def unguard(apps, schema_editor) -> None:
    if schema_editor.connection.vendor != "sqlite":
        schema_editor.execute("DROP FUNCTION rule_is_signed() CASCADE")
        return
    for table in TABLES:
        for event in ("update", "delete", "replace"):
            schema_editor.execute(f"DROP TRIGGER {table}_no_{event}")


class Migration(migrations.Migration):
    dependencies = [("registry", "0004_rule_signatures")]
    operations = [migrations.RunPython(guard, unguard)]
