// «Min roll»: kept only once it is chosen, with what it is shown, so that it stands there at once the next time.
(() => {
  const { all, element, tell, address, script, role: { key, words, chosen, inMenu } } = globalThis.ledfyr;
  if (!words) return;
  const list = (title, items) => {
    if (!items.length) return [];
    const ul = element("ul", "", "link-list");
    ul.append(...items.map(({ title: name, url, note }) => {
      const li = element("li");
      li.append(Object.assign(element("a", name), { href: address(url) }), note ? element("span", ` ${note}`, "kind-note") : "");
      return li;
    }));
    const part = element("div");
    part.append(element("p", title, "role-part"), ul);
    return [part];
  };
  const content = (role) => {
    const clear = Object.assign(element("button", words.clear, "button button-quiet role-clear"), { type: "button" });
    clear.addEventListener("click", () => {
      try { localStorage.removeItem(key); } catch { /* then it was never kept */ }
      show(null);
      tell(words.cleared);
      (document.querySelector(".my-role summary") ?? document.querySelector(".brand")).focus();
    });
    const parts = element("div", "", "role-parts");
    parts.append(...list(words.cards, role.cards), ...list(words.duties, role.duties), ...list(words.reading, role.reading));
    const foot = element("p", "", "role-foot");
    foot.append(Object.assign(element("a", words.page), { href: address(role.url) }), " ", clear);
    return [parts, foot];
  };
  function show(role) {
    const home = document.querySelector(".my-role");
    home?.querySelector(".role-chosen")?.remove();
    home?.querySelector("details").toggleAttribute("hidden", Boolean(role));
    all("[data-choose]").forEach((button) => { button.hidden = role?.id === button.dataset.choose; });
    if (!role) {
      document.querySelector(".menu-role")?.parentElement.remove();
      return;
    }
    inMenu(role).append(...content(role));
    if (!home) return;
    const name = words.title.replace("{title}", role.title);
    const section = element("section", "", "role-chosen");
    section.setAttribute("aria-label", name);
    section.append(Object.assign(element("h2", name), { tabIndex: -1 }), ...content(role));
    home.append(section);
  }

  // Of several that are under way, only the one that was asked for last is heard.
  const load = (id, url, then) => {
    globalThis.ledfyrRole = (role) => { if (role.id === id) then(role); };
    script(url);
  };
  const keep = (role) => {
    try { localStorage.setItem(key, JSON.stringify(role)); } catch { /* shown for this visit */ }
    show(role);
  };
  all("[data-choose]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => load(button.dataset.choose, button.dataset.src, (role) => {
      keep(role);
      tell(words.chosen.replace("{title}", role.title));
      // The button is gone: on to what the choice brought, or, where a closed menu holds it, to the page.
      const brought = document.querySelector(".role-chosen h2") ?? document.querySelector(".menu-role summary");
      brought.focus();
      if (document.activeElement !== brought) document.getElementById("_main").focus({ preventScroll: true });
    }));
  });
  const mine = chosen();
  if (!mine) return;
  show(mine);
  // What it holds may have changed since.
  load(mine.id, `${mine.url}role.js`, (fresh) => { if (JSON.stringify(fresh) !== JSON.stringify(mine)) keep(fresh); });
})();
