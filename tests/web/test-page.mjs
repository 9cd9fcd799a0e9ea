// The page in a real browser: every view is clicked, a stance corrected, a value of the deal room
// changed; without scripts it can be read, and axe-core finds nothing serious.
//
// ENTENTE is the program, ENTENTE_ROOT the sources.  With ENTENTE_SHOTS=FOLDER the screenshots of
// the README are written there.  Where there is no browser or no playwright-core, exit 77: skipped.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const CHROMIUM = "/usr/bin/chromium";
const { ENTENTE, ENTENTE_ROOT, ENTENTE_SHOTS } = process.env;
const require = createRequire(import.meta.url);

function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}

if (!existsSync(CHROMIUM)) skip("no chromium");
let chromium, axe;
try {
  ({ chromium } = await import("playwright-core"));
  axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  skip("no playwright-core or axe-core beside this test (npm install --prefix tests/web)");
}

const folder = mkdtempSync(join(tmpdir(), "entente-"));
const dossier = join(folder, "talks.entente");
const environment = { ...process.env, ENTENTE_SANDBOX: "any" };

function run(...words) {
  const done = spawnSync(ENTENTE, words, { env: environment, encoding: "utf8" });
  assert.equal(done.status, 0, done.stderr);
  return done.stdout;
}

run("read", "-q", "-d", dossier, join(ENTENTE_ROOT, "examples", "talks"));
const server = spawn(ENTENTE, ["serve", "-q", "-d", dossier, "-p", "0", "--by", "Ina"], { env: environment });
const base = await new Promise((resolve) => {
  server.stdout.once("data", (text) => resolve(String(text).trim().replace(/\/$/, "")));
});
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });

// What the page's own rules forbid, or a script throws, fails the test at its end.
async function open({ expected, ...options }, work) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  const asked = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
  page.on("request", (request) => asked.push(request.url()));
  try {
    await work(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(wrong.filter((text) => !expected?.test(text)), []);
  assert.deepEqual(asked.filter((url) => !url.startsWith(base)), []);
}

const views = ["/", "/grid", "/changes", "/changes?since=2025-12-01", "/timeline", "/drafts", "/people", "/sources",
  "/deal", "/log", "/search?q=talks", "/meetings", "/help", "/cell?party=Russia&issue=territory", "/article/beacon-dispatch"];

test("from a cell of the grid to its sentence in the article", () => open({}, async (page) => {
  await page.goto(base);
  await page.locator("#grid td a").first().click();
  const panel = page.locator("dialog[open]");
  await panel.locator("mark").first().waitFor();
  const sentence = await panel.locator("mark").first().textContent();
  await panel.locator("cite a").first().click();
  await page.waitForURL(/\/article\//);
  assert.ok((await page.locator("mark:target").textContent()).includes(sentence));
}));

test("every view by its link, and back", () => open({}, async (page) => {
  await page.goto(base);
  for (const name of await page.locator("nav a").allTextContents()) {
    await page.locator("nav a", { hasText: new RegExp(`^${name}$`) }).click();
    assert.equal(await page.locator("nav a[aria-current]").textContent(), name);
    assert.equal(await page.locator("h1").count(), 1);
  }
}));

test("keys: search, move, open, help", () => open({}, async (page) => {
  await page.goto(base + "/grid");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open] .record").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.locator("dialog[open] kbd").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await page.keyboard.type("talks");
  await page.keyboard.press("Enter");
  await page.locator(".hits mark").first().waitFor();
  await page.locator("h1").click();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await page.waitForURL(/timeline/);
}));

test("a stance corrected changes the grid, and survives a rebuild; then it is taken back", () => open({}, async (page) => {
  const cell = () => page.locator('a[href="/cell?party=Russia&issue=territory"] .stance').first();
  await page.goto(base + "/grid");
  const before = (await cell().textContent()).trim();
  const after = before.includes("offers") ? "open" : "offers";
  const ref = await page.locator("td", { has: cell() }).first().getAttribute("data-ref");
  await cell().click();
  const record = page.locator(`dialog[open] article[id="${ref}"]`);
  await record.locator("details.correct summary").click();
  await record.locator('select[name="new-stance"]').selectOption(after);
  await record.locator('input[name="why"]').fill("heard in the room");
  await record.locator('button[value="change"]').click();
  await page.waitForURL(base + "/grid");
  assert.match(await cell().textContent(), new RegExp(after));
  run("rebuild", "-q", "-d", dossier);
  await page.locator("#live a").click();
  assert.match(await cell().textContent(), new RegExp(after));
  await page.goto(base + "/log");
  assert.match(await page.locator("tbody").textContent(), /Ina.*heard in the room/s);
  await page.locator("tbody button").click();
  await page.goto(base + "/grid");
  assert.equal((await cell().textContent()).trim(), before);
}));

// the page that says what is wrong is an error of HTTP, which the browser notes
test("a value changed in the deal room moves the front", () => open({ expected: /status of 422/ }, async (page) => {
  await page.goto(base + "/deal");
  const front = () => page.locator("#front svg").innerHTML();
  const before = await front();
  await page.locator(".issue summary").first().click();
  const values = page.locator(".issue").first().locator('input[name^="v-0-"]');
  for (let n = 0; n < await values.count(); n++) await values.nth(n).fill(n ? "0" : "1");
  await page.locator(".issue").first().locator("button").click();
  await page.waitForURL(/issue-0/);
  assert.notEqual(await front(), before);
  await page.locator(".issue summary").first().click();
  await page.locator(".issue").first().locator('input[name^="v-0-"]').first().fill("much");
  await page.locator(".issue").first().locator("button").click();
  assert.match(await page.locator("main").textContent(), /neither a number nor an interval/);
  await page.goto(base + "/deal");
  await page.getByRole("button", { name: "Begin anew" }).click();
  assert.equal(await front(), before);
}));

test("who looks is remembered, and what is seen", () => open({}, async (page) => {
  await page.goto(base + "/changes");
  await page.locator('input[name="reader"]').fill("Olga");
  await page.locator("footer button").click();
  assert.match(await page.locator("main").textContent(), /Olga last looked/);
  await page.getByRole("button", { name: "begin anew now" }).click();
  assert.match(await page.locator("main").textContent(), /Nothing changed/);
}));

test("without scripts the brief, the grid and corrections are there", () => open({ javaScriptEnabled: false }, async (page) => {
  await page.goto(base);
  assert.ok(await page.locator("#short li").count() > 2);
  await page.locator("#short details summary").first().click();
  await page.locator("#short details[open] blockquote").first().waitFor();
  await page.locator("#grid td a").first().click();
  await page.waitForURL(/\/cell/);
  assert.ok(await page.locator("mark").count() > 0);
  assert.ok(await page.locator("details.correct").count() > 0);
}));

for (const [width, colorScheme] of [[1440, "light"], [390, "dark"]])
  test(`axe-core at ${width}, ${colorScheme}`, () => open({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true },
    async (page) => {
      for (const view of views) {
        await page.goto(base + view);
        await page.evaluate(axe);
        const found = await page.evaluate(() => globalThis.axe.run());
        assert.deepEqual(found.violations.map((v) => [view, v.impact, v.id, v.nodes[0].html]), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width, view);
      }
    }));

if (ENTENTE_SHOTS)
  test("screenshots", () => open({ reducedMotion: "reduce" }, async (page) => {
    for (const [name, view, width, height, colorScheme] of [
      ["brief", "/", 1440, 900, "light"], ["deal", "/deal#front", 1440, 900, "light"], ["narrow", "/#grid", 390, 800, "dark"]]) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      await page.goto(base + view);
      await page.screenshot({ path: join(ENTENTE_SHOTS, `page-${name}.png`) });
    }
  }));

process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
after(async () => {
  await browser.close();
  server.kill("SIGINT");
});
