"""`opennen import FILE…`: every case of all the files, or none; findings and exit code 1 when one is refused."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import get_language

from opennen.adapters.case_files import FILE_BYTES, read_case_file
from opennen.kernel.finding import Refused
from opennen.web.accounts.models import Centre, Membership
from opennen.web.registry.actions import Incoming, import_cases
from opennen.web.registry.selectors import today


class Command(BaseCommand):
    help = "Import cases from JSON files; nothing is kept unless everything is right."

    def add_arguments(self, parser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--centre", help="code of the centre; may be left out when there is only one")
        parser.add_argument("--by", metavar="EMAIL", help="the account in whose name the import is recorded")
        parser.add_argument("--lang", choices=("fr", "en"), help="language of the messages")

    def handle(self, *args, files, centre, by, lang, **options) -> None:
        language = lang or get_language() or "en"
        where, actor = self._who(centre, by)
        try:
            kept = self._import(files, where, actor)
        except Refused as refused:
            for finding in refused.findings:
                self.stderr.write(finding.in_(language))
            raise CommandError(f"{len(refused.findings)} finding(s); nothing was imported.") from None
        self.stdout.write(f"{len(kept)} case(s) imported into {where.code}.")
        for record in kept:
            self.stdout.write(f"  {record.identifier}  {record.headlines.get(language, record.headlines['en'])}")

    @transaction.atomic
    def _import(self, files: list[Path], where: Centre, actor: Membership | None):
        kept = []
        for path in files:
            incoming = read_case_file(_content(path), today(), path.name)
            found = [Incoming(place, case, identity) for place, case, identity in incoming]
            kept += import_cases(actor=actor, centre=where, incoming=found, name=path.name)
        return kept

    def _who(self, code: str | None, email: str | None) -> tuple[Centre, Membership | None]:
        centres = list(Centre.objects.filter(code=code) if code else Centre.objects.all()[:2])
        if len(centres) != 1:
            known = ", ".join(Centre.objects.values_list("code", flat=True)) or "none yet (opennen manage demo)"
            raise CommandError(f"Name the centre with --centre CODE. There are: {known}.")
        if not email:
            return centres[0], None
        actor = Membership.objects.filter(user__email__iexact=email, centre=centres[0], is_active=True).first()
        if actor is None:
            raise CommandError(f"{email} does not work in {centres[0].code}.")
        return centres[0], actor


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > FILE_BYTES:
            with path.open("rb") as file:
                return file.read(FILE_BYTES + 1)
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from None
