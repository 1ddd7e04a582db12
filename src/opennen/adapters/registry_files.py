"""The registry mappings shipped with the knowledge, read once per process."""

from functools import lru_cache

from opennen.adapters.knowledge_files import knowledge, knowledge_folder, knowledge_texts
from opennen.cases.model import Case, Identity
from opennen.evaluate.assessment import Assessment
from opennen.exchange.mapping import Registry, registries_from
from opennen.exchange.rows import RegistryRows
from opennen.exchange.rows import rows_for as rows_of_mapping
from opennen.kernel.finding import Finding, Refused
from opennen.kernel.text import Text


@lru_cache(maxsize=1)
def registries() -> dict[str, Registry]:
    """This function will give every registry mapping by its id; raises Refused with every finding."""
    known = knowledge()
    return registries_from(knowledge_texts(knowledge_folder()), known.vocabulary, known.sources)


def registry(registry_id: str) -> Registry:
    """This function will give one mapping; raises Refused (R207) that names those there are."""
    found = registries()
    if registry_id not in found:
        named = ", ".join(found)
        message = Text(fr=f"registre inconnu : {registry_id}", en=f"unknown registry: {registry_id}")
        raise Refused([Finding("R207", message, remedy=Text(fr=f"Choisir : {named}.", en=f"Choose one of: {named}."))])
    return found[registry_id]


def rows_for(case: Case, assessment: Assessment, registry_id: str, identity: Identity | None = None) -> RegistryRows:
    """This function will map one assessed tumour to the rows of the registry of that id."""
    return rows_of_mapping(case, assessment, knowledge(), registry(registry_id), identity)
