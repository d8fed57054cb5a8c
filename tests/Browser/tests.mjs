import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { launch, open } from "./browser.mjs";

const folder = process.argv[2];
const file = (name) => join(folder, name);
const expected = JSON.parse(readFileSync(file("cast.expected.json"), "utf8"));
const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();
let passed = 0, failed = 0;

/** Runs a test on a page of its own; a page that says, asks or pops up anything has failed. */
async function test(name, page, body, options) {
  let opened;
  try {
    opened = await open(browser, file(page), options);
    await body(opened.page, opened);
    assert.deepEqual(opened.faults, []);
    passed++;
  } catch (error) {
    failed++;
    console.log(`FAILED ${name}\n    ${String(error.stack || error).split("\n").slice(0, 12).join("\n    ")}`);
  } finally {
    if (opened) await opened.close();
  }
}

const number = (text) => Number(text.replace(/[^\d-]/g, ""));

/** The text of every row of a table whose rows are drawn as they scroll. */
const allRows = (page, section) => page.evaluate(async (id) => {
  const scroll = document.querySelector(`#${id} .vt-scroll`);
  const rows = new Map();
  for (let top = 0; ; top += 200) {
    scroll.scrollTop = top;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (const row of scroll.querySelectorAll(".vt-space [role=row]")) rows.set(Number(row.getAttribute("aria-rowindex")), [...row.querySelectorAll("[role=cell]")].map((cell) => cell.textContent));
    if (top >= scroll.scrollHeight - scroll.clientHeight) break;
  }
  return [...rows].sort((a, b) => a[0] - b[0]).map((pair) => pair[1]);
}, section);

/** The rows of an ordinary table under a heading. */
const tableUnder = (page, heading) => page.evaluate((text) => {
  const title = [...document.querySelectorAll("h3")].find((one) => one.textContent === text);
  return [...title.parentElement.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent.trim()));
}, heading);

const showAll = (page, heading) => page.evaluate((text) => {
  const title = [...document.querySelectorAll("h3")].find((one) => one.textContent === text);
  const more = [...title.parentElement.querySelectorAll("button.more")].find((button) => !button.hidden);
  if (more) more.click();
}, heading);

const figure = (page, name) => page.evaluate((title) => [...document.querySelectorAll(".figures div")].find((one) => one.querySelector("dt").textContent === title)?.querySelector("dd").firstChild.textContent, name);

// ---- Numbers equal those of the objects

const words = { Pass: "Pass", Warning: "Warning", Fail: "Fail", Unknown: "Unknown", NotConfigured: "Not configured", NotApplicable: "No mail" };

await test("The head counts domains by status and by what a sender does", "cast.html", async (page) => {
  assert.match(await page.textContent("#made"), new RegExp(`MtaSts 0\\.1\\.0.*${expected.domains} domains`));
  for (const [status, text] of Object.entries(words)) {
    assert.equal(number(await page.textContent(`.tile[data-status=${status}] .count`)), expected.status[status] || 0, text);
  }
  const senders = await page.$$eval(".senders tr", (rows) => rows.map((row) => [row.children[0].textContent, row.querySelector("button").textContent]));
  const texts = { DeliverVerified: "Deliver verified", TlsNotTested: "TLS not tested", DeliverAndReport: "Deliver and report", Deliver: "Deliver unprotected", Refuse: "Refuse", Unknown: "Unknown", NotApplicable: "No mail" };
  assert.deepEqual(Object.fromEntries(senders.map(([count, text]) => [text, number(count)])), Object.fromEntries(Object.entries(expected.senderAction).map(([action, count]) => [texts[action], count])));
});

await test("The table has every domain with its problems", "cast.html", async (page) => {
  const rows = await allRows(page, "domains");
  assert.equal(rows.length, expected.domains);
  for (const row of rows) assert.equal(row[7], expected.problems[row[0]].join(", "), row[0]);
});

await test("A row opens the whole checklist with evidence and fix, and the policy's text", "cast.html", async (page) => {
  for (const domain of Object.keys(expected.checks).filter((_, index) => index % 4 === 0)) {
    await page.fill("#filter-text", domain);
    await page.click(`#domains .vt-row button:text-is("${domain}")`);
    const seen = await page.$$eval("#detail .checks li", (items) => items.map((item) => ({ Id: item.querySelector(".c-id").textContent, Status: item.querySelector(".badge").textContent, Detail: item.querySelector(".c-detail").textContent, Fix: item.querySelector(".c-fix")?.textContent || "" })));
    assert.deepEqual(seen, expected.checks[domain], domain);
    const policy = await page.evaluate(() => [...document.querySelectorAll("#detail .t-name")].find((one) => one.textContent.startsWith("Policy:"))?.nextElementSibling.querySelector("pre").textContent);
    if (expected.policies[domain] && !/[^\x20-\x7e\n]/.test(expected.policies[domain])) assert.equal(policy, expected.policies[domain], domain);
    await page.keyboard.press("Escape");
  }
});

await test("Totals of the reports equal those of Measure-TlsRptReport", "cast.html", async (page) => {
  assert.equal(number(await figure(page, "Sessions")), expected.sessions);
  assert.equal(number(await figure(page, "Failed: caused by the domain")), expected.own);
  assert.equal(number(await figure(page, "Failed: caused by the sender")), expected.senders);
  assert.equal(number(await figure(page, "Organizations")), Object.keys(expected.organizations).length);
  const organizations = await tableUnder(page, "By reporting organization");
  assert.deepEqual(Object.fromEntries(organizations.map((row) => [row[0], [number(row[2]), number(row[1])]])), expected.organizations);
  const types = await tableUnder(page, "By result type");
  assert.deepEqual(Object.fromEntries(types.map((row) => [row[0], number(row[1])])), expected.resultTypes);
  await showAll(page, "By domain");
  const domains = await tableUnder(page, "By domain");
  assert.deepEqual(Object.fromEntries(domains.map((row) => [row[0], [number(row[2]), number(row[1])]])), Object.fromEntries(Object.entries(expected.byDomain).map(([name, sums]) => [name, [sums.sessions, sums.failures]])));
});

await test("Every chart of the reports has a table by day, which marks days without a report", "cast.html", async (page) => {
  await page.click("text=Show the days as a table");
  await page.waitForSelector("details.data[open] tbody tr");
  const rows = await page.$$eval("details.data[open] tbody tr", (all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
  const days = Object.values(expected.days);
  const withReport = rows.filter((row) => row.length === 5);
  assert.deepEqual(withReport.map((row) => row.slice(1, 4).map(number)), days.reverse());
  assert.equal(rows.length - withReport.length, 2);
  assert.ok(rows.filter((row) => row.length === 2).every((row) => row[1] === "no report"));
  assert.equal((await page.$$(".chart rect.gap")).length - 1, 2);
});

await test("Evidence for the next stage equals that of Measure-TlsRptReport where the live test passes", "cast.html", async (page) => {
  const texts = { Ready: "Ready", NotReady: "Not ready", InsufficientData: "Not enough data" };
  const rows = await allRows(page, "evidence");
  let compared = 0;
  for (const row of rows) {
    const sums = expected.byDomain[row[0]];
    const own = (await page.evaluate((name) => { const data = JSON.parse(document.getElementById("data").textContent); const index = data.domains.findIndex((one) => one.name === name); return { evidence: data.evidence.find((one) => one.domain === index), step: !!data.domains[index].step, stage: data.domains[index].stage }; }, row[0]));
    if (!sums || own.step || own.evidence.liveTestPasses !== true || own.stage !== sums.stage) continue;
    assert.equal(row[3], texts[sums.readiness], row[0]);
    compared++;
  }
  assert.ok(compared > 20, `${compared} compared`);
});

// ---- Interaction

await test("Columns sort in both directions and show the direction", "cast.html", async (page) => {
  const header = page.locator("#domains [role=columnheader]", { hasText: "Domain" }).first();
  await header.locator("button").click();
  assert.equal(await header.getAttribute("aria-sort"), "ascending");
  const up = (await allRows(page, "domains")).map((row) => row[0]);
  assert.deepEqual(up, [...up].sort());
  await header.locator("button").click();
  assert.equal(await header.getAttribute("aria-sort"), "descending");
  assert.deepEqual((await allRows(page, "domains")).map((row) => row[0]), [...up].reverse());
});

await test("Filters, search and tiles narrow the table, and Clear resets it", "cast.html", async (page) => {
  await page.selectOption("#filter-status", "Warning");
  assert.equal((await allRows(page, "domains")).length, expected.status.Warning);
  assert.equal(await page.getAttribute(".tile[data-status=Warning]", "aria-pressed"), "true");
  await page.fill("#filter-text", "tlsrpt");
  const both = await allRows(page, "domains");
  assert.ok(both.length > 0 && both.length < expected.status.Warning);
  assert.ok(both.every((row) => row[1] === "Warning" && row.join(" ").toLowerCase().includes("tlsrpt")));
  await page.click("#domains >> text=Clear");
  assert.equal((await allRows(page, "domains")).length, expected.domains);
  await page.click(".tile[data-status=Fail]");
  assert.equal((await allRows(page, "domains")).length, expected.status.Fail);
  await page.fill("#filter-text", "no such domain");
  assert.ok(await page.isVisible("text=No domain matches these filters."));
});

await test("Problems can be searched for", "cast.html", async (page) => {
  await page.fill("#filter-text", "Coverage.Wildcard");
  const names = (await allRows(page, "domains")).map((row) => row[0]).sort();
  assert.deepEqual(names, Object.entries(expected.problems).filter(([, ids]) => ids.includes("Coverage.Wildcard")).map(([name]) => name).sort());
});

await test("Everything in a row can be reached with the keyboard", "cast.html", async (page) => {
  await page.focus("#domains .vt-row button");
  const first = await page.evaluate(() => document.activeElement.textContent);
  for (let i = 0; i < 40; i++) await page.keyboard.press("ArrowDown");
  const later = await page.evaluate(() => ({ name: document.activeElement.textContent, index: document.activeElement.closest("[role=row]").getAttribute("aria-rowindex"), inView: (() => { const r = document.activeElement.getBoundingClientRect(), s = document.querySelector("#domains .vt-scroll").getBoundingClientRect(); return r.top >= s.top && r.bottom <= s.bottom; })() }));
  assert.equal(later.index, "42");
  assert.ok(later.inView);
  await page.keyboard.press("Enter");
  assert.equal(await page.textContent("#detail-title"), later.name);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Close");
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), later.name);
  await page.keyboard.press("Home");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), first);
  await page.keyboard.press("End");
  assert.equal(await page.evaluate(() => document.activeElement.closest("[role=row]").getAttribute("aria-rowindex")), String(expected.domains + 1));
});

await test("Commands and records are copied whole", "cast.html", async (page, { }) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const item = page.locator(".todo li", { hasText: "…" }).first();
  const shown = await item.locator("pre").textContent();
  assert.match(shown, /…/);
  await item.locator(".copy").click();
  await page.waitForFunction(() => document.getElementById("said").textContent === "Copied.");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(!copied.includes("…") && copied.length > shown.length, copied);
  const count = number((await item.locator(".for").textContent()).match(/For (\d+) domains/)[1]);
  // One command for all domains, or one for each where its arguments name the domain.
  const names = copied.split("\n").flatMap((line) => line.split(" ")[1].split(","));
  assert.equal(new Set(names).size, count, copied);
});

await test("What to do first: failures before warnings, most mail first, each with its command", "cast.html", async (page) => {
  await page.click("text=/^Show all \\d+$/ >> nth=0");
  const items = await page.$$eval(".todo > li", (all) => all.map((item) => ({ status: item.querySelector(".badge").textContent, stake: item.querySelector(".stake b").textContent, unit: item.querySelector(".stake span").textContent, fix: item.querySelector(".fix").textContent })));
  const rank = { Fail: 0, Unknown: 1, Warning: 2, Info: 3 };
  const stake = (item) => (item.unit.includes("sessions") ? number(item.stake) : 0);
  for (let i = 1; i < items.length; i++) {
    assert.ok(rank[items[i - 1].status] <= rank[items[i].status], items[i].fix);
    if (items[i - 1].status === items[i].status) assert.ok(stake(items[i - 1]) >= stake(items[i]), items[i].fix);
  }
  assert.ok(items.every((item) => item.fix.length > 0));
});

await test("A click on an organization filters the page, and a second click removes the filter", "cast.html", async (page) => {
  const [name, [sessions, failures]] = Object.entries(expected.organizations)[2];
  const button = page.locator("table.bars button", { hasText: name });
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.equal(number(await figure(page, "Sessions")), sessions);
  assert.equal(number(await figure(page, "Failed: caused by the domain")) + number(await figure(page, "Failed: caused by the sender")), failures);
  assert.equal((await tableUnder(page, "By reporting organization")).length, Object.keys(expected.organizations).length);
  await page.click(".chip");
  assert.equal(number(await figure(page, "Sessions")), expected.sessions);
});

await test("A click on a result type shows only its failures", "cast.html", async (page) => {
  const [name, count] = Object.entries(expected.resultTypes)[0];
  await page.locator("table.types button", { hasText: name }).click();
  assert.equal(number(await figure(page, "Failed: caused by the domain")) + number(await figure(page, "Failed: caused by the sender")), count);
  assert.equal(await figure(page, "Sessions"), undefined);
  assert.ok(await page.isVisible("text=With this filter the charts show failures."));
});

await test("A click on a bar and the date fields select days", "cast.html", async (page) => {
  const last = Object.entries(expected.days).at(-1);
  const bars = page.locator(".chart rect.hover");
  await bars.last().click();
  assert.equal(number(await figure(page, "Sessions")), last[1].reduce((a, b) => a + b));
  assert.equal(await page.inputValue("#days-from"), last[0]);
  await page.fill("#days-from", Object.keys(expected.days)[0]);
  assert.equal(number(await figure(page, "Sessions")), expected.sessions);
});

await test("The legend hides a part of the chart", "cast.html", async (page) => {
  const before = (await page.$$(".chart rect.good")).length;
  await page.click(".legend button >> nth=0");
  assert.ok(before > 20);
  assert.equal((await page.$$(".chart rect.good")).length, 0);
  assert.equal(await page.getAttribute(".legend button >> nth=0", "aria-pressed"), "false");
});

await test("Policy changes are on the time line and in a table", "cast.html", async (page) => {
  assert.ok((await page.$$(".chart line.mark")).length > 0);
  await page.click("summary:text-is('Policy changes')");
  await page.waitForSelector("details.data[open] tbody tr");
  const rows = await page.$$eval("details.data[open] tbody tr", (all) => all.map((row) => row.textContent));
  assert.ok(rows.some((row) => row.includes("reports show Enforce, cautious") && !row.includes("begin")));
});

await test("Certificates: those that expired come first, and each host has its row", "cast.html", async (page) => {
  const rows = await allRows(page, "certificates");
  assert.match(rows[0][0], /^expired /);
  assert.ok(number(rows[0][1]) < 0);
  const names = rows.map((row) => row[2]);
  assert.ok(names.includes("mta-sts.healthy.test") && names.includes("mail.healthy.test"));
  assert.ok((await page.$$("#certificates circle")).length > 10);
});

await test("Numbers and dates follow the culture", "german.html", async (page) => {
  assert.match(await page.textContent("#made"), /^\d\d\.\d\d\.\d{4}, \d\d:\d\d UTC/);
  assert.match(await figure(page, "Sessions"), /^\d{1,3}(\.\d{3})+$/);
});

await test("Reports only: no overview, and domains are marked as not tested", "reports.html", async (page) => {
  assert.ok(!(await page.isVisible("#overview")));
  assert.ok(await page.isVisible("#reports"));
  assert.ok((await allRows(page, "domains")).every((row) => row[1] === "Not tested"));
});

// ---- Appearance

await test("Colors follow the system and the button", "cast.html", async (page) => {
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.click("#theme");
  const light = await ground();
  assert.notEqual(dark, light);
  await page.click("#theme");
  assert.equal(await ground(), dark);
  await page.emulateMedia({ colorScheme: "light" });
  assert.equal(await ground(), dark);
}, { colorScheme: "dark" });

for (const width of [1440, 820, 390, 320]) {
  await test(`Nothing overflows at a width of ${width} pixels`, "cast.html", async (page) => {
    const size = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
    assert.ok(size[0] <= size[1], size.join(" > "));
    await page.click("#domains .vt-row button");
    const dialog = await page.$eval("#detail", (one) => [one.scrollWidth, one.clientWidth]);
    assert.ok(dialog[0] <= dialog[1], dialog.join(" > "));
  }, { width });
}

await test("The print layout shows every row and no controls", "tenant.html", async (page) => {
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  const domains = await page.evaluate(() => JSON.parse(document.getElementById("data").textContent).domains.length);
  assert.equal((await page.$$("#domains .vt-space [role=row]")).length, domains);
  for (const section of ["domains", "certificates", "evidence"]) {
    assert.equal(await page.$$eval(`#${section} .vt-space [role=row]`, (rows) => rows.filter((row) => row.checkVisibility()).length), number(await page.getAttribute(`#${section} [role=table]`, "aria-rowcount")) - 1, section);
    assert.ok(await page.$eval(`#${section} .vt-row`, (row) => row.scrollWidth <= row.clientWidth + 1), section);
  }
  assert.ok(!(await page.isVisible("#theme")));
  assert.ok(!(await page.isVisible("#filter-text")));
  const pdf = await page.pdf({ format: "A4" });
  assert.ok((pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) || []).length > 3);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  assert.ok((await page.$$("#domains .vt-space [role=row]")).length <= domains);
});

// ---- Text from strangers

await test("Hostile texts remain text", "hostile.html", async (page) => {
  await page.evaluate(async () => {
    for (const one of document.querySelectorAll("details")) one.open = true;
    for (const more of document.querySelectorAll("button.more")) more.click();
    await new Promise((done) => setTimeout(done, 100));
  });
  for (const domain of await page.$$eval("#domains .vt-row button", (all) => all.map((one) => one.textContent))) {
    const button = page.locator("#domains .vt-row button").filter({ hasText: domain.slice(0, 40) }).first();
    await button.click();
    await page.keyboard.press("Escape");
  }
  const seen = await page.evaluate(() => ({
    scripts: document.scripts.length, foreign: document.querySelectorAll("iframe, img, base, object, embed, meta[http-equiv=refresh], link[rel=stylesheet]").length,
    links: [...document.querySelectorAll("a")].filter((a) => !a.getAttribute("href").startsWith("#")).length, handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some((a) => a.name.startsWith("on"))).length,
    text: document.body.innerText, heading: document.getElementById("title").textContent, title: document.title, raw: document.documentElement.textContent,
  }));
  assert.equal(seen.scripts, 2);
  assert.equal(seen.foreign, 0);
  assert.equal(seen.links, 0);
  assert.equal(seen.handlers, 0);
  assert.equal(seen.heading, "</script><script>alert(1)</script><img src=x onerror=alert(2)>");
  assert.equal(seen.title, seen.heading);
  assert.ok(seen.text.includes("<iframe src=javascript:alert(4)></iframe>"));
  assert.ok(seen.text.includes("{{data}}{{script}}"));
  assert.ok(seen.text.includes("\\u202etset.osotnoc"));
  assert.ok(!/[\u202a-\u202e\u2066-\u2069\u200b\ufeff\u0000\u0007\u001b\u2028\u2029]/.test(seen.raw));
});

await test("The file's Content-Security-Policy blocks all other scripts and loading", "cast.html", async (page, opened) => {
  const blocked = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    const image = new Image();
    image.src = "https://evil.example/x.png";
    document.body.append(image);
    await fetch("https://evil.example/").catch(() => {});
    const frame = document.createElement("iframe");
    frame.src = "https://evil.example/";
    document.body.append(frame);
    await new Promise((done) => setTimeout(done, 200));
    return { violations, ran: window.ran === true };
  });
  assert.equal(blocked.ran, false);
  for (const directive of ["script-src-elem", "img-src", "connect-src", "frame-src"]) assert.ok(blocked.violations.includes(directive), directive);
  assert.ok(opened.faults.every((fault) => (fault.startsWith("console error") && /Content Security Policy/.test(fault)) || fault === "request, blocked: https://evil.example/x.png"), opened.faults.join("\n"));
  opened.faults.length = 0;
});

await test("Without scripts the page shows a summary", "cast.html", async (page) => {
  assert.match(await page.textContent("noscript"), new RegExp(`Domains: ${expected.domains}\\. .*Open it in a browser that runs scripts`));
}, { javaScriptEnabled: false, wait: false });

writeFileSync(file("damaged.html"), readFileSync(file("cast.html"), "utf8").replace('"version":1,', '"version":1,,'));
await test("Damaged data is reported", "damaged.html", async (page) => {
  assert.ok(await page.isVisible("#broken"));
}, { wait: false });

// ---- Accessibility

for (const [name, options, dialog] of [["light", {}], ["dark", { colorScheme: "dark" }], ["phone", { width: 390 }], ["one domain", {}, true], ["one domain, dark, phone", { width: 390, colorScheme: "dark" }, true]]) {
  await test(`axe-core finds no violation: ${name}`, "tenant.html", async (page) => {
    if (dialog) await page.click("#domains .vt-row button");
    for (const one of await page.$$("details.data summary")) if (!dialog) await one.click();
    await page.evaluate(axeSource);
    const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    assert.deepEqual(result.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`).join(" | ")}`), []);
  }, options);
}

// ---- Large

await test("Fifty thousand domains open, scroll and filter in less than 100 ms", "large.html", async (page) => {
  assert.match(await page.textContent("#domains .found"), /50,000 domains/);
  const times = [];
  for (const text of ["7", "main-49", "coverage", "domain-12", "nothing of the kind"]) {
    times.push(await page.evaluate((value) => {
      const input = document.getElementById("filter-text");
      const begin = performance.now();
      input.value = value;
      input.dispatchEvent(new Event("input"));
      document.body.getBoundingClientRect();
      return performance.now() - begin;
    }, text));
  }
  // The median of five, because the machine may pause at any time.
  times.sort((a, b) => a - b);
  assert.ok(times[2] < 100, times.join(" "));
  await page.fill("#filter-text", "");
  await page.evaluate(() => { document.querySelector("#domains .vt-scroll").scrollTop = 1e9; });
  await page.waitForFunction(() => [...document.querySelectorAll("#domains [aria-rowindex]")].some((row) => row.getAttribute("aria-rowindex") === "50001"));
  assert.ok((await page.$$("#domains .vt-space [role=row]")).length < 60);
});

await browser.close();
console.log(`Browser: ${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
