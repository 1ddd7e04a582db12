// What every page does with a keyboard. Pages declare keys in HTML and need no script of their own:
//   <a data-key="n" …>New case</a>          pressing n follows the link, presses the button or focuses the field
//   <details class="section" id="options">  the address remembers which sections are closed
"use strict";

(() => {
  const typing = (element) => element.matches("input, select, textarea, [contenteditable]") && element.type !== "checkbox";
  const dialog = () => document.getElementById("keys");

  function wordsOf(element) {
    const label = element.labels && element.labels[0];
    const copy = (label || element).cloneNode(true);
    copy.querySelectorAll("kbd, .visually-hidden").forEach((part) => part.remove());
    return element.dataset.keyWords || element.getAttribute("aria-label") || copy.textContent.trim().replace(/\s+/g, " ");
  }

  function row(list, letter, words) {
    const term = list.appendChild(document.createElement("dt"));
    term.appendChild(document.createElement("kbd")).textContent = letter;
    term.firstChild.className = "key";
    list.appendChild(document.createElement("dd")).textContent = words;
  }

  function showKeys() {
    const list = dialog().querySelector("[data-keys]");
    list.replaceChildren();
    document.querySelectorAll("[data-key]").forEach((element) => row(list, element.dataset.key, wordsOf(element)));
    row(list, "?", list.dataset.words);
    dialog().showModal();
  }

  function act(element) {
    if (typing(element)) element.focus();
    else element.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      showKeys();
      return;
    }
    const element = [...document.querySelectorAll("[data-key]")].find((candidate) => candidate.dataset.key === event.key);
    if (!element) return;
    event.preventDefault();
    act(element);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens='keys']")) showKeys();
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
    const question = event.target.closest("[data-confirm]");
    if (question && !window.confirm(question.dataset.confirm)) event.preventDefault();
    if (event.target.closest("[data-print]")) window.print();
  });

  // Sections: `?closed=timeline,trials` is how the address says which are closed.
  const sections = () => document.querySelectorAll("details.section[id]");

  function rememberSections() {
    const closed = [...sections()].filter((section) => !section.open).map((section) => section.id);
    const address = new URL(location.href);
    if (closed.length) address.searchParams.set("closed", closed.join(","));
    else address.searchParams.delete("closed");
    history.replaceState(history.state, "", address);
  }

  function openAsked() {
    const asked = location.hash && document.getElementById(location.hash.slice(1));
    const section = asked && asked.closest("details");
    if (section) section.open = true;
  }

  document.addEventListener("DOMContentLoaded", () => {
    const asked = new URL(location.href).searchParams.get("closed");
    const closed = asked === null ? null : asked.split(",");
    sections().forEach((section) => {
      if (closed) section.open = !closed.includes(section.id);
      section.addEventListener("toggle", rememberSections);
    });
    openAsked();
    const summary = document.querySelector("[data-focus]");
    if (summary) summary.focus();
  });
  window.addEventListener("hashchange", openAsked);
  window.addEventListener("beforeprint", () => document.querySelectorAll("details:not(.menu)").forEach((part) => { part.open = true; }));
})();
