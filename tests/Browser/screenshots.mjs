// Creates the pictures in docs/images from the example of a tenant with problems: tests/Browser/run.sh screenshots
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { launch, open } from "./browser.mjs";

const images = fileURLToPath(new URL("../../docs/images/", import.meta.url));
mkdirSync(images, { recursive: true });
const browser = await launch();
const shots = [
  ["report-desktop.png", { width: 1440, height: 1240 }],
  ["report-reports.png", { width: 1440, height: 1180 }, "#reports"],
  ["report-domain-dark.png", { width: 1440, height: 980, colorScheme: "dark" }, "#domains", true],
  ["report-phone.png", { width: 390, height: 844, deviceScaleFactor: 2 }],
];
for (const [name, options, part, isOpen] of shots) {
  const { page, faults, close } = await open(browser, join(process.argv[2], "tenant.html"), { reducedMotion: "reduce", ...options });
  if (part) await page.evaluate((selector) => { document.documentElement.style.scrollPaddingTop = "16px"; document.querySelector(selector).scrollIntoView(); }, part);
  if (isOpen) {
    await page.click("#domains .vt-row button >> nth=3");
    await page.evaluate(() => document.activeElement.blur());
  }
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(images, name) });
  if (faults.length) { console.error(faults.join("\n")); process.exitCode = 1; }
  await close();
}
await browser.close();
