// The code on a printed card says its version in the address: is it the one that is published? Only a page that the network
// gave just now can tell, so it is asked for once more. Without an answer nothing is said for or against the card.
(() => {
  const { day } = globalThis.ledfyr;
  const page = document.documentElement.dataset;
  const scan = document.querySelector(".scan");
  const answer = scan.querySelector(".scan-answer");
  const words = answer.dataset;
  const shown = scan.querySelector(".scan-published").textContent;
  // A version is short: nobody is to put sentences on the page by an address.
  const said = new URLSearchParams(location.search).get("v");
  const card = said && said.length > 20 ? "?" : said;

  const line = (className, text, values) => {
    const p = document.createElement("p");
    p.className = className;
    p.textContent = text.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
    return p;
  };
  const say = (name, values, title, ...texts) => {
    answer.className = `scan-answer scan-${name}`;
    answer.replaceChildren(...(title ? [line("scan-title", title, values)] : []), ...texts.map((text) => line("scan-text", text, values)));
    scan.querySelector(".scan-compare").hidden = true;
  };

  // 1.10 is newer than 1.9. Versions that are no numbers are neither newer nor older.
  const newer = (one, other) => {
    const [a, b] = [one, other].map((text) => (/^\d+(\.\d+)*$/.test(text) ? text.split(".").map(Number) : null));
    if (!a || !b) return false;
    const n = [...a, ...b].findIndex((_, i) => (a[i] ?? 0) !== (b[i] ?? 0));
    return n >= 0 && (a[n] ?? 0) > (b[n] ?? 0);
  };

  // What the page that is published says, and its day, which is right also where the reader's clock is not.
  const published = async () => {
    const fetched = await fetch(location.pathname, { cache: "no-store", redirect: "error", signal: AbortSignal.timeout?.(10_000) });
    if (!fetched.ok) throw new Error(fetched.status);
    const html = new DOMParser().parseFromString(await fetched.text(), "text/html");
    const found = html.querySelector(".scan");
    if (html.documentElement.dataset.copy || !found || found.dataset.id !== scan.dataset.id) throw new Error("a copy, or another page");
    const time = new Date(fetched.headers.get("date") ?? Date.now());
    return { found, today: day(Number.isNaN(Number(time)) ? new Date() : time) };
  };

  const judge = ({ found, today }) => {
    const { version, status, validTo } = found.dataset;
    const values = { version, new: version, old: card ?? "" };
    // The page that is shown may have come from the browser's cache.
    const same = ["version", "status", "validTo"].every((name) => scan.dataset[name] === found.dataset[name]);
    if (!same) scan.querySelector(".scan-holds").replaceWith(found.querySelector(".scan-holds"));
    Object.assign(scan.dataset, { version, status, validTo });
    scan.querySelector(".scan-published").textContent = shown;
    if (status === "withdrawn" || status === "superseded" || (validTo && validTo < today)) say("other", values, words.gone);
    else if (!card) {
      answer.replaceChildren();
      scan.querySelector(".scan-compare").hidden = false;
    }
    else if (card === version) say("same", values, words.same, words.sameText);
    else if (newer(card, version)) say("unknown", values, words.newer);
    else say("other", values, words.other, words.otherText);
  };

  const unknown = () => {
    const { version } = scan.dataset;
    const disk = location.protocol === "file:";
    const time = page.copy ?? (disk ? document.lastModified : "");
    const values = { version: version || "–", old: card ?? "", time: time && new Date(time).toLocaleString(page.lang ?? document.documentElement.lang, { dateStyle: "long", timeStyle: "short" }) };
    const what = page.copy ? words.copy : disk ? words.disk : words.old;
    say("unknown", values, words.unknown, what, ...(card && newer(card, version) ? [words.newer] : []), words.wait);
    // What the copy holds is not what is published.
    scan.querySelectorAll(".scan-holds .view-time").forEach((badge) => badge.remove());
    scan.querySelector(".scan-published").textContent = "";
  };

  const check = () => {
    if (card) say("unknown", {}, "", words.asking);
    // From a disk nothing can be asked for.
    if (location.protocol === "file:") unknown();
    else published().then(judge).catch(unknown);
  };
  check();
  addEventListener("pageshow", (event) => { if (event.persisted) check(); });
})();
