// The meeting room's own keys: r brings the recommendation into view and its first field into focus.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-to-recommendation]");
  if (!button) return;
  const field = document.querySelector("#recommend input:not([type='hidden']), #recommend textarea");
  if (!field) return;
  field.scrollIntoView({ block: "center" });
  field.focus();
});
