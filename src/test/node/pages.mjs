// Opens pages in Chromium, in both themes and two widths. Checks accessibility, keyboard, layout, the time to the first
// paint, and use without JavaScript. Opens the pages after -- only in one window. The first event has a timeline.
//
//   node pages.mjs <path of Chromium> <access token of an editor> <URL>... -- <URL>...
//
// Prints how many windows it checked and what it found, as JSON. With the variable SHOTS, a folder, it writes
// screenshots there.
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const [executablePath, token, ...all] = process.argv.slice(2);
const urls = all.slice(0, all.indexOf('--'));
const more = all.slice(all.indexOf('--') + 1);
const NARROW = { width: 360, height: 640 };
const WIDE = { width: 1280, height: 800 };
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const STOPS = 'a[href], button, input, textarea, select, summary, [tabindex="0"]';
const TARGETS = 'button, input, textarea, select, summary, nav a, footer a, .more';
const MAX_STOPS = 1000;
const MIN_TARGET = 24;
const MAX_PAINT = 300; // Milliseconds.
/** On a slow machine a page may need this many times what an empty page needs. */
const SLOW = 10;
const MAX_LOADS = 10;

const findings = [];
let windows = 0;
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });

/** Calls `visit` with a page of a new window, and a function that reports a finding. */
async function open(url, options, visit) {
  const { name, ...context } = options;
  const report = (finding) => findings.push(`${new URL(url).pathname} (${name}): ${finding}`);
  const window = await browser.newContext(context);
  try {
    const page = await window.newPage();
    page.on('pageerror', (error) => report(`script failed: ${error.message}`));
    page.on('requestfailed', (request) => {
      if (request.failure().errorText !== 'net::ERR_ABORTED') { // By a reload, or because another request is newer.
        report(`request failed: ${request.url()}`);
      }
    });
    page.on('dialog', async (dialog) => {
      report(`a script of a text ran: ${dialog.message()}`);
      await dialog.dismiss();
    });
    page.on('console', (message) => {
      // The browser reports the status of the page of an error.
      if (message.type() === 'error' && !/status of (404|503)/.test(message.text())) {
        report(`console: ${message.text()}`);
      }
    });
    await page.goto(url, { waitUntil: 'load' });
    await visit(page, report);
    windows++;
  } finally {
    await window.close();
  }
}

async function fits(page, report) {
  const { wider, shift } = await page.evaluate(async () => {
    const width = document.documentElement.clientWidth;
    const isWider = (element) => element.getBoundingClientRect().right > width;
    const wider = document.documentElement.scrollWidth <= width ? []
      : ['page', ...[...document.querySelectorAll('body *')]
        .filter((element) => isWider(element))
        .map((element) => element.outerHTML.slice(0, 120))];
    const shift = await new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
        .observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(sum), 50);
    });
    return { wider, shift };
  });
  wider.slice(0, 3).forEach((element) => report(`is wider than the window: ${element}`));
  // On a busy machine the browser paints parts of a page before the rest, and a line moves. Web Vitals calls 0.1 good.
  if (shift > 0.01) {
    report(`the layout shifts by ${shift}`);
  }
}

/** No box covers another one beside it, no text of a picture another text, and a drawn box is as wide as its text. */
async function hasRoom(page, report) {
  const covered = await page.evaluate(() => {
    const isBlock = (element) => {
      const { display, position, float } = getComputedStyle(element);
      return display !== 'inline' && position === 'static' && float === 'none' && element.checkVisibility();
    };
    const overlap = (one, other) => {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      return Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    };
    const found = [];
    const compare = (elements) => elements.forEach((one, i) => elements.slice(i + 1)
      .filter((other) => overlap(one, other))
      .forEach((other) => found.push(`${one.outerHTML.slice(0, 80)} and ${other.outerHTML.slice(0, 80)}`)));
    document.querySelectorAll('body, body *:not(svg, svg *)')
      .forEach((parent) => compare([...parent.children].filter(isBlock)));
    document.querySelectorAll('svg').forEach((picture) => compare([...picture.querySelectorAll('text')]));
    for (const text of document.querySelectorAll('svg.path text:not(.edge)')) {
      const { left, right, top } = text.getBoundingClientRect();
      const isInside = [...text.ownerSVGElement.querySelectorAll('.box')].map((box) => box.getBoundingClientRect())
        .some((box) => box.left <= left && box.right >= right && box.top <= top && box.bottom > top);
      if (right > left && !isInside) {
        found.push(`${text.outerHTML.slice(0, 80)} and its box`);
      }
    }
    return found;
  });
  covered.slice(0, 3).forEach((pair) => report(`one covers the other: ${pair}`));
}

/** Milliseconds from the start of the navigation. */
function firstPaint(page) {
  return page.evaluate(() => new Promise((resolve) => {
    new PerformanceObserver((list) => list.getEntries()
      .filter((entry) => entry.name === 'first-contentful-paint')
      .forEach((entry) => resolve(entry.startTime)))
      .observe({ type: 'paint', buffered: true });
  }));
}

/** Milliseconds to the first paint in a new window. */
async function paintOf(url) {
  let time;
  await open(url, { name: 'paint', viewport: WIDE }, async (page) => (time = await firstPaint(page)));
  windows--;
  return time;
}

/** The fastest of several loads is fast, because a busy machine delays single ones. */
async function paintsSoon(url, paints) {
  let limit = MAX_PAINT;
  for (let i = 0; i < MAX_LOADS && Math.min(...paints) > limit; i++) {
    limit = Math.max(limit, SLOW * await paintOf('data:text/html,<p>x'));
    paints.push(await paintOf(url));
  }
  if (Math.min(...paints) > limit) {
    findings.push(`${url}: the first paint is after ${Math.min(...paints)} ms, not ${limit}`);
  }
}

async function isAccessible(page, report) {
  // Hidden texts are checked too.
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate((tags) => globalThis.axe.run({ runOnly: tags }), STANDARDS);
  for (const { id, help, nodes } of violations) {
    nodes.slice(0, 3).forEach((node) => report(`${id}: ${help}: ${node.html.slice(0, 160)}`));
  }
}

/** Presses Tab from the skip link to the end of the page: each stop is seen, in the order of the page, and framed. */
async function isReachedByKeyboard(page, report) {
  await page.keyboard.press('Tab');
  const skip = await page.evaluate(() => document.activeElement.matches('a.skip')
    && document.activeElement.getBoundingClientRect().top >= 0);
  if (!skip) {
    report('the first Tab does not show the skip link');
  }
  await page.keyboard.press('Enter');
  if (!(await page.evaluate(() => document.activeElement.matches('main')))) {
    report('the skip link does not lead to the content');
  }
  await page.evaluate(() => {
    document.activeElement.blur();
    getSelection().removeAllRanges();
    document.querySelector('a.skip').focus();
  });
  const reachable = await page.evaluate((stops) => [...document.querySelectorAll(stops)]
    .filter((element) => element.checkVisibility()).length, STOPS);
  let stops = 1;
  for (let presses = 1; presses < MAX_STOPS; presses++) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === document.body || element.matches('a.skip')) {
        return null;
      }
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const stop = {
        html: element.outerHTML.slice(0, 120),
        // A date has a stop for each of its parts.
        isNew: element !== globalThis.lastStop,
        isSeen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        isFramed: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      };
      globalThis.lastStop = element;
      return stop;
    });
    if (stop === null) {
      break;
    }
    stops += stop.isNew ? 1 : 0;
    if (!stop.isSeen) {
      report(`has the focus outside the window: ${stop.html}`);
    }
    if (!stop.isFramed) {
      report(`does not show that it has the focus: ${stop.html}`);
    }
  }
  if (stops !== reachable) {
    report(`Tab reaches ${stops} of ${reachable} elements`);
  }
}

/** Targets outside of sentences have at least 24 px (WCAG 2.2, 2.5.8). */
async function hasLargeTargets(page, report) {
  const small = await page.evaluate(([targets, min]) => [...document.querySelectorAll(targets)]
    .filter((element) => element.checkVisibility())
    .filter((element) => Math.min(element.getBoundingClientRect().width, element.getBoundingClientRect().height) < min)
    .map((element) => element.outerHTML.slice(0, 120)), [TARGETS, MIN_TARGET]);
  small.forEach((element) => report(`is a target of less than ${MIN_TARGET} px: ${element}`));
}

async function worksWithoutJavaScript(page, report) {
  if (!(await page.locator('h1').isVisible())) {
    report('shows no heading');
  }
  const summary = page.locator('summary').first();
  if (await summary.count()) {
    await summary.click();
    if (!(await page.locator('details[open] > :nth-child(2)').first().isVisible())) {
      report('does not open its details');
    }
  }
  await page.locator('.search input').fill('meddle');
  await page.locator('.search input').press('Enter');
  await page.waitForURL(/search\?q=meddle/);
}

/** A box suggests names: by keyboard and by mouse, and Escape closes the list. */
async function suggests(page, report) {
  const check = (isTrue, finding) => isTrue || report(finding);
  const box = page.getByRole('combobox', { name: 'Search' });
  const options = page.getByRole('option');
  await box.pressSequentially('vlad pu');
  await options.first().waitFor();
  check(await box.getAttribute('aria-expanded') === 'true', 'does not say that it is open');
  await isAccessible(page, report);
  await page.keyboard.press('Escape');
  check(await options.count() === 0, 'Escape does not close the list');
  check(await box.inputValue() === 'vlad pu', 'Escape removes the text');
  await box.press('t');
  await options.first().waitFor();
  await page.keyboard.press('ArrowDown');
  check(await box.getAttribute('aria-activedescendant') === await options.first().getAttribute('id'),
    'does not name the active option');
  await page.keyboard.press('Enter');
  await page.waitForURL(/people\/vladimir-putin$/);
}

/** On a phone the list is as wide as the form, and long names have several lines. */
async function suggestsInAnyWidth(page, report) {
  await page.getByRole('combobox', { name: 'Search' }).pressSequentially('indict');
  await page.getByRole('option').first().waitFor();
  const { list, form, cut } = await page.evaluate(() => ({
    list: document.querySelector('.options').getBoundingClientRect().width,
    form: document.querySelector('form.search').getBoundingClientRect().width,
    cut: [...document.querySelectorAll('.options span')].filter((name) => name.scrollWidth > name.clientWidth).length,
  }));
  if (list !== form) {
    report(`the list has ${list} px, the form ${form} px`);
  }
  if (cut > 0) {
    report(`cuts ${cut} names`);
  }
}

/** A page of HTTP has no clipboard, except one of the own machine. */
async function offersToCopy(page, report) {
  const copy = page.getByRole('button', { name: 'Copy' });
  if (!(await copy.last().isVisible())) {
    report('does not offer to copy the address');
  }
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.reload({ waitUntil: 'load' });
  if (await copy.count()) {
    report('offers to copy without a clipboard');
  }
}

/** A chosen person is kept as a key, also of two with one name, until the reader types. */
async function keepsWhatIsChosen(page, report) {
  await page.getByRole('combobox', { name: 'To' }).pressSequentially('netyk');
  await page.getByRole('option').first().click();
  await page.getByRole('button', { name: 'Find the ways' }).click();
  await page.waitForURL(/from=people(\/|%2F)donald-trump&to=people(\/|%2F)viktor-netyksho/);
  if (!(await page.locator('svg.path:visible').count())) {
    report('shows no graph of the ways');
  }
}

/** An editor reads a text, records it as an article, and reviews its quotes. Each form names its origin. */
async function recordsAText(page, report) {
  const origins = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') {
      origins.push(request.headerValue('origin'));
    }
  });
  const isComplete = async () => {
    await fits(page, report);
    await hasRoom(page, report);
    await hasLargeTargets(page, report);
    await isReachedByKeyboard(page, report);
    await isAccessible(page, report);
  };
  const statements = page.locator('article.statement');
  const has = async (count) => {
    await page.waitForFunction((n) => document.querySelectorAll('article.statement').length === n, count);
    await statements.first().waitFor();
  };
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('MILTON, July 3 - Chromium Adeyemi denied that'
    + ' Russia had meddled in the election. “We have never interfered,” Adeyemi told reporters in Helsinki.\n\nChromium'
    + ' Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter said “he lied.”');
  await page.getByRole('button', { name: 'Read' }).click();
  await has(3);
  await isComplete();
  await page.getByLabel('Headline', { exact: true }).fill('He denies it');
  await page.getByLabel('Address').fill('https://example.org/chromium/read');
  await page.getByLabel('Publisher').fill('The Example');
  await page.getByLabel('Published on', { exact: true }).fill('2018-07-03');
  await page.getByRole('button', { name: 'Record' }).click();
  await page.waitForURL(/review\?article=/);
  await has(3);
  await isComplete();
  await statements.first().getByRole('combobox', { name: 'Speech act' }).selectOption({ label: 'Statement' });
  await statements.first().getByRole('combobox', { name: 'Speaker' }).fill('netyk');
  await statements.first().getByRole('option', { name: /Netyksho/ }).click();
  await statements.first().getByRole('button', { name: 'Confirm' }).click();
  await has(2);
  await statements.first().getByRole('button', { name: 'Reject' }).click();
  await has(1);
  const { origin } = new URL(page.url());
  for (const sent of await Promise.all(origins)) {
    if (sent !== origin) {
      report(`a form has the origin ${sent}`);
    }
  }
  if (origins.length !== 4) {
    report(`sends ${origins.length} forms`);
  }
}

/** The timeline zooms by keyboard and by mouse, without another page, and the address has the state. */
async function zooms(page, report) {
  const check = (isTrue, finding) => isTrue || report(finding);
  const heading = page.locator('#timeline');
  await page.evaluate(() => (globalThis.isSamePage = true));
  await page.getByRole('link', { name: '± 30 days' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\?from=[\d-]+&to=[\d-]+#timeline$/);
  const near = await heading.textContent();
  check(await page.evaluate(() => document.activeElement.textContent) === '± 30 days', 'loses the focus');
  check((await page.locator('footer a').first().getAttribute('href')).includes('from'), 'links to another query');
  await isAccessible(page, report);
  const picture = page.locator('svg.timeline:visible');
  await picture.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await picture.boundingBox();
  const before = page.url();
  await page.mouse.move(x + width * 0.5, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.7, y + height / 2, { steps: 3 });
  await page.mouse.up();
  await page.waitForURL((url) => url.href !== before);
  check(await heading.textContent() !== near, 'the mouse does not zoom');
  check(await page.evaluate(() => globalThis.isSamePage), 'loads the page again');
  await page.goBack();
  await page.waitForFunction((text) => document.getElementById('timeline').textContent === text, near);
  await showsTheError(page, report);
}

/** If the service answers a zoom with an error, the browser loads the page itself, by a link and by Back. */
async function showsTheError(page, report) {
  const fails = (route) => route.fulfill({ status: 503, contentType: 'text/html', body: '<footer></footer>' });
  const failOnce = () => page.route(/from=/, fails, { times: 1 });
  const isWhole = () => page.locator('svg.timeline:visible').waitFor();
  const navigates = async (action) => {
    const loaded = page.waitForEvent('load');
    await action();
    await loaded;
    await isWhole();
  };
  await failOnce();
  await navigates(() => page.getByRole('link', { name: '± 90 days' }).click());
  if (!/\?from=/.test(page.url())) {
    report(`an error leads to ${page.url()}`);
  }
  await page.getByRole('link', { name: '± 30 days' }).click();
  await page.waitForFunction(() => document.querySelector('.zoom [aria-current]').textContent === '± 30 days');
  await failOnce();
  await navigates(() => page.goBack());
  if (await page.locator('.zoom [aria-current]').textContent() !== '± 90 days') {
    report('an error of Back leads to another part of the timeline');
  }
}

/** A page that is loaded again before it is complete is complete after that. */
async function survivesReloads(page, report) {
  for (let i = 0; i < 3; i++) {
    await page.reload({ waitUntil: 'commit' });
  }
  await page.reload({ waitUntil: 'load' });
  if (!(await page.getByRole('combobox', { name: 'Search' }).isVisible())) {
    report('is not complete after reloads');
  }
}

async function shot(page, url, name) {
  if (process.env.SHOTS) {
    const path = new URL(url).pathname.replaceAll('/', '_');
    await page.screenshot({ path: `${process.env.SHOTS}/${path}-${name}.png`, fullPage: true });
  }
}

async function checkPage(url) {
  const paints = [];
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [NARROW, WIDE]) {
      const name = `${colorScheme}, ${viewport.width} px`;
      await open(url, { name, colorScheme, viewport, reducedMotion: 'reduce' }, async (page, report) => {
        paints.push(await firstPaint(page));
        await fits(page, report);
        await hasRoom(page, report);
        await shot(page, url, `${colorScheme}-${viewport.width}`);
        if (colorScheme === 'light') {
          await hasLargeTargets(page, report);
          await isReachedByKeyboard(page, report);
        }
        await isAccessible(page, report);
      });
    }
  }
  await paintsSoon(url, paints);
  await open(url, { name: 'without JavaScript', viewport: NARROW, javaScriptEnabled: false }, worksWithoutJavaScript);
}

async function checkOneWindow(url) {
  await open(url, { name: 'one window', viewport: NARROW, reducedMotion: 'reduce' }, async (page, report) => {
    await fits(page, report);
    await hasRoom(page, report);
    await isAccessible(page, report);
  });
}

for (const url of urls) {
  await checkPage(url);
}
await open(new URL('/', urls[0]).href, { name: 'suggestions', viewport: WIDE, reducedMotion: 'reduce' }, suggests);
await open(new URL('/', urls[0]).href, { name: 'suggestions', viewport: NARROW }, suggestsInAnyWidth);
await open(urls.find((url) => url.includes('/quotes/')), { name: 'copy', viewport: NARROW }, offersToCopy);
await open(new URL('/path?from=people/donald-trump', urls[0]).href,
  { name: 'suggestions', viewport: NARROW, reducedMotion: 'reduce' }, keepsWhatIsChosen);
await open(new URL('/read', urls[0]).href, {
  name: 'an editor', viewport: NARROW, reducedMotion: 'reduce', extraHTTPHeaders: { Authorization: `Bearer ${token}` },
}, recordsAText);
const event = urls.find((url) => url.includes('/events/'));
await open(event, { name: 'zoom', viewport: WIDE, reducedMotion: 'reduce' }, zooms);
await open(event, { name: 'reloads', viewport: NARROW }, survivesReloads);
for (const url of more) {
  await checkOneWindow(url);
}
await browser.close();
console.log(JSON.stringify({ windows, findings }));
