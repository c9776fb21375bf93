// Of the site only: the look that was chosen holds on its other pages.
(() => {
  const looks = [...document.querySelectorAll("input[name=theme]")];
  let kept = null;
  try {
    kept = localStorage.getItem("recoupe-theme");
  } catch {
    return; // no storage: each page begins with the look of the system
  }
  looks.forEach((look) => {
    look.checked = kept ? look.id === kept : look.checked;
    look.addEventListener("change", () => localStorage.setItem("recoupe-theme", look.id));
  });
})();
