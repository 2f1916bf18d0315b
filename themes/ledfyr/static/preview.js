// What a link leads to, shown on hover and focus. It stays while it is pointed at and goes with Escape (WCAG 1.4.13).
(() => {
  const { element } = globalThis.ledfyr;
  const tip = element("div", "", "preview");
  Object.assign(tip, { id: "_preview", hidden: true, role: "tooltip" });
  document.body.append(tip);
  let about = null;
  let wait;
  const hide = () => {
    clearTimeout(wait);
    about?.removeAttribute("aria-describedby");
    about = null;
    tip.hidden = true;
  };
  const show = (link) => {
    hide();
    about = link;
    const [title, text] = link.dataset.preview.split("\n");
    tip.replaceChildren(...(title === link.textContent.trim() ? [] : [element("b", title)]), element("span", text));
    link.setAttribute("aria-describedby", tip.id);
    tip.hidden = false;
    const at = link.getClientRects()[0];
    const { width, height } = tip.getBoundingClientRect();
    const below = at.bottom + height + 8 < innerHeight;
    tip.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8)) + scrollX}px`;
    tip.style.top = `${(below ? at.bottom + 4 : at.top - height - 4) + scrollY}px`;
  };
  const later = (act, time) => { clearTimeout(wait); wait = setTimeout(act, time); };
  const linked = (event) => event.target.closest?.("a[data-preview]");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = linked(event);
    if (link && link !== about) later(() => show(link), 350);
    else if (link || tip.contains(event.target)) clearTimeout(wait);
    else if (about && document.activeElement !== about) later(hide, 300);
    else clearTimeout(wait);
  });
  document.addEventListener("focusin", (event) => {
    const link = linked(event);
    if (link?.matches(":focus-visible")) show(link);
    else hide();
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  // The link that brought this script has the focus still, or is pointed at.
  const reached = document.querySelector("a[data-preview]:focus-visible");
  const pointed = document.querySelector("a[data-preview]:hover");
  if (reached) show(reached);
  else if (pointed) later(() => show(pointed), 350);
})();
