"""What a person does with reports: each is in the trail."""

from opennen.web.accounts.models import Membership
from opennen.web.audit.actions import record as audit
from opennen.web.registry.comparing import Place


def tell_compared(*, actor: Membership, before: Place, after: Place, cases: int) -> None:
    """Note that a person compared two settings over the cases they may see."""
    sides = {
        name: {"on": one.on.isoformat(), "country": one.country or "", "version": one.knowledge.version}
        for name, one in (("before", before), ("after", after))
    }
    audit(action="report.compare", actor=actor, object_type="registry", details={**sides, "cases": cases})
