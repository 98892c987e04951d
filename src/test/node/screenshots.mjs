// Compares pages with reviewed pictures of them, in both themes and two widths.
//
//   node screenshots.mjs <path of Chromium> <folder of reviewed pictures> <folder for others> <accept>
//     <name>=<URL>...
//
// A picture is a page at a quarter of its width and height, in few colours, with fonts that do not depend on the
// machine. If it differs from the reviewed one, the folder for others gets the page (`home-light-360.png`), the new
// picture (`.small.png`) and the difference (`.difference.png`). If `accept` is true, the new picture replaces the
// reviewed one, and the folder for others gets the page. Prints the different pixels of each picture, and what differs
// too much, as JSON.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import pixelmatch from 'pixelmatch';
import { chromium } from 'playwright-core';
import { PNG } from 'pngjs';

const [executablePath, reviewed, others, accept, ...pages] = process.argv.slice(2);
const WIDTHS = [360, 1280];
/** Of the packages of `@fontsource-variable`. The letters of the demo story. */
const FONTS = ['inter/files/inter-latin', 'inter/files/inter-cyrillic', 'source-serif-4/files/source-serif-4-latin'];
const SCALE = 4;
/** Between two levels of a colour. */
const STEP = 23;
/** The difference of two colours, from 0 to 1, from which on pixels are different. */
const THRESHOLD = 0.15;
/** Pixels of a picture that may be different. contributing.md has the measurements. */
const MAX_DIFFERENT = 10;
/** The options of a small file: RGB without filters. */
const SMALL_FILE = { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 };
const MISSING = [255, 0, 255, 255];

/** The style of a page that looks the same on each machine, without what differs between two runs. */
async function style() {
  const require = createRequire(import.meta.url);
  const faces = await Promise.all(FONTS.map(async (font) => {
    const file = await readFile(require.resolve(`@fontsource-variable/${font}-wght-normal.woff2`), 'base64');
    return `@font-face { font-family: ${basename(font)}; font-weight: 200 900;
      src: url(data:font/woff2;base64,${file}); }`;
  }));
  return `${faces.join('\n')}
    :root { --sans: inter-latin, inter-cyrillic; --serif: source-serif-4-latin; text-rendering: geometricPrecision; }
    code { display: none; } /* The id of a request, and the URL with the port. */`;
}

/** The average colour of each square of pixels. */
function reduced(page) {
  const picture = new PNG({ width: Math.floor(page.width / SCALE), height: Math.floor(page.height / SCALE) });
  for (let i = 0; i < picture.data.length; i++) {
    const x = Math.floor(i / 4) % picture.width * SCALE;
    const y = Math.floor(i / 4 / picture.width) * SCALE;
    let sum = 0;
    for (let j = 0; j < SCALE * SCALE; j++) {
      sum += page.data[((y + Math.floor(j / SCALE)) * page.width + x + j % SCALE) * 4 + i % 4];
    }
    picture.data[i] = Math.round(sum / SCALE / SCALE / STEP) * STEP;
  }
  return picture;
}

/** The picture with the size of the larger one of two. */
function enlarged(picture, other) {
  const [width, height] = ['width', 'height'].map((side) => Math.max(picture[side], other[side]));
  const large = new PNG({ width, height });
  for (let i = 0; i < large.data.length; i++) {
    large.data[i] = MISSING[i % 4];
  }
  PNG.bitblt(picture, large, 0, 0, picture.width, picture.height, 0, 0);
  return large;
}

function compared(picture, other) {
  const [a, b] = [enlarged(picture, other), enlarged(other, picture)];
  const difference = new PNG({ width: a.width, height: a.height });
  const different = pixelmatch(a.data, b.data, difference.data, a.width, a.height,
    { threshold: THRESHOLD, includeAA: true });
  return { different, difference };
}

async function check(name, shot) {
  const small = PNG.sync.write(reduced(PNG.sync.read(shot)), SMALL_FILE);
  const file = `${reviewed}/${name}.png`;
  if (accept === 'true') {
    await writeFile(file, small);
    await writeFile(`${others}/${name}.png`, shot);
  }
  const known = await readFile(file).catch(() => null);
  if (known?.equals(small)) {
    return 0;
  }
  const { different, difference } = compared(known ? PNG.sync.read(known) : new PNG(), PNG.sync.read(small));
  if (different > MAX_DIFFERENT) {
    await writeFile(`${others}/${name}.png`, shot);
    await writeFile(`${others}/${name}.small.png`, small);
    await writeFile(`${others}/${name}.difference.png`, PNG.sync.write(difference));
  }
  return different;
}

await mkdir(others, { recursive: true });
const different = {};
const content = await style();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--font-render-hinting=none'] });
for (const width of WIDTHS) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, deviceScaleFactor: 1, bypassCSP: true,
    reducedMotion: 'reduce', locale: 'en', timezoneId: 'UTC' });
  const page = await context.newPage();
  for (const [name, url] of pages.map((argument) => argument.split(/=(.*)/))) {
    await page.goto(url, { waitUntil: 'load' });
    await page.addStyleTag({ content });
    await page.evaluate(() => document.fonts.ready);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      const picture = `${name}-${colorScheme}-${width}`;
      different[picture] = await check(picture, await page.screenshot({ fullPage: true, animations: 'disabled' }));
    }
  }
}
await browser.close();
const findings = Object.keys(different).filter((name) => different[name] > MAX_DIFFERENT)
  .map((name) => `${name}: ${different[name]} pixels differ, see ${others}/${name}.difference.png`);
console.log(JSON.stringify({ different, findings }));
