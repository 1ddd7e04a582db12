"""Refuse every change of a kept knowledge version in the database itself, whatever writes to it."""

from django.db import migrations

TABLE = "registry_knowledgeversion"
SAYS = "a kept knowledge version is never changed"
SQLITE = (
    ("knowledge_no_update", f"BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"),
    ("knowledge_no_delete", f"BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"),
    (
        # INSERT OR REPLACE removes the old row without firing a DELETE trigger.
        "knowledge_no_replace",
        f"BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE version = NEW.version) "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
    ),
)
POSTGRESQL = (
    f"CREATE FUNCTION knowledge_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$",
    f"CREATE TRIGGER knowledge_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION knowledge_is_kept()",
    f"CREATE TRIGGER knowledge_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION knowledge_is_kept()",
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
        schema_editor.execute("DROP FUNCTION knowledge_is_kept() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_knowledge_versions")]
    operations = [migrations.RunPython(guard, unguard)]
