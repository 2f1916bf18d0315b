// The code on a printed card says its version in the address: is it the one that is published?
(() => {
  const scan = document.querySelector(".scan");
  const answer = scan.querySelector(".scan-answer");
  const { version, status, validTo } = scan.dataset;
  // A version is short: nobody is to put sentences on the page by an address.
  const said = new URLSearchParams(location.search).get("v");
  const old = said && said.length > 20 ? "?" : said;
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const gone = status === "withdrawn" || status === "superseded" || (validTo && validTo < today);
  if (!old && !gone) return;
  const say = (name, title, text) => {
    const values = { version, new: version, old: old ?? "" };
    const fill = (words) => words.replace(/\{(\w+)\}/g, (hole, name) => values[name] ?? hole);
    const line = (className, words) => {
      const p = document.createElement("p");
      p.className = className;
      p.textContent = fill(words);
      return p;
    };
    answer.className = `scan-answer scan-${name}`;
    answer.append(line("scan-title", title), ...(text ? [line("scan-text", text)] : []));
    scan.querySelector(".scan-compare").hidden = true;
  };
  if (gone) say("other", answer.dataset.gone);
  else if (old === version) say("same", answer.dataset.same, answer.dataset.sameText);
  else say("other", answer.dataset.other, answer.dataset.otherText);
})();
