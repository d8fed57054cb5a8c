// One chromium for all tests, and pages that record their errors.
import { chromium } from "playwright-core";
import { execFileSync } from "node:child_process";
import { pathToFileURL } from "node:url";

const executablePath = process.env.CHROMIUM || execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();

export const launch = () => chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

/** Opens a file in a context of its own; what it says on the console, asks of anybody or pops up is in `faults`. */
export async function open(browser, file, options = {}) {
  const { width = 1440, height = 1000, wait = true, ...rest } = options;
  const context = await browser.newContext({ viewport: { width, height }, locale: "en-US", timezoneId: "America/New_York", ...rest });
  const page = await context.newPage();
  const faults = [];
  const url = pathToFileURL(file).href;
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(`console ${message.type()}: ${message.text()}`); });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (request.url().split("#")[0] !== url && !request.url().startsWith("data:image/svg+xml")) faults.push(`request: ${request.url()}`); });
  page.on("requestfailed", (request) => {
    // The browser reports an image that the page's Content-Security-Policy then blocks.
    const index = faults.indexOf(`request: ${request.url()}`);
    if (index >= 0 && request.failure().errorText === "csp") faults[index] = `request, blocked: ${request.url()}`;
  });
  page.on("popup", (popup) => faults.push(`popup: ${popup.url()}`));
  await page.goto(url);
  if (wait) await page.waitForSelector("html[data-ready]", { state: "attached", timeout: 30000 });
  return { page, faults, close: () => context.close() };
}
