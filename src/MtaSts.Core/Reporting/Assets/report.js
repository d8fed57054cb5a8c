"use strict";
// Draws the report from the JSON in this file. Everything in that JSON that strangers wrote is text: it reaches the
// page only through text nodes and attributes, never as markup, and never as a link target.
(() => {
  const byId = (id) => document.getElementById(id);
  let data;
  try {
    data = JSON.parse(byId("data").textContent);
    if (data.format !== "MtaStsReport" || data.version !== 1) throw new Error("form");
  } catch {
    byId("broken").hidden = false;
    return;
  }

  // ---- Elements -------------------------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";

  /** Gives an element its attributes and children; texts become text nodes. */
  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === null || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children.flat(Infinity)) {
      if (child === undefined || child === null || child === false || child === "") continue;
      element.append(child);
    }
    return element;
  }
  const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
  const s = (tag, attributes, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);

  function say(text) { byId("said").textContent = text; }

  // ---- Numbers, dates, words --------------------------------------------------------------------------------------

  const isPlain = !data.culture;
  const locale = (() => {
    for (const name of [data.culture, (data.culture || "").split(/[-_]/)[0], "en"]) {
      try { if (name && Intl.NumberFormat.supportedLocalesOf(name).length > 0) return name; } catch { /* not a name that browsers know */ }
    }
    return "en";
  })();
  const wholeNumber = new Intl.NumberFormat(locale);
  const percentNumber = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const shortNumber = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const number = (value) => wholeNumber.format(value);
  const short = (value) => (value < 10000 ? number(value) : shortNumber.format(value));
  const dayMs = 86400000;
  const dateFormat = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  const timeFormat = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
  const tickFormat = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" });
  const monthFormat = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" });
  const isoDay = (ms) => new Date(ms).toISOString().slice(0, 10);
  const date = (ms) => (isPlain ? isoDay(ms) : dateFormat.format(ms));
  const time = (ms) => (isPlain ? new Date(ms).toISOString().slice(0, 16).replace("T", " ") : timeFormat.format(ms)) + " UTC";
  const tick = (ms) => (isPlain ? isoDay(ms).slice(5) : tickFormat.format(ms));
  const month = (ms) => (isPlain ? isoDay(ms).slice(0, 7) : monthFormat.format(ms));
  const at = (text) => (text ? Date.parse(text) : NaN);
  const created = at(data.created);
  const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

  /** A share in percent: never 0.00 for something, never 100.00 for not all. */
  function percent(part, whole) {
    if (!whole) return "–";
    const value = (part / whole) * 100;
    const shown = part > 0 && value < 0.01 ? 0.01 : part < whole && value > 99.99 ? 99.99 : value;
    return `${part > 0 && value < 0.01 ? "< " : ""}${percentNumber.format(shown)} %`;
  }

  function duration(seconds) {
    if (seconds === undefined) return "";
    if (seconds >= 86400 && seconds % 86400 === 0) return plural(seconds / 86400, "day", "days");
    if (seconds >= 3600 && seconds % 3600 === 0) return plural(seconds / 3600, "hour", "hours");
    return `${number(seconds)} s`;
  }

  const statuses = {
    Pass: { text: "Pass", look: "pass" }, Warning: { text: "Warning", look: "warning" }, Fail: { text: "Fail", look: "fail" },
    Unknown: { text: "Unknown", look: "unknown" }, NotConfigured: { text: "Not configured", look: "none" }, NotApplicable: { text: "No mail", look: "na" },
  };
  const worst = ["Fail", "Unknown", "Warning", "NotConfigured", "Pass", "NotApplicable"];
  const checkStatuses = {
    Pass: { text: "Pass", look: "pass" }, Info: { text: "Info", look: "none" }, Warning: { text: "Warning", look: "warning" },
    Fail: { text: "Fail", look: "fail" }, Unknown: { text: "Unknown", look: "unknown" }, Skipped: { text: "Skipped", look: "none" },
  };
  const senderActions = {
    DeliverVerified: { text: "Deliver verified", long: "deliver over TLS to a verified host", look: "pass" },
    TlsNotTested: { text: "TLS not tested", long: "deliver to the MX hosts that the policy covers if their TLS is valid, which was not tested", look: "none" },
    DeliverAndReport: { text: "Deliver and report", long: "deliver although validation fails, and report it", look: "warning" },
    Deliver: { text: "Deliver unprotected", long: "deliver without protection: no policy applies", look: "none" },
    Refuse: { text: "Refuse", long: "refuse to deliver: the mail waits, then bounces", look: "fail" },
    Unknown: { text: "Unknown", long: "cannot be determined from where the test ran", look: "unknown" },
    NotApplicable: { text: "No mail", long: "send nothing: the domain receives no mail", look: "na" },
  };
  const stages = { Testing: "Testing", TestingLong: "Testing, long", EnforceCautious: "Enforce, cautious", EnforceStable: "Enforce, stable", None: "mode none" };
  const stageOrder = Object.keys(stages);
  const readinesses = {
    Ready: { text: "Ready", look: "pass" }, NotReady: { text: "Not ready", look: "fail" }, InsufficientData: { text: "Not enough data", look: "none" },
  };
  const stageText = (stage) => stages[stage] || stage || "";

  const signs = {
    pass: "M2 6.5 4.8 9.3 10 3", warning: "M6 1.8v5.4M6 9.2v1", fail: "M2.5 2.5l7 7M9.5 2.5l-7 7", unknown: "M4 4.2C4 1.6 8.2 1.7 8 4.2 7.9 5.7 6 5.6 6 7.4M6 9.4v.8", none: "M2.5 6h7", na: "M2.5 6h7",
  };
  const sign = (look) => s("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, s("path", { d: signs[look], fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round" }));
  const badge = (entry, fallback) => h("span", { class: `badge s-${entry ? (entry.look === "na" ? "none" : entry.look) : "none"}` }, sign(entry ? entry.look : "none"), entry ? entry.text : fallback);
  const swatch = (look) => s("svg", { viewBox: "0 0 12 12", "aria-hidden": "true" }, s("rect", { width: 12, height: 12, rx: 2, class: look }));

  /** A bar of parts of a whole, only visual: the numbers are beside it. */
  function bar(parts, whole, height = 8) {
    const svg = s("svg", { viewBox: `0 0 100 ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" }, s("rect", { width: 100, height, class: "b-rest" }));
    let x = 0;
    for (const [value, look] of parts) {
      if (!(value > 0) || !(whole > 0)) continue;
      const width = Math.min(Math.max((value / whole) * 100, 0.6), 100 - x);
      if (width > 0) svg.append(s("rect", { x, width, height, class: look }));
      x += width;
    }
    return svg;
  }

  async function copy(text, button) {
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      // Pages from a file or a share may have no clipboard access; a selection can be copied anyway.
      const area = h("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
      area.value = text;
      (button.closest("dialog") || document.body).append(area);
      area.select();
      done = document.execCommand("copy");
      area.remove();
      button.focus();
    }
    say(done ? "Copied." : "The browser does not let this page copy.");
    if (!done) return;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  }

  /** A text to copy; what is copied may be longer than what is shown. */
  const copyable = (shown, text, label) => h("div", { class: "command" }, h("pre", { tabindex: "0" }, shown),
    h("button", { type: "button", class: "copy", "aria-label": `Copy ${label}`, onclick: (event) => copy(text, event.currentTarget) }, "Copy"));

  // ---- The data, ready for lookups ----------------------------------------------------------------------------------

  const domains = data.domains;
  const checks = data.checks;
  const evidenceOf = new Map(data.evidence.map((one) => [one.domain, one]));
  const certificatesOf = new Map();
  const nameOf = (index) => domains[index].name;
  const fillIn = (text, isTemplate, name, mx) => (isTemplate ? text.replace(/\{domain\}|\{mx\}/g, (place) => (place === "{mx}" ? mx : name)) : text);
  const mxOf = (domain) => (domain.mxHosts || [""])[0];
  /** A text of a domain by its number, and where it stands. */
  const textOf = (domain, member, usual) => {
    const entry = data.texts[domain[member]];
    return entry && { name: domain[`${member}At`] || usual, text: fillIn(entry.text, entry.template, domain.name, mxOf(domain)) };
  };
  const checkIds = domains.map((domain) => (domain.checks || []).filter((n) => ["Warning", "Fail", "Unknown"].includes(checks[n].status)).map((n) => checks[n].id));
  const isTested = (domain) => domain.status !== undefined;

  // ---- Tables whose rows are drawn as they scroll -------------------------------------------------------------------

  const isNarrow = window.matchMedia("screen and (max-width: 700px)");
  const printed = [];
  const mostPrinted = 1000;
  let isPrinting = false;

  /**
   * A table of any number of rows, all of the same height, of which only those in view exist.
   * columns: { id, title, width, num, cell(row), sort(row), hide: "wide"|"middle" }; the first column's button opens a row.
   */
  function virtualTable({ label, columns, open, openLabel, rowHeight = 41, narrowHeight = 64, narrow, sorted, empty = "There is nothing to show." }) {
    const most = 14;
    let rows = [];
    let order = sorted;
    let shown = [];
    let height = rowHeight;
    const drawn = new Map();
    const head = h("div", { class: "vt-head", role: "row" });
    const headGroup = h("div", { role: "rowgroup", class: "vt-headgroup" }, head);
    const space = h("div", { class: "vt-space", role: "rowgroup" });
    const scroll = h("div", { class: "vt-scroll", role: "table", "aria-label": label }, headGroup, space);
    const table = h("div", { class: "vt" }, scroll);
    headGroup.style.position = "sticky";
    headGroup.style.top = "0";
    headGroup.style.zIndex = "2";
    const nothing = h("p", { class: "vt-empty", hidden: true }, empty);
    const cut = h("p", { class: "vt-empty", hidden: true });
    table.append(nothing, cut);

    const width = () => table.clientWidth || 1200;
    // Paper is narrow, and content that does not fit is lost.
    const isShown = (column) => (isPrinting ? !column.hide : true) && !(column.hide === "wide" && width() < 1100) && !(column.hide === "middle" && width() < 860);

    function drawHead() {
      shown = columns.filter(isShown);
      table.style.setProperty("--columns", shown.map((column) => (isPrinting && /^\d+px$/.test(column.width) ? `minmax(0, ${parseInt(column.width, 10)}fr)` : isPrinting ? "minmax(0, 150fr)" : column.width)).join(" "));
      scroll.setAttribute("aria-colcount", shown.length);
      head.replaceChildren(...shown.map((column) => {
        const sort = order && order.id === column.id ? (order.down ? "descending" : "ascending") : column.sort ? "none" : undefined;
        return h("div", { role: "columnheader", class: column.num ? "vt-cell num" : "vt-cell", "aria-sort": sort },
          column.sort ? h("button", { type: "button", onclick: () => sortBy(column), title: `Sort by ${column.title}` }, column.title) : h("span", { class: "plain" }, column.title));
      }));
    }

    function sortRows() {
      if (!order) return;
      const column = columns.find((one) => one.id === order.id);
      const keys = new Map(rows.map((row) => [row, column.sort(row)]));
      const sign = order.down ? -1 : 1;
      rows.sort((a, b) => {
        const x = keys.get(a), y = keys.get(b);
        // Missing values come last either way.
        const xNone = x === undefined || x === "" || x !== x, yNone = y === undefined || y === "" || y !== y;
        if (xNone || yNone) return xNone - yNone || a - b;
        return x < y ? -sign : x > y ? sign : tie(a, b);
      });
    }

    /** Rows alike in the column stand by the first one. */
    function tie(a, b) {
      const x = columns[0].sort(a), y = columns[0].sort(b);
      return x < y ? -1 : x > y ? 1 : a - b;
    }

    function sortBy(column) {
      order = { id: column.id, down: order && order.id === column.id ? !order.down : !!column.firstDown };
      sortRows();
      redraw();
      const button = head.children[shown.indexOf(column)].firstChild;
      if (button) button.focus();
      say(`Sorted by ${column.title}, ${order.down ? "descending" : "ascending"}.`);
    }

    function drawRow(index) {
      const row = rows[index];
      const opener = (text) => (open ? h("button", { type: "button", class: "link", "aria-haspopup": "dialog", onclick: (event) => { event.stopPropagation(); open(row); } }, text) : text);
      const element = h("div", { role: "row", class: open ? "vt-row opens" : "vt-row", "aria-rowindex": index + 2 });
      if (open) element.addEventListener("click", () => { if (!String(window.getSelection())) open(row); });
      element.style.height = `${height}px`;
      element.style.top = `${index * height}px`;
      if (isNarrow.matches && narrow) {
        element.append(...narrow(row, opener).map((line) => h("div", { role: "cell", class: "vt-line" }, line)));
      } else {
        shown.forEach((column, position) => {
          const content = column.cell(row);
          element.append(h("div", { role: "cell", class: column.num ? "vt-cell num" : "vt-cell", title: typeof content === "string" && content.length > 12 ? content : undefined }, position === 0 ? opener(content) : content));
        });
      }
      element.dataset.index = index;
      return element;
    }

    function drawRange(first, last) {
      for (const [index, element] of drawn) {
        if ((index < first || index >= last) && !element.contains(document.activeElement)) {
          element.remove();
          drawn.delete(index);
        }
      }
      const wanted = [...new Set([...drawn.keys(), ...Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i)])].sort((a, b) => a - b);
      wanted.forEach((index, position) => {
        let element = drawn.get(index);
        if (!element) drawn.set(index, element = drawRow(index));
        if (space.children[position] !== element) space.insertBefore(element, space.children[position] || null);
      });
    }

    function draw() {
      if (isPrinting) {
        drawRange(0, Math.min(rows.length, mostPrinted));
        return;
      }
      const top = Math.max(0, scroll.scrollTop);
      const visible = Math.ceil((scroll.clientHeight || most * height) / height);
      const first = Math.max(0, Math.floor(top / height) - 6);
      drawRange(first, Math.min(rows.length, first + visible + 12));
    }

    function redraw() {
      height = isNarrow.matches && narrow ? narrowHeight : rowHeight;
      drawHead();
      drawn.clear();
      space.replaceChildren();
      space.style.height = `${rows.length * height}px`;
      scroll.style.maxHeight = `${most * rowHeight + 20}px`;
      scroll.setAttribute("aria-rowcount", rows.length + 1);
      nothing.hidden = rows.length > 0;
      draw();
    }

    function focusRow(index) {
      const to = Math.max(0, Math.min(rows.length - 1, index));
      const top = to * height;
      const view = scroll.clientHeight - head.offsetHeight;
      if (top < scroll.scrollTop) scroll.scrollTop = top;
      else if (top + height > scroll.scrollTop + view) scroll.scrollTop = top + height - view;
      draw();
      const button = drawn.get(to) && drawn.get(to).querySelector("button");
      if (button) button.focus({ preventScroll: true });
    }

    scroll.addEventListener("scroll", draw, { passive: true });
    space.addEventListener("keydown", (event) => {
      const row = event.target.closest("[data-index]");
      if (!row) return;
      const index = Number(row.dataset.index);
      const page = Math.max(1, Math.floor(scroll.clientHeight / height) - 2);
      const to = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: rows.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      focusRow(to);
    });
    if (!open) scroll.setAttribute("tabindex", "0");
    let lastWidth = 0;
    new ResizeObserver(() => {
      if (table.clientWidth === lastWidth) return;
      lastWidth = table.clientWidth;
      redraw();
    }).observe(table);
    printed.push({
      before() {
        redraw();
        cut.textContent = `The first ${number(mostPrinted)} of ${number(rows.length)} rows. Filter the table to print others.`;
        cut.hidden = rows.length <= mostPrinted;
      },
      after() { cut.hidden = true; redraw(); },
    });
    return {
      element: table,
      set(list) { rows = list; sortRows(); scroll.scrollTop = 0; redraw(); },
      /** Takes a list that is in the table's order already. */
      setSorted(list) { rows = list; scroll.scrollTop = 0; redraw(); },
      get rows() { return rows; },
    };
  }

  // ---- 1 Overview -----------------------------------------------------------------------------------------------------

  const filter = { text: "", status: "", senderAction: "", mode: "", stage: "", provider: "" };
  let applyFilter = () => {};
  let syncFilter = () => {};

  function filterDomains(changes) {
    for (const key of Object.keys(filter)) filter[key] = "";
    Object.assign(filter, changes);
    syncFilter();
    applyFilter();
    byId("domains").scrollIntoView({ block: "start" });
  }

  function overview() {
    const { summary } = data;
    byId("made").textContent = [Number.isNaN(created) ? "" : time(created), data.module && `MtaSts ${data.module}`, plural(summary.domains, "domain", "domains")].filter(Boolean).join("  ·  ");
    byId("foot").textContent = `Made by Export-MtaStsReport. This file contacts no server. Times are UTC.${summary.tested < summary.domains ? ` ${plural(summary.domains - summary.tested, "domain is", "domains are")} known only from reports and not tested.` : ""}`;
    if (summary.tested === 0) return;
    const tiles = Object.keys(statuses).map((status) => {
      const count = summary.status[status] || 0;
      const { text, look } = statuses[status];
      return h("button", { type: "button", class: count ? "tile" : "tile zero", "data-status": status, onclick: () => filterDomains({ status }) },
        h("span", { class: "count" }, number(count)), badge({ text, look }), h("span", { class: "unseen" }, " Show these domains."));
    });
    const share = s("svg", { class: "share", viewBox: "0 0 1000 10", preserveAspectRatio: "none", "aria-hidden": "true" });
    let x = 0;
    for (const status of Object.keys(statuses)) {
      const width = ((summary.status[status] || 0) / summary.tested) * 1000;
      if (width > 0) share.append(s("rect", { x, width: Math.max(width - 2, 1), height: 10, class: `f-${statuses[status].look}` }));
      x += width;
    }
    const rows = Object.entries(senderActions).filter(([action]) => summary.senderAction[action]).map(([action, { text, long, look }]) => h("tr", {},
      h("td", { class: "num" }, number(summary.senderAction[action])),
      h("th", { scope: "row" }, h("button", { type: "button", class: "link", onclick: () => filterDomains({ senderAction: action }) }, text), h("span", { class: "means muted small" }, capital(long), ".")),
      h("td", { class: "bar" }, bar([[summary.senderAction[action], `f-${look}`]], summary.tested))));
    byId("overview-body").append(h("div", { class: "overview" },
      h("div", { class: "card" }, h("h3", {}, plural(summary.tested, "domain tested", "domains tested")), h("div", { class: "tiles" }, tiles), share, brief()),
      h("div", { class: "card" }, h("h3", {}, "What a sender does with mail today"), h("table", { class: "senders" }, h("tbody", {}, rows)))));
    byId("overview").hidden = false;
  }

  // A domain that could publish a TLS-RPT record and was seen to have no valid one; the words find these domains in the list.
  const silentWords = "requests no reports";
  const isSilent = (domain) => isTested(domain) && !(domain.tlsRptRua || []).length && (domain.checks || []).some((index) => data.checks[index].id.startsWith("TlsRpt.") && (data.checks[index].status === "Fail" || data.checks[index].status === "Warning"));

  /** What the other parts come to, in a line each. */
  function brief() {
    const lines = [];
    const refused = data.summary.senderAction.Refuse || 0;
    const fixes = data.actions.filter((action) => action.status !== "Info").length;
    if (fixes) lines.push([fixes, "actions", `${fixes === 1 ? "fix" : "fixes"} to make${refused ? `; mail for ${plural(refused, "domain", "domains")} is refused today` : ""}`]);
    const days = (one) => (at(one.ends) - created) / dayMs;
    const over = data.certificates.filter((one) => days(one) < 0).length, soon = data.certificates.filter((one) => days(one) >= 0 && days(one) < 21).length;
    const refusedOnes = data.certificates.filter((one) => one.problem && days(one) >= 21).length;
    if (data.certificates.length) lines.push([over + soon + refusedOnes, "certificates", `of ${plural(data.certificates.length, "certificate", "certificates")} expired, expire within 21 days, or are not accepted by senders`]);
    const ready = data.evidence.filter((one) => one.readiness === "Ready" && one.next).length;
    if (data.evidence.length) lines.push([ready, "evidence", `${ready === 1 ? "domain is" : "domains are"} ready for the next stage`]);
    const silent = domains.filter(isSilent).length;
    if (silent) lines.push([silent, "domains", `${silent === 1 ? "domain requests" : "domains request"} no reports from senders`, () => filterDomains({ text: silentWords })]);
    return lines.length ? h("dl", { class: "brief" }, lines.map(([count, id, text, show]) => [h("dt", {}, number(count)), h("dd", {}, h("a", { href: `#${id}`, onclick: show }, text))])) : null;
  }

  // ---- 2 Domains --------------------------------------------------------------------------------------------------------

  function ends(iso) {
    if (!iso) return "";
    const left = (at(iso) - created) / dayMs;
    const look = left < 0 ? "ends-fail" : left < 21 ? "ends-warning" : undefined;
    return h("span", { class: look }, left < 0 ? "expired " : "", date(at(iso)));
  }

  function domainList() {
    if (domains.length === 0) return;
    const search = domains.map((domain, index) => [domain.name, statuses[domain.status] ? statuses[domain.status].text : "", domain.provider, checkIds[index].join(" "), (domain.tlsRptRua || []).join(" "), (domain.mxHosts || []).join(" "), domain.policyId, isSilent(domain) ? silentWords : ""].join("\n").toLowerCase());
    const rank = new Map(worst.map((status, index) => [status, index]));
    const columns = [
      { id: "name", title: "Domain", width: "minmax(150px, 2.4fr)", cell: (row) => nameOf(row), sort: (row) => nameOf(row) },
      { id: "status", title: "Status", width: "130px", cell: (row) => badge(statuses[domains[row].status], "Not tested"), sort: (row) => (rank.get(domains[row].status) ?? 9) },
      { id: "senderAction", title: "A sender today", width: "132px", cell: (row) => (senderActions[domains[row].senderAction] || { text: "" }).text, sort: (row) => (senderActions[domains[row].senderAction] || { text: "" }).text },
      { id: "mode", title: "Mode", width: "66px", cell: (row) => domains[row].mode || "", sort: (row) => domains[row].mode },
      { id: "stage", title: "Stage", width: "118px", cell: (row) => stageText(domains[row].stage), sort: (row) => (domains[row].stage ? stageOrder.indexOf(domains[row].stage) : undefined), hide: "middle" },
      { id: "maxAge", title: "max_age", width: "66px", num: true, cell: (row) => duration(domains[row].maxAge), sort: (row) => domains[row].maxAge, hide: "wide" },
      { id: "provider", title: "Provider", width: "minmax(60px, 1fr)", cell: (row) => domains[row].provider || "", sort: (row) => (domains[row].provider || "").toLowerCase(), hide: "wide" },
      { id: "problems", title: "Problems", width: "minmax(110px, 1.8fr)", cell: (row) => checkIds[row].join(", "), sort: (row) => checkIds[row].length || undefined, firstDown: true },
      { id: "certificateEnds", title: "Certificate expires", width: "124px", cell: (row) => ends(domains[row].certificateEnds), sort: (row) => at(domains[row].certificateEnds), hide: "middle" },
      { id: "rua", title: "Reports go to", width: "minmax(70px, 1.2fr)", cell: (row) => (domains[row].tlsRptRua || []).map((rua) => rua.replace(/^mailto:/i, "")).join(", "), sort: (row) => (domains[row].tlsRptRua || [])[0], hide: "wide" },
    ];
    const table = virtualTable({
      label: "Domains", columns, open: openDomain, sorted: { id: "status", down: false }, empty: "No domain matches these filters.",
      narrow: (row, opener) => [
        [opener(nameOf(row))],
        [badge(statuses[domains[row].status], "Not tested"), h("span", { class: "muted small" }, "  ", checkIds[row].length ? checkIds[row].join(", ") : (senderActions[domains[row].senderAction] || { text: "" }).text)],
      ],
    });
    const all = domains.map((_, index) => index);
    table.set(all);
    const fields = {};
    const choices = (key, title, values, text) => {
      if (values.length < 2) return null;
      const select = fields[key] = h("select", { id: `filter-${key}`, onchange: () => { filter[key] = select.value; applyFilter(); } }, h("option", { value: "" }, "All"), values.map((value) => h("option", { value }, text(value))));
      return h("div", {}, h("label", { for: `filter-${key}` }, title), select);
    };
    const used = (key) => [...new Set(domains.map((domain) => domain[key]).filter((value) => value !== undefined))];
    const ordered = (values, order) => order.filter((value) => values.includes(value));
    const text = fields.text = h("input", { id: "filter-text", type: "search", autocomplete: "off", spellcheck: "false", placeholder: "Name, problem, MX host, address", oninput: () => { filter.text = text.value; applyFilter(); } });
    const found = h("span", { class: "found", role: "status" });
    const clear = h("button", { type: "button", class: "quiet", onclick: () => { filterDomains({}); text.focus(); } }, "Clear");
    applyFilter = () => {
      const wanted = filter.text.trim().toLowerCase().split(/\s+/).filter(Boolean);
      const keys = ["status", "senderAction", "mode", "stage", "provider"].filter((key) => filter[key]);
      // The rows are already in order; filtering keeps the order.
      const rows = sortedAll().filter((row) => keys.every((key) => (domains[row][key] ?? "") === filter[key]) && wanted.every((word) => search[row].includes(word)));
      table.setSorted(rows);
      const isAll = keys.length === 0 && wanted.length === 0;
      found.textContent = isAll ? plural(domains.length, "domain", "domains") : `${number(rows.length)} of ${plural(domains.length, "domain", "domains")}`;
      clear.hidden = isAll;
      for (const tile of document.querySelectorAll(".tile")) tile.setAttribute("aria-pressed", String(filter.status === tile.dataset.status));
    };
    syncFilter = () => { for (const [key, field] of Object.entries(fields)) field.value = filter[key]; };
    // Keeps all rows in the order that was chosen last, whatever the filter.
    let orderKey, orderRows = [];
    const sortedAll = () => {
      const head = table.element.querySelector("[aria-sort=ascending], [aria-sort=descending]");
      const key = head ? head.textContent + head.getAttribute("aria-sort") : "";
      if (key !== orderKey) {
        orderKey = key;
        table.set(all.slice());
        orderRows = table.rows.slice();
      }
      return orderRows;
    };
    table.element.addEventListener("click", (event) => { if (event.target.closest("[role=columnheader] button")) applyFilter(); });
    byId("domains-body").append(h("div", { class: "filters", role: "search", "aria-label": "Filter the domains" },
      h("div", { class: "wide" }, h("label", { for: "filter-text" }, "Search"), text),
      choices("status", "Status", ordered(used("status"), worst), (value) => statuses[value].text),
      choices("senderAction", "A sender today", ordered(used("senderAction"), Object.keys(senderActions)), (value) => senderActions[value].text),
      choices("mode", "Mode", used("mode").sort(), (value) => value),
      choices("stage", "Stage", ordered(used("stage"), stageOrder), stageText),
      choices("provider", "Provider", used("provider").sort(), (value) => value),
      h("div", {}, clear), found), table.element);
    byId("domains").hidden = false;
    applyFilter();
  }

  function openDomain(index) {
    const domain = domains[index];
    const dialog = byId("detail");
    const fact = (name, value) => (value === undefined || value === "" || value === null ? null : [h("dt", {}, name), h("dd", {}, value)]);
    const step = domain.step;
    const evidence = evidenceOf.get(index);
    const list = (domain.checks || []).map((n) => checks[n]);
    const texts = [["MTA-STS record", textOf(domain, "record", `_mta-sts.${domain.name}`)], ["Policy", textOf(domain, "policy", `https://mta-sts.${domain.name}/.well-known/mta-sts.txt`)], ["TLS-RPT record", textOf(domain, "tlsRpt", `_smtp._tls.${domain.name}`)], step && step.record ? ["Record of the next step", step.record] : null, step && step.policy ? ["Policy of the next step", { text: step.policy }] : null].filter((one) => one && one[1] && one[1].text);
    const close = h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Close");
    dialog.replaceChildren(
      h("div", { class: "d-head" }, h("div", {}, h("h2", { id: "detail-title" }, domain.name), badge(statuses[domain.status], "Not tested")), close),
      h("div", { class: "d-body" },
        domain.advice ? h("p", { class: "advice" }, domain.advice) : null,
        h("dl", { class: "facts" },
          fact("A sender today", domain.senderAction && capital(senderActions[domain.senderAction].long) + "."),
          domain.preflight ? fact("Tested", "A policy that is not published") : null,
          fact("Mode", domain.mode), fact("Stage", stageText(domain.stage)), fact("max_age", domain.maxAge === undefined ? "" : `${number(domain.maxAge)} s${domain.maxAge >= 3600 ? ` (${duration(domain.maxAge)})` : ""}`),
          fact("Policy id", domain.policyId), fact("MX hosts", (domain.mxHosts || []).join(", ")), fact("Provider", domain.provider),
          fact("Certificate expires", ends(domain.certificateEnds)), fact("Reports go to", (domain.tlsRptRua || []).join(", ")), fact("Tested", domain.tested && time(at(domain.tested)))),
        evidence || step ? [h("h3", {}, "Next stage"), stageFacts(evidence, step)] : null,
        list.length ? [h("h3", {}, "Checks"), h("ul", { class: "checks" }, list.map((check) => checkItem(check, domain)))] : null,
        texts.length ? [h("h3", {}, "Records and policy"), h("div", { class: "texts" }, texts.map(([title, { name, text }]) => [h("p", { class: "t-name" }, name ? `${title}: ${name}` : title), copyable(text, text, title)]))] : null));
    dialog.showModal();
    dialog.scrollTop = 0;
    close.focus();
  }

  const capital = (text) => text[0].toUpperCase() + text.slice(1);

  function checkItem(check, domain) {
    const kind = data.catalogue[check.id] || { title: check.id };
    return h("li", {},
      h("div", {}, badge(checkStatuses[check.status])),
      h("div", {}, h("div", { class: "c-title" }, kind.title.split("<domain>").join(domain.name), h("span", { class: "c-id" }, check.id)),
        h("div", { class: "c-detail" }, fillIn(check.detail || "", check.detailTemplate, domain.name, mxOf(domain))),
        check.fix ? h("div", { class: "c-fix" }, fillIn(check.fix, check.fixTemplate, domain.name, mxOf(domain))) : null,
        h("div", { class: "c-ref" }, [kind.reference, check.tlsRptResult && `senders report ${check.tlsRptResult}`].filter(Boolean).join("  ·  "))));
  }

  function stageFacts(evidence, step) {
    const fact = (name, value) => (value ? [h("dt", {}, name), h("dd", {}, value)] : null);
    return [
      h("dl", { class: "facts" },
        evidence ? [fact("From", stageText(evidence.stage) || "no stage yet"), fact("To", evidence.next ? stageText(evidence.next) : "stays"),
          fact("Evidence", badge(readinesses[evidence.readiness])), fact("Live test", evidence.liveTestPasses === undefined ? "" : evidence.liveTestPasses ? "passes" : "does not pass"), evidence.daysAsked ? fact("Days", `${number(evidence.daysWithoutFailure)} of ${number(evidence.daysAsked)} without a failure caused by the domain`) : null,
          fact("Last failure", evidence.lastFailureDay && `${date(at(evidence.lastFailureDay))}${evidence.failures ? `: ${evidence.failures.map((one) => `${one.resultType} ${number(one.count)}`).join(", ")}` : ""}`),
          fact("Enough on", evidence.readiness !== "Ready" && evidence.enoughOn ? `${date(at(evidence.enoughOn))}, if reports come as in the last four weeks (${plural(evidence.recentDays, "day", "days")} of 28) and none has a failure` : "")] : null,
        step ? [fact("Step", `${step.action}${step.stage ? `: ${stageText(step.stage)}` : ""}${step.forced ? " (forced)" : ""}`), fact("Look again", step.lookAgain && time(at(step.lookAgain)))] : null),
      h("ul", { class: "reasons" }, ((step && step.reasons) || (evidence && evidence.reasons) || []).map((reason) => h("li", {}, reason))),
      step && step.order ? h("ol", { class: "reasons" }, step.order.map((line) => h("li", {}, line))) : null,
    ];
  }

  // ---- 3 What to do first -------------------------------------------------------------------------------------------

  const commandName = /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/;

  function actionList() {
    const { actions } = data;
    if (data.summary.tested === 0 && actions.length === 0) return;
    const host = byId("actions-body");
    byId("actions").hidden = false;
    if (actions.length === 0) {
      host.append(h("p", { class: "card" }, "Nothing. No check needs attention."));
      return;
    }
    const hasReports = data.reports.count > 0;
    host.append(h("p", { class: "muted small" }, `${plural(actions.filter((action) => action.status !== "Info").length, "fix", "fixes")}. Failures come first, then what could not be checked, then warnings; within each group, ${hasReports ? "those with the most mail at stake" : "those of the most domains"} come first.`));
    const list = h("ol", { class: "todo" });
    const begin = 8;
    const add = (from, to) => { for (let i = from; i < Math.min(to, actions.length); i++) list.append(actionItem(actions[i], i + 1, hasReports)); };
    add(0, begin);
    host.append(h("div", { class: "below" }, list));
    if (actions.length > begin) {
      const more = h("button", { type: "button", class: "quiet more", onclick: () => { const last = list.children.length; add(last, Infinity); more.remove(); list.children[last].querySelector("button, pre").focus(); } }, `Show all ${number(actions.length)}`);
      host.append(more);
      printed.push({ before() { if (more.isConnected) { add(list.children.length, 60); } }, after() { while (more.isConnected && list.children.length > begin) list.lastChild.remove(); } });
    }
  }

  function actionItem(action, rank, hasReports) {
    const only = action.domains.length === 1 ? nameOf(action.domains[0]) : null;
    const few = action.domains.slice(0, 6);
    const links = [];
    few.forEach((index, position) => { if (position) links.push(", "); links.push(h("button", { type: "button", class: "link", "aria-haspopup": "dialog", onclick: () => openDomain(index) }, nameOf(index))); });
    const rest = action.domains.length - few.length;
    if (rest > 0) links.push(" and ", action.source === "test" ? h("button", { type: "button", class: "link", onclick: () => filterDomains({ text: action.id }) }, plural(rest, "more", "more")) : plural(rest, "more", "more"));
    const safe = action.domains.map(nameOf).filter((name) => commandName.test(name));
    const isOneEach = action.command && action.command.includes("{domain}");
    const command = (names) => (isOneEach ? names.map((name) => action.command.split("{domain}").join(name)).join("\n") : action.command.split("{domains}").join(names.join(",")));
    const cutCommand = () => (safe.length <= 3 ? command(safe) : isOneEach ? `${command(safe.slice(0, 3))}\n…` : command([...safe.slice(0, 3), "…"]));
    return h("li", {},
      h("div", { class: "rank", "aria-hidden": "true" }, rank),
      h("div", {},
        h("div", { class: "label" }, badge(checkStatuses[action.status]), h("span", {}, action.source === "reports" ? `Reported by senders: ${action.id}` : action.id)),
        h("p", { class: "fix" }, fillIn(action.fix, action.template, only || "‹domain›", action.domains.length === 1 ? mxOf(domains[action.domains[0]]) : "‹MX host›")),
        h("p", { class: "why" }, action.source === "reports" ? action.title : `${only ? "" : `${nameOf(action.domains[0])}: `}${action.evidence || ""}`),
        h("p", { class: "for" }, h("span", { class: "muted" }, action.domains.length === 1 ? "For " : `For ${number(action.domains.length)} domains: `), links),
        action.command && safe.length ? copyable(cutCommand(), command(safe), "the command") : null),
      h("div", { class: "stake" }, hasReports && action.sessions > 0
        ? [h("b", {}, short(action.sessions)), h("span", {}, action.source === "reports" ? " failed sessions in 30 days" : " sessions in 30 days")]
        : [h("b", {}, number(action.domains.length)), h("span", {}, action.domains.length === 1 ? " domain" : " domains")]));
  }

  // ---- 4 Certificates ------------------------------------------------------------------------------------------------

  function certificates() {
    const list = data.certificates;
    if (list.length === 0) return;
    const left = (one) => { const days = (at(one.ends) - created) / dayMs; return days < 0 ? -Math.ceil(-days) : Math.floor(days); };
    const look = (one) => (one.problem || left(one) < 0 ? "fail" : left(one) < 21 ? "warning" : "pass");
    const chart = h("div", { class: "chart" });
    const soon = list.filter((one) => left(one) >= 0 && left(one) < 21).length;
    const over = list.filter((one) => left(one) < 0).length;
    const bad = list.filter((one) => one.problem && left(one) >= 0).length;
    const summary = `${plural(list.length, "certificate", "certificates")}: ${plural(over, "has expired", "have expired")}, ${plural(soon, "expires", "expire")} within 21 days${bad ? `, ${plural(bad, "is", "are")} not accepted by senders for another reason` : ""}.`;
    const draw = () => {
      const width = widthOf(chart);
      const from = created - 45 * dayMs;
      const lastEnd = Math.max(...list.map((one) => at(one.ends)));
      const to = Math.min(Math.max(lastEnd + 10 * dayMs, created + 120 * dayMs), created + 410 * dayMs);
      const padding = 14, radius = width < 500 ? 3.5 : 4.5, step = radius * 2 + 1.5;
      const x = (ms) => padding + ((Math.min(Math.max(ms, from), to) - from) / (to - from)) * (width - 2 * padding);
      const lanes = [["Policy hosts", list.filter((one) => one.role === "policy")], ["MX hosts", list.filter((one) => one.role === "mx")]].filter((lane) => lane[1].length);
      const svg = s("svg", { role: "img", "aria-label": `Expiry dates on a timeline. ${summary} The table below has every date.` });
      let y = 0;
      for (const [title, entries] of lanes) {
        const columns = new Map();
        for (const one of entries) {
          const column = Math.round(x(at(one.ends)) / step);
          if (!columns.has(column)) columns.set(column, []);
          columns.get(column).push(one);
        }
        const highest = Math.min(10, Math.max(...[...columns.values()].map((column) => column.length)));
        const base = y + 26 + Math.max(2, highest) * step;
        svg.append(s("text", { x: 0, y: y + 14, class: "lane" }, `${title} (${number(entries.length)})`));
        for (const [column, members] of columns) {
          members.slice(0, 10).forEach((one, i) => svg.append(s("circle", { cx: column * step, cy: base - (i + 0.5) * step - 2, r: radius, class: `f-${look(one)}` }, s("title", {}, `${one.host}: ${date(at(one.ends))}`))));
          if (members.length > 10) svg.append(s("text", { x: column * step, y: base - 10 * step - 5, "text-anchor": "middle" }, `+${number(members.length - 10)}`));
        }
        svg.append(s("line", { x1: 0, x2: width, y1: base, y2: base, class: "axis" }));
        y = base + 14;
      }
      let lastTick = -1e9;
      for (let day = new Date(from); day.getTime() < to; day = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1))) {
        const first = day.getUTCDate() === 1 ? day.getTime() : NaN;
        if (Number.isNaN(first) || x(first) - lastTick < 64 || x(first) > width - 40 || Math.abs(x(first) - x(created)) < 50) continue;
        lastTick = x(first);
        svg.append(s("line", { x1: x(first), x2: x(first), y1: y - 14, y2: y - 9, class: "axis" }), s("text", { x: x(first), y: y + 4, "text-anchor": "middle" }, month(first)));
      }
      svg.append(s("line", { x1: x(created), x2: x(created), y1: 4, y2: y - 9, class: "today" }), s("text", { x: x(created), y: y + 4, "text-anchor": "middle", class: "lane" }, "today"));
      svg.setAttribute("viewBox", `0 0 ${width} ${y + 10}`);
      svg.setAttribute("height", y + 10);
      chart.replaceChildren(svg);
    };
    watch(chart, draw);
    const table = virtualTable({
      label: "Certificates", sorted: { id: "ends", down: false },
      columns: [
        { id: "ends", title: "Expires", width: "132px", cell: (row) => ends(list[row].ends), sort: (row) => at(list[row].ends) },
        { id: "left", title: "Days left", width: "76px", num: true, cell: (row) => number(left(list[row])), sort: (row) => left(list[row]) },
        { id: "host", title: "Host", width: "minmax(140px, 1.6fr)", cell: (row) => list[row].host, sort: (row) => list[row].host },
        { id: "role", title: "Role", width: "88px", cell: (row) => (list[row].role === "mx" ? "MX host" : "Policy host"), sort: (row) => list[row].role },
        { id: "domains", title: "Domains", width: "72px", num: true, cell: (row) => number(list[row].domains), sort: (row) => list[row].domains, hide: "middle" },
        { id: "problem", title: "Problem", width: "minmax(100px, 1.6fr)", cell: (row) => list[row].problem || "", sort: (row) => list[row].problem, hide: "middle" },
        { id: "issuer", title: "Issuer", width: "minmax(80px, 1fr)", cell: (row) => list[row].issuer || "", sort: (row) => list[row].issuer, hide: "wide" },
      ],
      narrow: (row) => [
        [h("span", {}, list[row].host)],
        [h("span", { class: "small" }, ends(list[row].ends), h("span", { class: "muted" }, `  ·  ${list[row].role === "mx" ? "MX host" : "policy host"}${list[row].problem ? `  ·  ${list[row].problem}` : ""}`))],
      ],
    });
    table.set(list.map((_, index) => index));
    byId("certificates-body").append(h("div", { class: "card" },
      h("p", { class: "muted small" }, summary),
      h("ul", { class: "legend" }, h("li", {}, swatch("f-pass"), "more than 21 days"), h("li", {}, swatch("f-warning"), "21 days or less"), h("li", {}, swatch("f-fail"), "expired, or not accepted")),
      chart), h("div", { class: "below" }, table.element));
    byId("certificates").hidden = false;
  }

  /** How wide to draw; on paper as wide as a page is between its margins. */
  const widthOf = (element) => (isPrinting ? 660 : Math.max(280, element.clientWidth || 1000));

  /** Draws again when the width changes, and for paper. */
  function watch(element, draw) {
    printed.push({ before: draw, after: draw });
    let width = -1;
    new ResizeObserver(() => {
      if (element.clientWidth === width) return;
      width = element.clientWidth;
      draw();
    }).observe(element);
  }

  // ---- 5 Reports over time -----------------------------------------------------------------------------------------

  function reports() {
    const source = data.reports;
    if (!source.count) return;
    const first = at(source.firstDay);
    const reported = Math.round((at(source.lastDay) - first) / dayMs) + 1;
    // Days up to yesterday without a report are days without a report too.
    const until = Math.min(Math.floor((created - first) / dayMs), reported + 60);
    const days = Math.max(reported, until);
    const names = { domain: domains.map((domain) => domain.name), organization: source.organizations, type: (source.resultTypes || []).map((type) => type.name), mx: source.mxHosts || [], address: source.sendingAddresses || [] };
    const none = { type: "(without details)", mx: "(not reported)", address: "(not reported)" };

    // Columns of numbers: half a million entries are scanned in a few milliseconds.
    let entries = 0;
    for (const series of source.sessions) entries += series.successes.length;
    const sDomain = new Int32Array(entries), sOrganization = new Int32Array(entries), sDay = new Int32Array(entries), sGood = new Float64Array(entries), sOwn = new Float64Array(entries), sSender = new Float64Array(entries);
    let n = 0;
    for (const series of source.sessions) {
      const begin = n;
      let position = 0;
      for (let run = 0; run < series.days.length; run += 2) {
        for (let i = 0; i < series.days[run + 1]; i++, n++, position++) {
          sDomain[n] = series.domain; sOrganization[n] = series.organization; sDay[n] = series.days[run] + i; sGood[n] = series.successes[position];
        }
      }
      const failures = series.failures || [];
      for (let i = 0; i < failures.length; i += 3) { sOwn[begin + failures[i]] = failures[i + 1]; sSender[begin + failures[i]] = failures[i + 2]; }
    }
    const facts = source.failures || [];
    const chosen = { domain: null, organization: null, type: null, mx: null, address: null, from: null, to: null };
    const details = ["type", "mx", "address"];
    const isDetailed = () => details.some((key) => chosen[key] !== null);
    const isInDays = (day) => (chosen.from === null || day >= chosen.from) && (chosen.to === null || day <= chosen.to);

    /** Sums over what fits all filters; each part is shown without its own filter, so that another of its values can be chosen. */
    function sum() {
      const part = () => new Map();
      const result = {
        total: [0, 0, 0], days: Array.from({ length: days }, () => [0, 0, 0]), seen: new Uint8Array(days), organizations: new Set(),
        domain: part(), organization: part(), type: part(), mx: part(), address: part(),
      };
      const add = (map, key, good, own, sender) => {
        let sums = map.get(key);
        if (!sums) map.set(key, sums = [0, 0, 0]);
        sums[0] += good; sums[1] += own; sums[2] += sender;
      };
      const detailed = isDetailed();
      for (let i = 0; i < entries; i++) {
        const noDomain = chosen.domain !== null && sDomain[i] !== chosen.domain, noOrganization = chosen.organization !== null && sOrganization[i] !== chosen.organization, noDay = !isInDays(sDay[i]);
        const missing = noDomain + noOrganization + noDay;
        if (!noDomain && !noOrganization) result.seen[sDay[i]] = 1;
        if (missing > 1 || detailed) continue;
        if (!noDomain && !noOrganization) { const day = result.days[sDay[i]]; day[0] += sGood[i]; day[1] += sOwn[i]; day[2] += sSender[i]; }
        if (!noOrganization && !noDay) add(result.domain, sDomain[i], sGood[i], sOwn[i], sSender[i]);
        if (!noDomain && !noDay) add(result.organization, sOrganization[i], sGood[i], sOwn[i], sSender[i]);
        if (missing === 0) { result.total[0] += sGood[i]; result.total[1] += sOwn[i]; result.total[2] += sSender[i]; result.organizations.add(sOrganization[i]); }
      }
      for (const [domain, day, organization, type, mx, address, isOwn, count] of facts) {
        const no = { domain: chosen.domain !== null && domain !== chosen.domain, organization: chosen.organization !== null && organization !== chosen.organization, type: chosen.type !== null && type !== chosen.type, mx: chosen.mx !== null && mx !== chosen.mx, address: chosen.address !== null && address !== chosen.address, day: !isInDays(day) };
        const missing = no.domain + no.organization + no.type + no.mx + no.address + no.day;
        if (missing > 1) continue;
        const own = isOwn ? count : 0, sender = isOwn ? 0 : count;
        const fits = (key) => missing === 0 || no[key];
        if (fits("type")) add(result.type, type, 0, own, sender);
        if (fits("mx")) add(result.mx, mx, 0, own, sender);
        if (fits("address")) add(result.address, address, 0, own, sender);
        if (!detailed) continue;
        if (fits("domain")) add(result.domain, domain, 0, own, sender);
        if (fits("organization")) add(result.organization, organization, 0, own, sender);
        if (fits("day")) { result.days[day][1] += own; result.days[day][2] += sender; }
        if (missing === 0) { result.total[1] += own; result.total[2] += sender; result.organizations.add(organization); }
      }
      return result;
    }

    const chips = h("div", { class: "chips" });
    const figures = h("dl", { class: "figures" });
    const note = h("p", { class: "muted small", hidden: true }, "Reports count successes by policy, and give result types, MX hosts and addresses only for failures. With this filter the charts show failures.");
    const sessionsChart = h("div", { class: "chart" });
    const rateChart = h("div", { class: "chart" });
    const readout = h("p", { class: "readout", "aria-hidden": "true" });
    const dayTable = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Sessions by day" });
    const dayData = h("details", { class: "data" }, h("summary", {}, "Show the days as a table"), dayTable);
    const markTable = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Policy changes" });
    const markData = h("details", { class: "data" }, h("summary", {}, "Policy changes"), markTable);
    const from = h("input", { type: "date", id: "days-from", min: isoDay(first), max: isoDay(first + (days - 1) * dayMs) });
    const to = h("input", { type: "date", id: "days-to", min: isoDay(first), max: isoDay(first + (days - 1) * dayMs) });
    const dayOf = (input) => { const day = Math.round((at(input.value) - first) / dayMs); return input.value && day >= 0 && day < days ? day : null; };
    for (const input of [from, to]) input.addEventListener("change", () => { chosen.from = dayOf(from); chosen.to = dayOf(to); update(); });
    const hidden = new Set();
    let now;

    function choose(key, value) {
      chosen[key] = chosen[key] === value ? null : value;
      update();
      const label = value < 0 ? none[key] : names[key][value];
      say(chosen[key] === null ? "Filter removed." : `Showing ${label} only.`);
    }

    function drawChips() {
      const chip = (text, clear) => h("button", { type: "button", class: "chip", "aria-label": `Remove the filter ${text}`, onclick: () => { clear(); update(); } }, `${text}  ×`);
      const titles = { domain: "domain", organization: "organization", type: "result", mx: "MX host", address: "address" };
      chips.replaceChildren(...Object.keys(titles).filter((key) => chosen[key] !== null).map((key) => chip(`${titles[key]}: ${chosen[key] < 0 ? none[key] : names[key][chosen[key]]}`, () => { chosen[key] = null; })),
        ...(chosen.from !== null || chosen.to !== null ? [chip(`days: ${chosen.from === null ? "…" : date(first + chosen.from * dayMs)} – ${chosen.to === null ? "…" : date(first + chosen.to * dayMs)}`, () => { chosen.from = chosen.to = null; from.value = to.value = ""; })] : []));
    }

    const rateTitle = h("h3", {}, "Failure rate");

    function drawFigures() {
      const [good, own, sender] = now.total;
      const all = good + own + sender;
      const gaps = now.seen.filter((seen, day) => !seen && isInDays(day)).length;
      const figure = (title, value, more) => h("div", {}, h("dt", {}, title), h("dd", {}, value, more ? h("small", {}, " ", more) : null));
      figures.replaceChildren(
        isDetailed() ? null : figure("Sessions", number(all)), figure("Failed: caused by the domain", number(own), isDetailed() ? "" : percent(own, all)), figure("Failed: caused by the sender", number(sender), isDetailed() ? "" : percent(sender, all)),
        figure("Organizations", number(now.organizations.size)), figure("Days without a report", number(gaps), `of ${number(now.seen.filter((_, day) => isInDays(day)).length)}`));
      for (const child of [...figures.childNodes]) if (child.nodeType !== 1) child.remove();
      note.hidden = !isDetailed();
    }

    // Days are combined into weeks where a day would be thinner than a pixel or two.
    const bucketOf = (width) => (width / days < 2 ? 7 : 1);

    function niceMax(value) {
      if (value <= 4) return 4;
      const power = 10 ** Math.floor(Math.log10(value));
      return [1, 2, 2.5, 4, 5, 8, 10].map((one) => one * power).find((one) => one >= value);
    }

    function frame(chart, height, label) {
      const width = widthOf(chart);
      const left = 48, right = 8;
      const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": label });
      const step = (width - left - right) / days;
      return { width, left, right, svg, step, x: (day) => left + day * step };
    }

    function drawAxis({ svg, left, width, right, x, step }, base, top, max, text, withDates) {
      for (let i = 0; i <= 4; i += 2) {
        const y = base - ((base - top) * i) / 4;
        svg.append(s("line", { x1: left, x2: width - right, y1: y, y2: y, class: i ? "grid" : "axis" }), s("text", { x: left - 6, y: y + 4, "text-anchor": "end" }, text((max * i) / 4)));
      }
      if (!withDates) return;
      const between = Math.max(1, Math.ceil(76 / step));
      for (let day = 0; day < days; day += between) {
        if (x(day) > width - right - 20) break;
        svg.append(s("text", { x: x(day) + step / 2, y: base + 17, "text-anchor": day === 0 ? "start" : "middle" }, days > 200 ? month(first + day * dayMs) : tick(first + day * dayMs)));
      }
    }

    function buckets(width) {
      const size = bucketOf(width - 56);
      const list = [];
      for (let day = 0; day < days; day += size) {
        const sums = [0, 0, 0], all = [0, 0, 0]; // without and with what the legend hides
        let seen = false;
        for (let i = day; i < Math.min(days, day + size); i++) {
          for (let k = 0; k < 3; k++) { all[k] += now.days[i][k]; sums[k] += hidden.has(k) ? 0 : now.days[i][k]; }
          seen = seen || now.seen[i] === 1;
        }
        list.push({ day, size: Math.min(size, days - day), sums, all, seen, inDays: isInDays(day) });
      }
      return list;
    }

    function describe(bucket) {
      const [good, own, sender] = bucket.sums;
      const when = bucket.size > 1 ? `Week of ${date(first + bucket.day * dayMs)}` : date(first + bucket.day * dayMs);
      if (!bucket.seen) return `${when}: no report`;
      return `${when}: ${isDetailed() ? "" : `${number(good + own + sender)} sessions, `}${number(own)} failures caused by the domain, ${number(sender)} by the sender${isDetailed() ? "" : ` (${percent(own + sender, good + own + sender)})`}`;
    }

    function drawSessions() {
      const height = 224, top = 26, base = 196;
      const f = frame(sessionsChart, height, `Sessions by day, with failures. ${describeTotal()} The table below has every day.`);
      const list = buckets(f.width);
      const max = niceMax(Math.max(...list.map((one) => one.sums[0] + one.sums[1] + one.sums[2])));
      drawAxis(f, base, top, max, (value) => (max < 10 ? number(value) : short(value)), true);
      for (const one of list) {
        const x = f.x(one.day), gap = f.step * one.size > 4 ? 1 : 0, width = Math.max(f.step * one.size - gap, 0.5);
        const group = s("g", { class: one.inDays ? undefined : "dim" });
        if (!one.seen) group.append(s("rect", { x, y: base - 5, width, height: 5, class: "gap" }));
        let y = base;
        for (const [k, look] of [[0, "good"], [1, "own"], [2, "sender"]]) {
          const value = one.sums[k];
          if (!(value > 0)) continue;
          // A failure is always large enough to be seen.
          const tall = Math.max((value / max) * (base - top), k > 0 ? 1.5 : 0.5);
          group.append(s("rect", { x, y: y - tall, width, height: tall, class: look }));
          y -= tall;
        }
        const hit = s("rect", { x, y: top, width: f.step * one.size, height: base - top, class: "hover" });
        hit.addEventListener("mouseenter", () => { readout.textContent = describe(one); });
        hit.addEventListener("click", () => {
          const last = one.day + one.size - 1;
          const isSame = chosen.from === one.day && chosen.to === last;
          chosen.from = isSame ? null : one.day;
          chosen.to = isSame ? null : last;
          from.value = isSame ? "" : isoDay(first + one.day * dayMs);
          to.value = isSame ? "" : isoDay(first + last * dayMs);
          update();
        });
        group.append(hit);
        f.svg.append(group);
      }
      drawMarks(f, base, top);
      sessionsChart.replaceChildren(f.svg);
    }

    const marks = (source.marks || []).filter((mark) => mark.day >= 0 && mark.day < days);
    // The first stage that reports of a domain show is not a change.
    const seenStage = new Set();
    for (const mark of marks.slice().sort((a, b) => a.day - b.day)) {
      mark.isChange = mark.kind !== "stage" || seenStage.has(mark.domain);
      if (mark.kind === "stage") seenStage.add(mark.domain);
    }
    const fittingMarks = () => marks.filter((mark) => chosen.domain === null || mark.domain === chosen.domain);
    const markText = (mark) => (mark.kind === "stage" ? stageText(mark.text) : `id ${mark.text}`);

    function drawMarks(f, base, top) {
      const byDay = new Map();
      for (const mark of fittingMarks()) {
        if (!mark.isChange) continue;
        if (!byDay.has(mark.day)) byDay.set(mark.day, []);
        byDay.get(mark.day).push(mark);
      }
      let lastText = -1e9;
      const days_ = [...byDay.keys()].sort((a, b) => a - b);
      for (const [day, list] of [...byDay].sort((a, b) => a[0] - b[0])) {
        const x = f.x(day) + f.step / 2;
        f.svg.append(s("line", { x1: x, x2: x, y1: top - 6, y2: base, class: "mark" }), s("path", { d: `M${x - 4} ${top - 10}h8l-4 6z`, class: "marker" }, s("title", {}, `${date(first + day * dayMs)}: ${list.slice(0, 8).map((mark) => `${nameOf(mark.domain)}: ${markText(mark)}`).join("; ")}`)));
        const text = list.length === 1 ? markText(list[0]) : plural(list.length, "change", "changes");
        const room = text.length * 6.6 + 16;
        const next = days_.find((other) => other > day);
        if (x < lastText || x + room > f.width || (next !== undefined && f.x(next) + f.step / 2 - 6 < x + room)) continue;
        f.svg.append(s("text", { x: x + 7, y: top - 8, class: "marktext" }, text));
        lastText = x + room;
      }
    }

    function drawRate() {
      // Under a filter by a detail, only failures are known: there is no rate.
      rateTitle.hidden = rateChart.hidden = isDetailed();
      if (isDetailed()) return;
      const height = 104, top = 8, base = 92;
      const f = frame(rateChart, height, `Failure rate by day. ${describeTotal()} The table below has every day.`);
      const list = buckets(f.width);
      const rates = list.map((one) => { const all = one.all[0] + one.all[1] + one.all[2]; return all > 0 ? ((one.sums[1] + one.sums[2]) / all) * 100 : null; });
      const max = Math.min(100, niceMax(Math.max(1, ...rates.filter((rate) => rate !== null))));
      drawAxis(f, base, top, max, (value) => `${number(Math.round(value * 10) / 10)} %`, false);
      let path = "", pen = false;
      rates.forEach((rate, i) => {
        if (rate === null) { pen = false; return; }
        const x = f.x(list[i].day) + (f.step * list[i].size) / 2, y = base - (rate / max) * (base - top);
        path += `${pen ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
        if (!pen && rates[i + 1] === null) f.svg.append(s("circle", { cx: x, cy: y, r: 2, class: "dot" }));
        pen = true;
      });
      f.svg.append(s("path", { d: path, class: "rate" }));
      rateChart.replaceChildren(f.svg);
    }

    function describeTotal() {
      const [good, own, sender] = now.total;
      return `${date(first)} to ${date(first + (days - 1) * dayMs)}: ${number(good + own + sender)} sessions, ${number(own + sender)} failed.`;
    }

    function drawDayTable() {
      if (!dayData.open) return;
      const rows = [];
      for (let day = days - 1; day >= 0; day--) {
        if (!isInDays(day)) continue;
        const [good, own, sender] = now.days[day];
        const all = good + own + sender;
        rows.push(h("tr", {}, h("th", { scope: "row" }, date(first + day * dayMs)), now.seen[day] ? [h("td", { class: "num" }, isDetailed() ? "–" : number(good)), h("td", { class: "num" }, number(own)), h("td", { class: "num" }, number(sender)), h("td", { class: "num" }, isDetailed() ? "–" : percent(own + sender, all))] : h("td", { colspan: 4, class: "muted" }, "no report")));
      }
      dayTable.replaceChildren(h("table", { class: "plain" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Day"), ["Successful", "Failed: domain", "Failed: sender", "Failure rate"].map((title) => h("th", { scope: "col", class: "num" }, title)))), h("tbody", {}, rows)));
    }

    function drawMarkTable() {
      const list = fittingMarks();
      markData.hidden = list.length === 0;
      if (!markData.open) return;
      const rows = list.slice().sort((a, b) => b.day - a.day).slice(0, 500).map((mark) => h("tr", {}, h("th", { scope: "row" }, date(first + mark.day * dayMs)), h("td", {}, nameOf(mark.domain)), h("td", {}, mark.kind === "stage" ? `reports ${mark.isChange ? "" : "begin to "}show ${stageText(mark.text)}` : `policy id ${mark.text}`)));
      markTable.replaceChildren(h("table", { class: "plain" }, h("thead", {}, h("tr", {}, ["Day", "Domain", "Change"].map((title) => h("th", { scope: "col" }, title)))), h("tbody", {}, rows)));
    }
    dayData.addEventListener("toggle", drawDayTable);
    markData.addEventListener("toggle", drawMarkTable);

    const parts = {};
    function partCard(key, title, column) {
      const body = h("tbody");
      const more = h("button", { type: "button", class: "link small more", hidden: true, onclick: () => { parts[key].all = !parts[key].all; drawPart(key); } });
      parts[key] = { body, more, all: false };
      return h("div", { class: "card" }, h("h3", {}, title), h("table", { class: "plain bars" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, column), h("th", { scope: "col", class: "num" }, "Failed"), h("th", { scope: "col", class: "num" }, details.includes(key) ? "Own" : "Sessions"), details.includes(key) ? null : h("th", { scope: "col", class: "num rate-column" }, "Rate"), h("td"))), body), more);
    }

    function ranked(key) {
      const list = [...now[key]].map(([value, [good, own, sender]]) => ({ value, good, own, sender, failed: own + sender, all: good + own + sender }));
      return list.sort((a, b) => b.own - a.own || b.failed - a.failed || b.all - a.all || a.value - b.value);
    }

    function chooser(key, value) {
      return h("button", { type: "button", class: "link", "aria-pressed": String(chosen[key] === value), onclick: () => choose(key, value) }, value < 0 ? none[key] : names[key][value] || "(empty)");
    }

    function drawPart(key) {
      const { body, more, all } = parts[key];
      const list = ranked(key);
      const few = 8;
      const shown = all ? list.slice(0, 500) : list.slice(0, few);
      if (chosen[key] !== null && !shown.some((one) => one.value === chosen[key])) shown.push(...list.filter((one) => one.value === chosen[key]));
      const isDetail = details.includes(key);
      const most = Math.max(...list.map((one) => (isDetail || isDetailed() ? one.failed : one.all)), 1);
      const focused = body.contains(document.activeElement) ? document.activeElement.textContent : null;
      body.replaceChildren(...shown.map((one) => h("tr", { class: chosen[key] === one.value ? "chosen" : undefined },
        h("td", { class: "name" }, chooser(key, one.value)), h("td", { class: "num" }, number(one.failed)), h("td", { class: "num" }, isDetail ? number(one.own) : isDetailed() ? "–" : number(one.all)), isDetail ? null : h("td", { class: "num rate-column" }, isDetailed() ? "–" : percent(one.failed, one.all)),
        h("td", { class: "bar" }, bar(isDetail || isDetailed() ? [[one.own, "b-own"], [one.sender, "b-sender"]] : [[one.good, "b-good"], [one.own, "b-own"], [one.sender, "b-sender"]], most)))));
      if (shown.length === 0) body.append(h("tr", {}, h("td", { colspan: 5, class: "muted" }, isDetail ? "No failure is reported." : "No session is reported.")));
      if (focused) for (const button of body.querySelectorAll("button")) if (button.textContent === focused) button.focus();
      more.hidden = list.length <= few;
      more.textContent = all ? "Show fewer" : `Show ${list.length > 500 ? "the first 500" : `all ${number(list.length)}`}`;
    }

    const typeBody = h("tbody");
    const owners = { domain: "the domain’s", sender: "the sender’s", domainUnlessPassing: "the domain’s, unless only one sender saw it" };
    function drawTypes() {
      const list = ranked("type");
      const most = Math.max(...list.map((one) => one.failed), 1);
      typeBody.replaceChildren(...list.map((one) => {
        const type = one.value < 0 ? { meaning: "Failed sessions that no detail of the report explains.", owner: "domain", action: "Ask the sender, or wait for reports from other senders that say more." } : source.resultTypes[one.value];
        return h("tr", { class: chosen.type === one.value ? "chosen" : undefined },
          h("td", { class: "name" }, chooser("type", one.value), bar([[one.own, "b-own"], [one.sender, "b-sender"]], most)),
          h("td", { class: "num", "data-label": "Failed" }, number(one.failed)), h("td", { "data-label": "Meaning" }, type.meaning || "RFC 8460 does not define this type; the sender may say what it means."), h("td", { "data-label": "Whose" }, owners[type.owner]), h("td", { "data-label": "What to do" }, type.action || ""));
      }));
      if (list.length === 0) typeBody.append(h("tr", {}, h("td", { colspan: 5, class: "muted" }, "No failure is reported.")));
    }

    function update() {
      now = sum();
      drawChips();
      drawFigures();
      drawSessions();
      drawRate();
      drawDayTable();
      drawMarkTable();
      for (const key of Object.keys(parts)) drawPart(key);
      drawTypes();
    }

    const legendButton = (k, look, text) => {
      const button = h("button", { type: "button", "aria-pressed": "true", onclick: () => { if (hidden.has(k)) hidden.delete(k); else hidden.add(k); button.setAttribute("aria-pressed", String(!hidden.has(k))); button.style.opacity = hidden.has(k) ? "0.55" : ""; button.style.textDecoration = hidden.has(k) ? "line-through" : ""; drawSessions(); drawRate(); } }, swatch(look), text);
      return h("li", {}, button);
    };
    const extra = [source.duplicates && `${plural(source.duplicates, "report came", "reports came")} twice, counted once`, source.outOfRange && `${plural(source.outOfRange, "report is", "reports are")} left out: older than three years, or dated in the future`, source.collapsed && "there are more names or details than are listed separately; the rest is combined as (others)"].filter(Boolean);
    const anyMarks = marks.some((mark) => mark.isChange);
    byId("reports-body").append(
      h("div", { class: "filters" },
        h("div", {}, h("label", { for: "days-from" }, "From day"), from), h("div", {}, h("label", { for: "days-to" }, "To day"), to),
        h("p", { class: "muted small found" }, `${plural(source.count, "report", "reports")}, ${date(first)} to ${date(at(source.lastDay))}${extra.length ? `. ${capital(extra.join("; "))}.` : ""}`)),
      chips,
      h("div", { class: "card" }, figures, note,
        h("h3", {}, "Sessions per day"),
        h("ul", { class: "legend" }, legendButton(0, "b-good", "successful"), legendButton(1, "b-own", "failed: caused by the domain"), legendButton(2, "b-sender", "failed: caused by the sender"),
          h("li", {}, s("svg", { viewBox: "0 0 12 12", "aria-hidden": "true", class: "chart" }, s("rect", { y: 7, width: 12, height: 5, class: "gap" })), "day without a report"),
          anyMarks ? h("li", {}, s("svg", { viewBox: "0 0 12 12", "aria-hidden": "true", class: "chart" }, s("path", { d: "M1 2h10l-5 8z", class: "marker" })), "policy change") : null),
        sessionsChart, readout, rateTitle, rateChart, dayData, markData),
      h("div", { class: "parts" }, partCard("domain", "By domain", "Domain"), partCard("organization", "By reporting organization", "Organization"),
        h("div", { class: "card whole" }, h("h3", {}, "By result type"), h("table", { class: "plain bars types" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Result type"), h("th", { scope: "col", class: "num" }, "Failed"), h("th", { scope: "col" }, "Meaning"), h("th", { scope: "col" }, "Whose"), h("th", { scope: "col" }, "What to do"))), typeBody)),
        partCard("mx", "By MX host", "MX host"), partCard("address", "By sending address", "Address")));
    byId("reports").hidden = false;
    update();
    watch(sessionsChart, () => { drawSessions(); drawRate(); });
  }

  // ---- 6 Evidence for the next stage ----------------------------------------------------------------------------

  function evidence() {
    const list = data.evidence;
    if (list.length === 0) return;
    const order = { NotReady: 0, InsufficientData: 1, Ready: 2 };
    const stays = (one) => one.stage === "EnforceStable";
    const progress = (one) => (one.daysAsked ? h("div", { class: "progress" }, bar([[Math.min(one.daysWithoutFailure, one.daysAsked), one.readiness === "NotReady" ? "b-own" : "b-pass"]], one.daysAsked), h("span", {}, `${number(one.daysWithoutFailure)} / ${number(one.daysAsked)}`)) : "");
    const when = (one) => (stays(one) ? "stays" : one.readiness === "Ready" ? "now" : one.enoughOn ? date(at(one.enoughOn)) : "not at this rate");
    const table = virtualTable({
      label: "Evidence for the next stage", open: (row) => openDomain(list[row].domain), sorted: { id: "readiness", down: true },
      columns: [
        { id: "name", title: "Domain", width: "minmax(140px, 1.6fr)", cell: (row) => nameOf(list[row].domain), sort: (row) => nameOf(list[row].domain) },
        { id: "stage", title: "Stage", width: "128px", cell: (row) => stageText(list[row].stage) || "none yet", sort: (row) => stageOrder.indexOf(list[row].stage) },
        { id: "next", title: "Next", width: "124px", cell: (row) => (list[row].next ? stageText(list[row].next) : "stays"), sort: (row) => stageOrder.indexOf(list[row].next), hide: "middle" },
        { id: "readiness", title: "Evidence", width: "146px", cell: (row) => badge(readinesses[list[row].readiness]), sort: (row) => order[list[row].readiness] },
        { id: "days", title: "Days / required", width: "minmax(130px, 1fr)", cell: (row) => progress(list[row]), sort: (row) => (list[row].daysAsked ? list[row].daysWithoutFailure / list[row].daysAsked : undefined), firstDown: true },
        { id: "failure", title: "Last failure", width: "112px", cell: (row) => (list[row].lastFailureDay ? date(at(list[row].lastFailureDay)) : ""), sort: (row) => at(list[row].lastFailureDay), hide: "middle" },
        { id: "enough", title: "Enough on", width: "118px", cell: (row) => when(list[row]), sort: (row) => (stays(list[row]) ? undefined : at(list[row].enoughOn)) },
        { id: "reason", title: "Why", width: "minmax(120px, 2fr)", cell: (row) => list[row].reasons[0] || "", hide: "wide" },
      ],
      narrow: (row, opener) => [
        [opener(nameOf(list[row].domain))],
        [badge(readinesses[list[row].readiness]), h("span", { class: "muted small" }, `  ${stageText(list[row].stage) || "no stage"}${list[row].daysAsked ? `, ${list[row].daysWithoutFailure} of ${list[row].daysAsked} days` : ""}`)],
      ],
    });
    table.set(list.map((_, index) => index));
    byId("evidence-body").append(h("p", { class: "muted small" }, "A stage requires a live test that passes and days with reports and without a failure caused by the domain: 14 in each stage of testing, 28 before a lasting enforce. “Enough on” assumes as many days with reports as in the last four weeks, and no failure."), h("div", { class: "below" }, table.element));
    byId("evidence").hidden = false;
  }

  // ---- The page as a whole ----------------------------------------------------------------------------------------

  function tools() {
    const button = byId("theme");
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => (document.documentElement.dataset.theme || (dark.matches ? "dark" : "light")) === "dark";
    const label = () => { button.textContent = isDark() ? "Light colors" : "Dark colors"; };
    button.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; label(); });
    dark.addEventListener("change", label);
    label();
    byId("print").addEventListener("click", () => window.print());
    byId("detail").addEventListener("click", (event) => { if (event.target === event.currentTarget) event.currentTarget.close(); });
    window.addEventListener("beforeprint", () => { isPrinting = true; printed.forEach((one) => one.before()); });
    window.addEventListener("afterprint", () => { isPrinting = false; printed.forEach((one) => one.after()); });
    for (const section of document.querySelectorAll("main > section:not([hidden])")) byId("nav").append(h("a", { href: `#${section.id}` }, section.querySelector("h2").textContent));
    if (data.summary.domains === 0 && !data.reports.count) byId("main").append(h("p", { class: "card" }, "There is nothing to show: no results and no reports were given."));
  }

  overview();
  domainList();
  actionList();
  certificates();
  reports();
  evidence();
  tools();
  document.documentElement.dataset.ready = "";
})();
