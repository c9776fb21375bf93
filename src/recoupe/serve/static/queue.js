// The review queue by keyboard. Everything here has a button or a link; without this script nothing is lost.
"use strict";
(() => {
  const list = document.querySelector("[data-queue]");
  const say = (text) => {
    const region = document.getElementById("said");
    if (region) region.textContent = text;
  };

  // What the server refuses, and a server that does not answer, must not pass in silence.
  document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText.trim()));
  document.addEventListener("htmx:sendError", () => say(document.body.dataset.unreached || ""));
  document.addEventListener("htmx:timeout", () => say(document.body.dataset.unreached || ""));
  if (!list) return;

  const help = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  let last = null; // the row that was left last

  const rows = () => [...list.querySelectorAll("[data-record]")];
  const row = () => document.activeElement.closest("[data-record]") || (last && last.isConnected ? last : null);

  function visit(target) {
    if (!target) return;
    last = target;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    const at = all.indexOf(row());
    visit(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
  }

  // "accept" presses a button; "speaker" opens its form and goes to the first field.
  function act(name) {
    const target = row() && row().querySelector(`[data-act="${name}"]`);
    if (!target) return;
    if (target.tagName === "SUMMARY") {
      target.parentElement.open = true;
      target.parentElement.querySelector("select, input:not([type=hidden]), textarea").focus();
    } else {
      target.click();
    }
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    a: () => act("accept"),
    x: () => act("reject"),
    m: () => act("merge"),
    s: () => act("speaker"),
    n: () => act("note"),
    u: () => act("undo"),
    "/": () => document.querySelector("input[type=search]")?.focus(),
    "?": () => help && help.showModal(),
  };

  const typing = (element) => element.closest("input:not([type=checkbox]):not([type=radio]), select, textarea");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && !/[jk]/.test(event.key)) return;
    if (event.key === "Escape" && typing(event.target) && row()) visit(row());
    if (box && !box.checked) return;
    if (typing(event.target) || (help && help.open) || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  list.addEventListener("focusin", () => {
    last = row();
  });

  if (box) {
    box.addEventListener("change", () => {
      const on = box.checked ? "on" : "off";
      document.cookie = `recoupe-keys=${on}; path=/; max-age=31536000; samesite=lax`;
      say(box.dataset[on]);
    });
  }
  document.querySelectorAll("[data-help]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  });

  // A row that was decided on is printed anew in its place; the reader goes on to the next.
  let decided = -1;
  list.addEventListener("htmx:beforeRequest", (event) => {
    decided = rows().indexOf(event.target.closest("[data-record]"));
  });
  document.addEventListener("htmx:afterSettle", () => {
    if (decided < 0) return;
    const all = rows();
    visit(all[Math.min(decided + 1, all.length - 1)]);
    decided = -1;
  });
})();
