// How long the map of a province of 130 communes takes on a slow phone: until it can be used, and until it
// has other colours; and how many bytes its page is beyond the program.
//
// `node measure_map.js` prints a table; HOCVUSO_PROGRAM and HOCVUSO_SITE are what is measured.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

import { PHONE, World, openReady, signIn } from './harness.js';
import { openKept } from './kept.js';

const N_COMMUNES = 130;
const N_COLUMNS = 12;
const SLOWNESS = 6;
const N_TIMES = 9;
const PASSWORD = 'do-ban-do-130-xa';
const PROGRAM = process.env.HOCVUSO_PROGRAM ?? '../../target/debug/hocvuso';
const MAP = '/ban-do?chi-so=can-bo&mau=chi-tieu';

const figures = [];
const world = await World.create();
try {
  await fill();
  await world.visit({ viewport: PHONE, expected: /./ }, async (page) => {
    await signIn(page.context(), world.server.origin, 'do.tinh', PASSWORD);
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

/** A province instead of the one of the demo, with a figure of each commune. */
async function fill() {
  await world.server.stop();
  await rm(join(world.server.folder, 'test.db'));
  world.server.options = [];
  const url = `sqlite:${join(world.server.folder, 'test.db')}`;
  const file = join(world.server.folder, 'units.csv');
  const place = (n) => `${n % N_COLUMNS},${Math.floor(n / N_COLUMNS)}`;
  const communes = Array.from({ length: N_COMMUNES }, (_, n) => `do-${n},do,2,xa,Xã Phú ${n},xa phu ${n},${place(n)}`);
  const lines = ['code,parent,level,type,name,ascii,column,row', 'do,,1,tinh,Đo,do,,', ...communes];
  await writeFile(file, lines.join('\n'));
  const run = (words, input) => execFileSync(PROGRAM, [...words, '--database-url', url], { input });
  run(['import-units', file]);
  const person = ['add-person', '--role', 'officer', '--name', 'Người đo', '--unit', 'do'];
  run([...person, '--login', 'do.tinh', '--password-stdin'], `${PASSWORD}\n`);
  await world.server.start();
  await world.visit({ expected: /./ }, async (page) => {
    await signIn(page.context(), world.server.origin, 'do.tinh', PASSWORD);
    const ask = async (path) => (await page.request.get(path)).json();
    const me = await ask('/api/v1/me');
    const units = (await ask('/api/v1/units')).filter(({ kind }) => kind === 'commune');
    const records = units.map(({ id }, n) => figure(me.person?.id ?? me.id, id, n));
    const answer = await page.request.post('/api/v1/sync', {
      data: { device: 'may-do', cursor: 0, records },
      headers: { origin: world.server.origin },
    });
    const { accepted, refused } = await answer.json();
    assert.equal(accepted?.length, N_COMMUNES, JSON.stringify(refused?.[0]));
  });
}

function figure(by, unit, n) {
  return {
    id: uuid(),
    unit,
    by,
    device: 'may-do',
    made_at: `${Date.now()}-${String(n).padStart(5, '0')}`,
    fact: {
      kind: 'figure_reported',
      indicator: 'can-bo',
      as_of: new Date(Date.now() - n * 86_400_000).toISOString().slice(0, 10),
      numerator: 30 + ((n * 37) % 70),
      denominator: 100,
      grade: ['self_reported', 'counted', 'confirmed'][n % 3],
    },
  };
}

/** What the page brings beyond the program, compressed as a server does it in passing. */
async function bytes(page) {
  const size = async (address) => {
    const body = await (await page.request.get(address)).body();
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4 };
    return brotliCompressSync(body, { params }).length;
  };
  figures.push(['the page as the server draws it, bytes of Brotli', await size(MAP)]);
  const numbers = MAP.replace('/ban-do', '/api/v1/map/tasks');
  figures.push(['its numbers alone, bytes of Brotli', await size(numbers)]);
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

/** Version 7, made now. */
function uuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = bytes.toString('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
