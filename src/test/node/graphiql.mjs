// Opens GraphiQL in Chromium, and executes the query that it shows at first.
//
//   node graphiql.mjs <path of Chromium> <URL of GraphiQL>
//
// Prints what it found, as JSON. With the variable SHOTS, a folder, it writes a screenshot there.
import { chromium } from 'playwright-core';

const [executablePath, url] = process.argv.slice(2);
const findings = [];
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.on('pageerror', (error) => findings.push(`script failed: ${error.message}`));
page.on('requestfailed', (request) => findings.push(`request failed: ${request.url()}`));
page.on('console', (message) => {
  if (message.type() === 'error') {
    findings.push(`console: ${message.text()}`);
  }
});
await page.goto(url, { waitUntil: 'load' });
const editor = page.locator('.graphiql-query-editor .CodeMirror');
await editor.locator('.CodeMirror-line').first().waitFor();
const { width, content } = await editor.evaluate((element) => {
  const { clientWidth, scrollWidth } = element.querySelector('.CodeMirror-scroll');
  return { width: clientWidth, content: scrollWidth };
});
if (content > width) {
  findings.push(`the query has ${content} pixels, and the editor ${width}`);
}
await page.locator('.graphiql-execute-button').click();
await page.locator('.result-window', { hasText: 'Vladimir Putin' }).waitFor()
  .catch((error) => findings.push(`no answer: ${error.message}`));
const logo = await page.locator('.graphiql-logo').textContent();
const images = await page.locator('img').count();
if (process.env.SHOTS) {
  await page.screenshot({ path: `${process.env.SHOTS}/graphiql.png` });
}
await browser.close();
console.log(JSON.stringify({ findings, logo, images }));
