"""The main job in a real browser, in French, by clicking: from a case to a signed decision and its outcome."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from opennen.adapters.knowledge_files import knowledge_folder
from opennen.web.accounts.capabilities import Discipline, Role
from opennen.web.boards.models import DecisionRecord, RecommendedAction
from opennen.web.boards.signing import verified

PASSWORD = "a-long-password-2026"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def journey(open_browser, sign_in, accessible, person, tmp_path):
    return Journey(open_browser(), sign_in, accessible, person, tmp_path)


def test_from_a_case_to_a_signed_decision_and_its_outcome(journey):
    journey.given_a_coordinator_and_colleagues()
    journey.when_the_coordinator_signs_in()
    journey.when_a_board_and_a_meeting_are_planned()
    journey.when_a_case_is_imported_from_a_file()
    journey.then_its_classification_is_seen()
    journey.when_it_is_put_on_the_agenda_with_a_question()
    journey.then_the_sheet_shows_question_timeline_and_options()
    journey.when_the_meeting_opens_and_attendance_is_noted()
    journey.when_an_unsupported_option_is_recommended_without_a_reason()
    journey.then_it_says_that_a_reason_is_missing()
    journey.when_the_reason_is_given()
    journey.when_the_meeting_is_closed_and_signed()
    journey.then_the_record_is_signed_and_shown()
    journey.then_the_sheet_comes_as_a_french_pdf()
    journey.then_the_registry_rows_come_as_a_file()
    journey.then_the_start_page_lists_the_open_recommendation()
    journey.when_the_outcome_is_recorded()
    journey.then_nothing_is_open_on_the_start_page()


def test_a_meeting_is_run_by_keyboard_alone(journey):
    journey.given_a_coordinator_and_colleagues()
    journey.given_a_planned_meeting_with_two_cases()
    journey.when_the_coordinator_signs_in()
    journey.then_keys_open_the_meeting_walk_through_it_and_save()


class Journey:
    def __init__(self, page, sign_in, accessible, person, folder) -> None:
        self.page, self.sign_in, self.accessible, self.person, self.folder = page, sign_in, accessible, person, folder

    # --- given ---------------------------------------------------------------------------------

    def given_a_coordinator_and_colleagues(self):
        self.coordinator = self.person(Role.COORDINATOR, "claire", discipline=Discipline.GASTROENTEROLOGY)
        self.surgeon = self.person(Role.MEMBER, "paul", discipline=Discipline.SURGERY)

    def given_a_planned_meeting_with_two_cases(self):
        from opennen.adapters.case_files import read_case_file
        from opennen.web.boards import actions
        from opennen.web.registry.actions import load_demo_cases

        today = timezone.localdate()
        files = [knowledge_folder() / "demo" / "cases" / f"{name}.json" for name in ("C05", "C06")]
        cases = [(case, identity) for path in files for _, case, identity in read_case_file(path.read_bytes(), today)]
        records = load_demo_cases(centre=self.coordinator.centre, cases=cases, why="test")
        board = actions.create_board(
            actor=self.coordinator, name="COM", language="fr", disciplines=("surgery",), quorum_people=1
        )
        self.meeting = actions.plan_meeting(
            actor=self.coordinator, board=board, held_on=today, starts_at=None, place=""
        )
        for record in records:
            actions.put_on_agenda(
                actor=self.coordinator, case=record, meeting=self.meeting, question=f"Que faire pour {record} ?"
            )

    # --- when ----------------------------------------------------------------------------------

    def when_the_coordinator_signs_in(self):
        self.sign_in(self.page, self.coordinator)
        self.see("Accueil")

    def when_a_board_and_a_meeting_are_planned(self):
        self.click_link("Réunions")
        self.click_link("Nouvelle concertation")
        self.see("Nouvelle concertation")
        self.page.fill("[name=name]", "COM NEN")
        self.page.get_by_label("Chirurgie").check()
        self.page.fill("[name=quorum_people]", "2")
        self.click_button("Enregistrer")
        self.click_link("Prévoir une réunion")
        self.page.fill("[name=held_on]", timezone.localdate().isoformat())
        self.page.fill("[name=starts_at]", "16:30")
        self.accessible(self.page)
        self.click_button("Prévoir")
        self.see("L’ordre du jour est vide")

    def when_a_case_is_imported_from_a_file(self):
        case = json.loads((knowledge_folder() / "demo" / "cases" / "C05.json").read_text(encoding="utf-8"))
        path = self.folder / "cas.json"
        path.write_text(json.dumps({**case, "id": "NEN-001"}), encoding="utf-8")
        self.page.goto("/cases/import/")
        self.accessible(self.page)
        self.page.set_input_files("input[type=file]", path)
        self.page.locator("main form button[type=submit]").first.click()
        self.see("1 cas importé")

    def when_it_is_put_on_the_agenda_with_a_question(self):
        self.page.get_by_role("link", name="Demander une concertation").first.click()
        self.page.fill("[name=question]", "RIV ou évérolimus ?")
        self.accessible(self.page)
        self.click_button("Inscrire à l’ordre du jour")

    def when_the_meeting_opens_and_attendance_is_noted(self):
        self.press("g")
        self.click_button("Ouvrir la réunion")
        self.see("en séance")
        self.press("a")
        self.page.get_by_label("Claire", exact=True).check()
        self.page.get_by_label("Paul", exact=True).check()
        self.accessible(self.page)
        self.press("s")
        self.see("quorum atteint")
        self.press("j")
        self.page.wait_for_url("**/items/*/")

    def when_an_unsupported_option_is_recommended_without_a_reason(self):
        self.page.get_by_text("Options que les règles ne soutiennent pas ici").click()
        option = self.page.locator(".choices details .choice").first
        self.option = option.locator(".choice__option > span").first.inner_text()
        option.locator("input[type=checkbox]").check()
        due = timezone.localdate() + timedelta(days=30)
        option.locator("input[type=date]").fill(due.isoformat())
        self.click_button("Enregistrer le brouillon")

    def when_the_reason_is_given(self):
        self.page.fill("[name=deviation_reason]", "Souhait éclairé de la patiente.")
        self.click_button("Enregistrer le brouillon")
        self.see("Un écart, avec sa raison")

    def when_the_meeting_is_closed_and_signed(self):
        self.press("c")
        self.page.wait_for_url("**/close/")
        self.accessible(self.page)
        self.page.fill("[name=password]", "pas le bon mot de passe")
        self.click_button("Signer et clore la réunion")
        self.see("Le mot de passe n'est pas le bon")
        self.page.fill("[name=password]", PASSWORD)
        self.click_button("Signer et clore la réunion")
        self.see("La réunion est close.")
        self.accessible(self.page)

    def when_the_outcome_is_recorded(self):
        self.page.get_by_role("link", name=self.option).click()
        self.page.get_by_label("non fait", exact=True).check()
        self.accessible(self.page)
        self.click_button("Enregistrer")
        self.see("La raison manque")
        self.page.select_option("[name=reason]", "patient_wish")
        self.click_button("Enregistrer")
        self.see("Enregistré.")
        self.accessible(self.page)

    # --- then ----------------------------------------------------------------------------------

    def then_its_classification_is_seen(self):
        self.see("NEN-001")
        assert "TNE G2" in self.page.locator("main").inner_text()
        self.accessible(self.page)

    def then_the_sheet_shows_question_timeline_and_options(self):
        self.see("RIV ou évérolimus ?")
        assert self.page.locator(".sheet__timeline svg[role=img]").first.is_visible()
        assert "soutenue" in self.page.locator(".options").first.inner_text()
        self.page.locator(".option > summary").first.click()
        assert "Sources" in self.page.locator(".option__body").first.inner_text()
        self.accessible(self.page)

    def then_it_says_that_a_reason_is_missing(self):
        self.see("Pas encore signable")
        self.see("Écrire la raison de l'écart.")

    def then_the_record_is_signed_and_shown(self):
        record = DecisionRecord.objects.get()
        assert verified(record)
        content = json.loads(record.content)
        assert content["recommendation"]["deviations"] == ["unsupported_option"]
        assert content["assessments"]["fr"]["classification"]["grade"] == "G2"
        assert {one["name"] for one in content["attendance"]} == {"Claire", "Paul"}
        self.page.get_by_role("link", name="NEN-001").first.click()
        self.click_link("La décision telle qu’elle a été signée")
        self.see("La signature est valide")
        self.accessible(self.page)
        self.page.go_back()

    def then_the_sheet_comes_as_a_french_pdf(self):
        with self.page.expect_download() as found:
            self.click_link("Fiche de concertation (PDF, français)")
        content = found.value.path().read_bytes()
        assert content.startswith(b"%PDF")
        assert len(content) > 10_000

    def then_the_registry_rows_come_as_a_file(self):
        self.press("f")
        self.page.wait_for_url("**/cases/*/")
        with self.page.expect_download() as found:
            self.page.locator("a[href*='/export/'][href*='.csv']").first.click()
        assert found.value.path().stat().st_size > 100

    def then_the_start_page_lists_the_open_recommendation(self):
        self.page.goto("/")
        self.see(self.option)
        self.accessible(self.page)

    def then_nothing_is_open_on_the_start_page(self):
        self.page.goto("/")
        self.see("Rien n’est ouvert")
        assert RecommendedAction.objects.get().is_settled

    def then_keys_open_the_meeting_walk_through_it_and_save(self):
        self.page.goto(f"/meetings/{self.meeting.pk}/")
        self.press("?")
        self.see("Ouvrir la réunion")
        self.press("Escape")
        self.press("o")
        self.see("en séance")
        self.press("j")
        self.page.wait_for_url("**/items/*/")
        self.see("n° 1 sur 2")
        self.press("j")
        self.see("n° 2 sur 2")
        self.press("k")
        self.see("n° 1 sur 2")
        self.press("r")
        self.press("Space")
        assert self.page.locator(".choices input[type=checkbox]").first.is_checked()
        self.page.locator("h1").focus()
        self.page.evaluate("document.activeElement.blur()")
        self.press("s")
        self.see("Brouillon enregistré")
        assert RecommendedAction.objects.count() == 1

    # --- hands and eyes ------------------------------------------------------------------------

    def see(self, words: str):
        self.page.get_by_text(words).first.wait_for(state="visible")

    def press(self, key: str):
        self.page.wait_for_load_state()
        self.page.keyboard.press(key)

    def click_link(self, words: str):
        self.page.get_by_role("link", name=words).first.click()

    def click_button(self, words: str):
        self.page.locator("main").get_by_role("button", name=words).first.click()
