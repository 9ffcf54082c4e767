// Opens reports in headless Chromium and checks: no request leaves; no violation that axe-core knows, in light and dark, at
// desktop and phone width; every link leads somewhere; j, k, Enter and b walk the items; without JavaScript a link opens its
// passage and leads back; printing shows what is folded.
//
//   npm install && node check.mjs REPORT.html... [--shots FOLDER]
//
// CHROMIUM names the browser (default /usr/bin/chromium).
import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844, isMobile: true, hasTouch: true };

const words = process.argv.slice(2);
const at = words.indexOf('--shots');
const shots = at < 0 ? null : words.splice(at, 2)[1];
if (words.length === 0) {
  console.error('usage: node check.mjs REPORT.html... [--shots FOLDER]');
  process.exit(2);
}
if (shots) mkdirSync(shots, { recursive: true });

const faults = [];
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const path of words) await checkReport(resolve(path));
await browser.close();
for (const fault of faults) console.error(`fault: ${fault}`);
console.log(`${words.length} pages, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);

async function checkReport(path) {
  const fault = message => faults.push(`${basename(path)}: ${message}`);
  for (const scheme of ['light', 'dark'])
    for (const [name, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
      const page = await open(path, { scheme, viewport, fault });
      await checkAccessibility(page, `${scheme}, ${name}`, fault);
      await checkWidth(page, name, fault);
      if (shots) await page.screenshot({ path: `${shots}/${basename(path, '.html')}-${scheme}-${name}.png` });
      await page.close();
    }
  await checkLinks(await open(path, { fault }), fault);
  await checkKeys(await open(path, { fault }), fault);
  await checkWithoutScript(await open(path, { script: false, fault }), fault);
  await checkPrint(await open(path, { fault }), path, fault);
}

async function open(path, { scheme = 'light', viewport = DESKTOP, script = true, fault }) {
  const page = await browser.newPage();
  await page.bringToFront();
  await page.setJavaScriptEnabled(script);
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  const own = pathToFileURL(path).href;
  page.on('request', request => {
    if (!request.url().startsWith(own)) fault(`a request leaves: ${request.url()}`);
  });
  page.on('pageerror', error => fault(`a script fails: ${error.message}`));
  await page.goto(own);
  return page;
}

async function checkAccessibility(page, when, fault) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => {
    document.querySelectorAll('details').forEach(details => { details.open = true; });
    return axe.run();
  });
  for (const { id, help, nodes } of violations)
    fault(`axe-core (${when}): ${id}: ${help}: ${nodes.length} times, first ${nodes[0].html.slice(0, 160)}`);
}

// Only tables may scroll sideways, each in its own box.
async function checkWidth(page, name, fault) {
  const [inside, outside] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  if (inside > outside + 1) fault(`the page is wider than the ${name} window: ${inside} > ${outside}`);
}

async function checkLinks(page, fault) {
  const broken = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')].map(link => link.hash.slice(1)).filter(id => !document.getElementById(id)));
  if (broken.length) fault(`${broken.length} links lead nowhere, first #${broken[0]}`);
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
    return ids.filter((id, place) => ids.indexOf(id) !== place);
  });
  if (twice.length) fault(`${twice.length} ids stand twice, first ${twice[0]}`);
  await page.close();
}

async function checkKeys(page, fault) {
  const here = () => page.evaluate(() => document.activeElement.id);
  const items = await page.evaluate(() => [...document.querySelectorAll('.item')].filter(item => item.offsetParent).map(item => item.id));
  if (items.length === 0) return page.close();
  for (const item of items) {
    await page.keyboard.press('j');
    if ((await here()) !== item) return fault(`j leads to ${await here()}, not ${item}`);
  }
  await page.keyboard.press('j');
  if ((await here()) !== items.at(-1)) fault('j runs past the last item');
  for (const item of items.slice(0, -1).reverse()) {
    await page.keyboard.press('k');
    if ((await here()) !== item) return fault(`k leads to ${await here()}, not ${item}`);
  }
  await page.keyboard.press('Enter');
  const marked = await page.evaluate(() => document.querySelectorAll('.passage.on').length);
  if (marked === 0) fault('Enter marks no passage');
  await page.keyboard.press('b');
  if ((await here()) !== items[0]) fault(`b leads to ${await here()}, not back to ${items[0]}`);
  await page.close();
}

async function checkWithoutScript(page, fault) {
  const link = await page.$('.item a.place');
  if (!link) return page.close();
  const wanted = await link.evaluate(link => link.hash.slice(1));
  await link.evaluate(link => link.click());
  const target = await page.$('.passage:target');
  if (!target || (await target.evaluate(passage => passage.id)) !== wanted) return fault('without JavaScript a link opens no passage');
  if (!(await target.isIntersectingViewport())) fault('without JavaScript the passage that was opened is out of sight');
  const back = await page.$('a.back');
  await back.evaluate(link => link.click());
  if (!(await page.$('.item:target'))) fault('without JavaScript no link leads back from a passage to its item');
  await page.close();
}

async function checkPrint(page, path, fault) {
  await page.emulateMediaType('print');
  await page.evaluate(() => new Promise(requestAnimationFrame));
  const hidden = await page.evaluate(() =>
    [...document.querySelectorAll('details > :not(summary)')].filter(inside => !inside.checkVisibility({ contentVisibilityAuto: true })).length);
  if (hidden) fault(`${hidden} folded parts are not printed`);
  const page_bytes = await page.pdf({ path: shots ? `${shots}/${basename(path, '.html')}.pdf` : undefined, format: 'A4' });
  if (page_bytes.length < 10_000) fault('the printed page is empty');
  await page.close();
}
