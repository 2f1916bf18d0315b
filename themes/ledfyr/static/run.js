// Runs of a checklist. What is stored stays in the browser. Every act is a line in the run's log, an undo as well:
// nothing is erased but the whole run. checklist.js fetches this file and calls it, once, with the first act.
globalThis.ledfyr.run = (act) => {
  const { element, place } = globalThis.ledfyr;
  const panel = document.querySelector("[data-run]");
  const bar = document.querySelector("[data-bar]");
  const main = document.querySelector("main");
  const after = main.querySelector("[data-run-after]");
  const get = (name) => main.querySelector(`[data-${name}]`);
  const words = { ...get("words").dataset };
  get("words").remove(); // its attributes are named as parts of the panel are
  const card = { id: panel.dataset.id, version: panel.dataset.version, title: panel.dataset.title };
  const items = [...document.querySelectorAll(".phase-read-do .task, .phase-do-confirm .task")];
  const steps = items.map((item) => ({ id: item.dataset.step, text: item.textContent.replace(/\s+/g, " ").trim() }));
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);

  // Time as it is written in a log: local, with its offset from UTC.
  const two = (n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const stamp = (now = new Date()) => {
    const offset = -now.getTimezoneOffset();
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    return `${day}T${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}${offset < 0 ? "-" : "+"}${two(offset / 60)}:${two(offset % 60)}`;
  };
  const clock = (time) => time.slice(11, 19);
  const when = (time) => (time.slice(0, 10) === stamp().slice(0, 10) ? clock(time) : `${time.slice(0, 10)} ${clock(time)}`);

  // The store: one entry for the site. Other tabs may write too, so it is read anew before each change.
  const key = `ledfyr-runs ${place}`;
  let memory = [];
  let saved = true;
  const all = () => {
    if (!saved) return memory;
    try {
      const list = JSON.parse(localStorage.getItem(key) ?? "[]");
      return Array.isArray(list) ? list.filter((run) => run && Array.isArray(run.log) && Array.isArray(run.steps)) : [];
    } catch {
      return memory;
    }
  };
  const store = (runs) => {
    memory = runs;
    try {
      if (runs.length) localStorage.setItem(key, JSON.stringify(runs));
      else localStorage.removeItem(key);
      saved = true;
    } catch {
      saved = false; // no room, or the browser keeps nothing: the run lives on in this page
    }
  };
  const mine = () => all().filter((run) => run.card === card.id);
  let open = null; // key of the run that is shown
  const run = () => all().find((one) => one.key === open) ?? null;
  const change = (act) => {
    const runs = all();
    const one = runs.find((each) => each.key === open);
    if (!one) return;
    act(one);
    one.used = stamp();
    store(runs);
  };
  const log = (what, more = {}) => change((one) => one.log.push({ time: stamp(), what, ...more }));

  // What is ticked follows from the log alone.
  const ticks = (one) => {
    const done = new Map();
    for (const { what, step, time } of one.log) {
      if (what === "done") done.set(step, time);
      if (what === "undone") done.delete(step);
    }
    return done;
  };

  // Steps become real checkboxes, each with a label as large as its line.
  const boxes = new Map();
  const arm = () => {
    if (boxes.size) return;
    items.forEach((item, i) => {
      const label = element("label", "", "step");
      const box = Object.assign(document.createElement("input"), { type: "checkbox", className: "step-box" });
      const text = element("span", "", "step-text");
      const inline = [...item.childNodes].filter((node) => !(node.nodeType === 1 && (node.classList.contains("task-box") || /^(UL|OL|DIV|TABLE)$/.test(node.tagName))));
      const square = item.querySelector(".task-box");
      text.append(...inline);
      label.append(box, text);
      item.prepend(label);
      const time = element("span", "", "step-time");
      time.id = `_time-${i}`;
      box.setAttribute("aria-describedby", time.id);
      label.after(time);
      if (square) square.hidden = true;
      boxes.set(steps[i].id, { box, time, item });
      box.addEventListener("change", () => {
        if (!run()) { gone(); return; }
        log(box.checked ? "done" : "undone", { step: steps[i].id });
        show();
        const done = ticks(run());
        say(done.size === steps.length ? words.complete : `${fill(box.checked ? words.done : words.undone, { step: steps[i].text })} ${progress(done)}`);
      });
    });
  };
  const disarm = () => {
    for (const { box, time, item } of boxes.values()) {
      const label = box.parentElement;
      label.replaceWith(...label.querySelector(".step-text").childNodes);
      time.remove();
      item.classList.remove("ticked");
      const square = item.querySelector(".task-box");
      if (square) square.hidden = false;
    }
    boxes.clear();
  };

  const say = (text) => { get("run-status").textContent = text; };
  const progress = (done) => fill(words.progress, { n: steps.filter(({ id }) => done.has(id)).length, of: steps.length });
  const kind = (one) => (one.kind === "drill" ? words.drill : words.event);

  // A step of the run's own card: it may be gone from the card that is shown.
  const textOf = (one, id) => one.steps.find((step) => step.id === id)?.text ?? steps.find((step) => step.id === id)?.text ?? id;
  const line = (one, entry) => {
    if (entry.what === "note") return fill(words.noted, { text: entry.text });
    if (entry.what === "start") return fill(words.opened, { kind: kind(one).toLowerCase(), version: one.version });
    if (entry.what === "end") return words.closed;
    if (entry.what === "reopen") return words.reopened;
    return fill(entry.what === "done" ? words.done : words.undone, { step: textOf(one, entry.step) });
  };

  // Steps that are new, gone or worded otherwise since the run began.
  const changes = (one) => [
    ...steps.filter(({ id }) => !one.steps.some((step) => step.id === id)).map(({ text }) => fill(words.newStep, { step: text })),
    ...one.steps.filter(({ id }) => !steps.some((step) => step.id === id)).map(({ text }) => fill(words.goneStep, { step: text })),
    ...steps.filter(({ id, text }) => one.steps.some((step) => step.id === id && step.text !== text)).map(({ text }) => fill(words.otherStep, { step: text })),
  ];

  const part = (name, shown) => { main.querySelector(`[data-part="${name}"]`).hidden = !shown; };
  function show() {
    const one = run();
    const ended = Boolean(one?.ended);
    if (one) arm();
    else disarm();
    part("start", !one);
    part("open", one && !ended);
    part("ended", ended);
    part("note", one && !ended);
    part("left", ended);
    part("log", Boolean(one));
    after.hidden = !one;
    document.documentElement.classList.toggle("has-run", Boolean(one) && !ended);
    bar.hidden = !one || ended;
    if (one) {
      const done = ticks(one);
      main.querySelectorAll("[data-what]").forEach((place) => { place.textContent = kind(one); });
      main.querySelectorAll("[data-since]").forEach((place) => {
        place.textContent = fill(ended ? words.ended : words.started, { from: when(one.started), to: ended ? when(one.ended) : "", version: one.version });
      });
      for (const [id, { box, time, item }] of boxes) {
        box.checked = done.has(id);
        box.disabled = ended;
        time.textContent = done.has(id) ? when(done.get(id)) : "";
        item.classList.toggle("ticked", done.has(id));
      }
      get("log").replaceChildren(...one.log.map((entry) => {
        const li = element("li");
        const time = element("time", when(entry.time));
        time.dateTime = entry.time;
        li.append(time, ` ${line(one, entry)}`);
        return li;
      }));
      get("count").textContent = String(one.log.length);
      const listed = changes(one);
      const other = one.version !== card.version;
      get("changed").hidden = !(other || listed.length) || ended;
      get("changed-text").textContent = fill(other ? words.oldVersion : words.sameVersion, { old: one.version, version: card.version });
      get("changed-steps").replaceChildren(...listed.map((text) => element("li", text)));
      get("unsaved").hidden = saved;
      const text = progress(done);
      get("progress").textContent = text;
      Object.assign(get("progress-bar"), { max: steps.length, value: steps.filter(({ id }) => done.has(id)).length });
      bar.querySelector("[data-do]").hidden = done.size >= steps.length && steps.every(({ id }) => done.has(id));
    }
    const others = mine().filter((each) => each.key !== open);
    part("runs", others.length > 0);
    get("runs").replaceChildren(...others.map((each) => {
      const li = element("li");
      const button = element("button", `${each.ended ? words.show : words.resume}: ${kind(each)} ${when(each.started)}`, "button button-quiet");
      button.type = "button";
      button.addEventListener("click", () => enter(each.key, true));
      li.append(button);
      return li;
    }));
    awake();
  }

  // The screen stays on while a run is open and the page is seen, where the browser can do that.
  let lock = null;
  async function awake() {
    const wanted = () => Boolean(run()) && !run().ended && document.visibilityState === "visible";
    if (wanted() && !lock && "wakeLock" in navigator) {
      lock = "asked";
      lock = await navigator.wakeLock.request("screen").catch(() => null);
      lock?.addEventListener("release", () => { lock = null; get("awake").hidden = true; });
    }
    // The run may have ended while the browser thought about it.
    if (!wanted() && lock?.release) await lock.release().catch(() => {});
    get("awake").hidden = !lock?.release || lock.released;
  }
  document.addEventListener("visibilitychange", awake);

  // What is typed belongs to the run that is shown, also when nobody pressed «add» before leaving it.
  const field = get("note").querySelector("textarea");
  function keepNote() {
    const text = field.value.trim();
    if (!text || !run()) return false;
    log("note", { text });
    field.value = "";
    return true;
  }
  addEventListener("pagehide", () => { if (keepNote()) show(); });

  function enter(which, focus) {
    keepNote();
    open = which;
    show();
    if (focus) {
      const heading = panel.querySelector("h2");
      heading.tabIndex = -1;
      heading.focus();
    }
  }
  function start(what) {
    const now = stamp();
    const one = { key: `${now} ${Math.random().toString(36).slice(2, 8)}`, card: card.id, title: card.title, version: card.version, kind: what, lang: document.documentElement.lang, started: now, used: now, ended: null, steps, log: [{ time: now, what: "start" }] };
    store([...all(), one]);
    open = one.key;
    show();
    say(`${line(one, one.log[0])} ${progress(new Map())}`);
    next();
  }
  function next() {
    const first = [...boxes.values()].find(({ box }) => !box.checked);
    first?.box.focus();
    first?.item.scrollIntoView({ block: "center" });
  }

  // Export. A cell that begins with a sign of a formula is text: spreadsheets would run it (OWASP, CSV injection).
  const cell = (text) => `"${String(text).replace(/^([=+\-@\t\r])/, "'$1").replace(/"/g, '""')}"`;
  const head = (one) => [one.title, `${words.versionWord} ${one.version}`, kind(one), fill(one.ended ? words.ended : words.started, { from: one.started, to: one.ended ?? "", version: one.version })];
  const asText = (one) => {
    const done = ticks(one);
    const left = one.steps.filter(({ id }) => !done.has(id)).map(({ text }) => `- ${text}`);
    return [...head(one), "", ...one.log.map((entry) => `${entry.time}  ${line(one, entry)}`), "", ...(left.length ? [words.notDone, ...left] : [words.complete]), ""].join("\r\n");
  };
  const asCsv = (one) => {
    const rows = one.log.map((entry) => [entry.time, entry.what, entry.step ?? "", entry.step ? textOf(one, entry.step) : entry.text ?? "", one.card, one.version, one.kind]);
    return `\ufeff${[words.columns.split(","), ...rows].map((row) => row.map(cell).join(";")).join("\r\n")}\r\n`;
  };
  function save(text, type, ending) {
    const one = run();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = `${fill(words.file, { id: one.card })}-${one.started.slice(0, 16).replace(/[T:]/g, "-")}.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(fill(words.exported, { file: link.download }));
  }
  function printed() {
    after.querySelector("details").open = true;
    document.documentElement.classList.add("print-run");
    addEventListener("afterprint", () => document.documentElement.classList.remove("print-run"), { once: true });
    print();
  }

  // Clearing is the only act that cannot be undone, so it asks. An end can be taken back.
  const dialog = get("dialog");
  function sure(text, act) {
    get("sure").textContent = text;
    get("yes").onclick = () => {
      dialog.close();
      act();
      say(words.cleared);
      panel.querySelector('[data-do="event"]').focus();
    };
    dialog.showModal();
    get("no").focus();
  }
  get("no").addEventListener("click", () => dialog.close());

  const acts = {
    event: () => start("event"),
    drill: () => start("drill"),
    next,
    end: () => {
      keepNote();
      change((one) => { one.ended = stamp(); one.log.push({ time: one.ended, what: "end" }); });
      show();
      say(words.closed);
      after.querySelector("summary").focus();
    },
    reopen: () => {
      change((one) => { one.ended = null; one.log.push({ time: stamp(), what: "reopen" }); });
      show();
      say(words.reopened);
      next();
    },
    leave: () => { enter(null); panel.querySelector('[data-do="event"]').focus(); },
    text: () => save(asText(run()), "text/plain;charset=utf-8", "txt"),
    csv: () => save(asCsv(run()), "text/csv;charset=utf-8", "csv"),
    print: printed,
    clear: () => sure(words.sureOne, () => { field.value = ""; store(all().filter((one) => one.key !== open)); enter(null); }),
    "clear-all": () => sure(words.sureAll, () => { field.value = ""; store(all().filter((one) => one.card !== card.id)); enter(null); }),
  };
  for (const part of [panel, after, bar]) {
    part.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button && open && !run()) gone();
      else if (button) acts[button.dataset.do]?.();
    });
  }
  get("note").addEventListener("submit", (event) => {
    event.preventDefault();
    if (!run()) { gone(); return; }
    const noted = keepNote();
    get("note-error").hidden = noted;
    field.toggleAttribute("aria-invalid", !noted);
    field.setAttribute("aria-describedby", noted ? "_note-warning" : "_note-error _note-warning");
    if (!noted) { field.focus(); return; }
    show();
    say(words.notedNow);
  });
  // Another tab wrote, and may have cleared the run that is shown here.
  function gone() {
    const lost = [panel, after, bar, ...items].some((part) => part.contains(document.activeElement));
    dialog.close();
    open = null;
    show();
    say(words.gone);
    if (lost) panel.querySelector('[data-do="event"]').focus();
  }
  addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    if (open && !run()) gone();
    else {
      if (run()?.ended) keepNote();
      show();
    }
  });

  panel.hidden = false;
  // Who left an open run finds it again: the one used last.
  const last = mine().filter((one) => !one.ended).sort((a, b) => (a.used < b.used ? 1 : -1))[0];
  open = last?.key ?? null;
  show();
  acts[act]?.();
};
