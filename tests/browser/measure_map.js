// How long the map of a province of 130 communes takes on a slow phone: until it can be used, and until it
// has other colours; and how many bytes its page is beyond the program.
//
// `node measure_map.js`, or `node measure_map.js boundaries`, prints a table; HOCVUSO_PROGRAM and HOCVUSO_SITE are what is measured.

import assert from 'node:assert/strict';

import { PHONE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import { MAP, N_COMMUNES, compressedSize, makeProvince, signInToProvince } from './province.js';

const SLOWNESS = 6;
const N_TIMES = 9;

const figures = [];
const world = await World.create();
try {
  // With any word after the program's name its places have boundaries.
  await makeProvince(world, { hasBoundaries: process.argv.length > 2 });
  await world.visit({ viewport: PHONE, expected: /./ }, async (page) => {
    await signInToProvince(page, world);
    await openKept(page, '/toi');
    const browser = await page.context().newCDPSession(page);
    await bytes(page);
    await browser.send('Emulation.setCPUThrottlingRate', { rate: SLOWNESS });
    await opening(page);
    await recolouring(page);
  });
} finally {
  await world.close();
}
for (const [what, much] of figures) console.log(`${what}: ${much}`);

/** What the page brings beyond the program. */
async function bytes(page) {
  figures.push(['the page as the server draws it, bytes of Brotli', await compressedSize(page, MAP)]);
  const numbers = MAP.replace('/ban-do', '/api/v1/map/tasks');
  figures.push(['its numbers alone, bytes of Brotli', await compressedSize(page, numbers)]);
}

/** From asking for the page until it answers to taps. */
async function opening(page) {
  const times = [];
  for (let n = 0; n < N_TIMES; n += 1) {
    await page.goto('about:blank');
    const began = performance.now();
    await openReady(page, MAP);
    times.push(performance.now() - began);
  }
  tell('the map answers to taps', times);
  assert.equal(await page.locator('.map-page__figure .hexagon').count(), N_COMMUNES);
}

/** From the choice until the other colours are painted. */
async function recolouring(page) {
  const times = [];
  for (let n = 0; n < N_TIMES; n += 1) {
    const colour = ['bang-chung', 'do-moi', 'im-lang', 'chi-tieu'][n % 4];
    times.push(
      await page.evaluate(
        (colour) =>
          new Promise((resolve) => {
            const title = document.querySelector('.legend__title');
            const before = title.textContent;
            const select = document.querySelector('#mau');
            const seen = () => {
              if (document.querySelector('.legend__title').textContent === before) return;
              observer.disconnect();
              // Ahead of what the page itself has put off until after the painting.
              const painted = () => resolve(performance.now() - began);
              requestAnimationFrame(() => scheduler.postTask(painted, { priority: 'user-blocking' }));
            };
            const observer = new MutationObserver(seen);
            observer.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
            const began = performance.now();
            select.value = colour;
            select.dispatchEvent(new Event('change', { bubbles: true }));
          }),
        colour,
      ),
    );
  }
  tell('the map has other colours', times);
}

function tell(what, times) {
  const sorted = times.toSorted((a, b) => a - b).map(Math.round);
  const [least, median, most] = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)];
  figures.push([`${what}, CPU slowed ${SLOWNESS} times`, `${median} ms (${least} to ${most})`]);
}
