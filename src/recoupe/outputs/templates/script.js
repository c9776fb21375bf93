"use strict";
// Extras only: filters, sorting, "/" for search, and opening what holds a passage. The page reads without them.
(() => {
  const live = document.getElementById("live");
  const words = live.dataset;
  const fold = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let up = target; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
      if (up.hidden) up.hidden = false;
    }
    document.querySelectorAll("mark.lit").forEach((m) => m.classList.remove("lit"));
    document.getElementsByClassName("p-" + target.id).length &&
      [...document.getElementsByClassName("p-" + target.id)].forEach((m) => m.classList.add("lit"));
    target.scrollIntoView({ block: target.tagName === "MARK" ? "center" : "start" });
    if (target.tagName === "MARK") {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();

  function addFilter(area) {
    const rows = [...area.querySelectorAll("[data-row]")];
    if (rows.length < 6) return;
    const box = document.createElement("input");
    box.type = "search";
    box.className = "search";
    box.placeholder = words.hint;
    box.setAttribute("aria-label", words.label);
    const text = rows.map((r) => fold(r.textContent + " " + (r.closest(".voice")?.querySelector("h3")?.textContent || "")));
    box.addEventListener("input", () => {
      const wanted = fold(box.value).split(/\s+/).filter(Boolean);
      let kept = 0;
      rows.forEach((row, n) => {
        row.hidden = !wanted.every((w) => text[n].includes(w));
        kept += !row.hidden;
      });
      area.querySelectorAll("details.further").forEach((d) => {
        if (wanted.length) d.open = true;
      });
      live.textContent = kept + " / " + rows.length;
    });
    if (area.tagName === "TABLE") area.before(box);
    else area.querySelector("h2").after(box);
  }
  document.querySelectorAll("[data-filter]").forEach(addFilter);

  function addSorting(table) {
    const body = table.tBodies[0];
    if (body.rows.length < 3) return;
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.order;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        [...table.tHead.rows[0].cells].forEach((h) => h.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const key = (row) => row.cells[column].dataset.key ?? fold(row.cells[column].textContent.trim());
        const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
        const rows = [...body.rows].sort((a, b) => order.compare(key(a), key(b)) * (up ? 1 : -1));
        body.append(...rows);
      });
    });
  }
  document.querySelectorAll("table[data-sort]").forEach(addSorting);

  addEventListener("keydown", (press) => {
    if (press.key !== "/" || press.ctrlKey || press.metaKey || press.altKey) return;
    // A single key needs a switch (WCAG 2.1.4), and only the pages of a server have one.
    if (!document.body.dataset.unreached || document.cookie.includes("recoupe-keys=off")) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) return;
    const boxes = [...document.querySelectorAll(".search")];
    const next = boxes.find((b) => b.getBoundingClientRect().bottom > 0) || boxes[0];
    if (!next) return;
    press.preventDefault();
    next.focus();
  });
})();
