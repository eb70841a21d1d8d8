// A province whose operator has imported boundaries: drawn, switched, light, and there without a network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import {
  MAP,
  N_COMMUNES,
  N_HAMLETS,
  compressedSize,
  makeProvince,
  signInToCommune,
  signInToProvince,
} from './province.js';

const AWAY = /ERR_CONNECTION_REFUSED|fetching the script/;

const CELLS = '.map-page__figure .hexagon__cell';
const IN_WHOLE_NUMBERS = /^M-?\d+ -?\d+l[\d -]+z$/;

let world;
before(async () => {
  world = await World.create();
  await makeProvince(world, { hasBoundaries: true });
});
after(() => world?.close());

test('a map has boundaries, or hexagons as a choice in the address', () =>
  world.visit({ viewport: PHONE }, async (page) => {
    await signInToProvince(page, world);
    await openReady(page, MAP);
    const cells = page.locator(CELLS);
    const paths = () => pathsOf(page);
    const bounded = await paths();
    assert.equal(bounded.length, N_COMMUNES);
    for (const path of bounded) assert.match(path, IN_WHOLE_NUMBERS);
    const picture = await (await page.request.get(MAP.replace('/ban-do', '/api/v1/map.svg'))).text();
    for (const path of bounded) assert.ok(picture.includes(`d="${path}"`), 'the picture is the page’s');

    await page.getByRole('link', { name: 'Xem theo ô lục giác' }).click();
    await page.waitForURL(/[?&]hinh=luc-giac/);
    await page.getByRole('link', { name: 'Xem theo ranh giới' }).waitFor();
    for (const path of await paths()) assert.doesNotMatch(path, IN_WHOLE_NUMBERS);
    await page.getByRole('link', { name: 'Xem theo ranh giới' }).click();
    await page.getByRole('link', { name: 'Xem theo ô lục giác' }).waitFor();
    assert.deepEqual(await paths(), bounded);

    // Colours are given to the shapes that stand there.
    const classes = () => cells.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('class')).join());
    const before = await classes();
    await page.getByLabel('Tô màu theo').selectOption({ label: 'Độ tin cậy của số liệu' });
    await page.waitForURL(/mau=bang-chung/);
    assert.notEqual(await classes(), before);
  }));

test('the page of 130 communes with boundaries is under 60 kB beyond the program', () =>
  world.visit({}, async (page) => {
    await signInToProvince(page, world);
    const n_bytes = await compressedSize(page, MAP);
    assert.ok(n_bytes < 60_000, `${n_bytes} bytes`);
    assert.ok(n_bytes > 10_000, 'something is there');
  }));

test('without a network a phone draws the boundaries of its own map', () =>
  world.visit({ expected: AWAY, viewport: PHONE }, async (page) => {
    await signInToCommune(page, world);
    await openKept(page, '/toi');
    await openReady(page, '/ban-do');
    const bounded = await pathsOf(page);
    assert.equal(bounded.length, N_HAMLETS);
    for (const path of bounded) assert.match(path, IN_WHOLE_NUMBERS);
    await world.server.stop();
    try {
      await page.goto('/ban-do');
      await page.getByText('Lập từ máy này').waitFor();
      assert.deepEqual(await pathsOf(page), bounded);
    } finally {
      await world.server.start();
    }
  }));

function pathsOf(page) {
  return page.locator(CELLS).evaluateAll((cells) => cells.map((cell) => cell.getAttribute('d')));
}
