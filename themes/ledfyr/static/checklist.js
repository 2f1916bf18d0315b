// A run begins here: one event or one drill. What runs it (run.js, run.css) is fetched once somebody acts on the page, or when
// this browser holds one of this card: a first sight needs none of it. Nothing is stored before the reader starts one.
(() => {
  const panel = document.querySelector("[data-run]");
  // Acts for memory and choice are never ticked off.
  if (!panel || !document.querySelector(".phase-read-do .task, .phase-do-confirm .task")) return;
  const { address, element, place, script } = globalThis.ledfyr;
  const { id, wait, failed, moved, reload } = panel.dataset;
  const key = `ledfyr-runs ${place}`;
  const status = panel.querySelector("[data-run-status]");
  const say = (text, error) => {
    status.textContent = text;
    status.classList.toggle("run-error", Boolean(error));
  };
  const held = () => {
    try {
      return (localStorage.getItem(key) ?? "").includes(`"card":${JSON.stringify(id)}`);
    } catch {
      return false;
    }
  };

  // A page that was open while the site was published anew knows the script by a name that is gone: trying again is no help.
  const tell = (answer) => {
    if (begun) return;
    const old = answer?.status === 404;
    say(old ? `${moved} ` : failed, true);
    if (old) status.append(Object.assign(element("button", reload, "button"), { onclick: () => location.reload() }));
  };

  // Without its style a run looks odd and works; without its script there is none, and the reader may try again.
  let fetched = null;
  const fetchRun = () => {
    fetched ??= new Promise((done, fail) => {
      const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: panel.dataset.style });
      const styled = new Promise((is) => { style.onload = is; style.onerror = is; });
      document.head.append(style);
      script(panel.dataset.script, () => styled.then(done), () => {
        fetched = null;
        style.remove();
        fail();
      });
    });
    return fetched;
  };
  let begun = false;
  const begin = (act) => fetchRun().then(() => {
    if (begun) return;
    begun = true;
    panel.removeEventListener("click", press);
    say("");
    globalThis.ledfyr.run(act);
  }, () => {
    panel.hidden = false;
    fetch(address(panel.dataset.script), { method: "HEAD", cache: "no-store" }).then(tell, () => tell());
  });
  const press = (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    say(wait);
    begin(button.dataset.do);
  };
  panel.addEventListener("click", press);
  // The first sign that somebody reads is enough to fetch it: the network may be gone when it is needed.
  // And who goes elsewhere may come back to it in need.
  ["scroll", "pointerdown", "keydown", "visibilitychange"].forEach((name) => addEventListener(name, () => { fetchRun().catch(() => {}); }, { once: true, passive: true }));
  // Another tab may start one.
  addEventListener("storage", (event) => { if (event.key === key && held()) begin(); });
  // Who left an open run is not asked to start anew while it is fetched.
  if (held()) begin();
  else panel.hidden = false;
})();
