// A province whose operator has imported boundaries: drawn, switched, light, and there without a network.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import { MAP, N_COMMUNES, compressedSize, makeProvince, signInToProvince } from './province.js';

const AWAY = /ERR_CONNECTION_REFUSED|fetching the script/;

let world;
before(async () => {
  world = await World.create();
  await makeProvince(world, { hasBoundaries: true });
});
after(() => world?.close());

test('a map has boundaries, or hexagons as a choice in the address, and goes on without a network', () =>
  world.visit({ expected: AWAY, viewport: PHONE }, async (page) => {
    await signInToProvince(page, world);
    await openKept(page, '/toi');
    await page.getByText('khớp với hệ thống').waitFor();
    await openReady(page, MAP);
    const cells = page.locator('.map-page__figure .hexagon__cell');
    const paths = () => cells.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('d')));
    const bounded = await paths();
    assert.equal(bounded.length, N_COMMUNES);
    const inWholeNumbers = /^M-?\d+ -?\d+l[\d -]+z$/;
    for (const path of bounded) assert.match(path, inWholeNumbers);
    const picture = await (await page.request.get(MAP.replace('/ban-do', '/api/v1/map.svg'))).text();
    for (const path of bounded) assert.ok(picture.includes(`d="${path}"`), 'the picture is the page’s');

    await page.getByRole('link', { name: 'Xem theo ô lục giác' }).click();
    await page.waitForURL(/[?&]hinh=luc-giac/);
    await page.getByRole('link', { name: 'Xem theo ranh giới' }).waitFor();
    for (const path of await paths()) assert.doesNotMatch(path, inWholeNumbers);
    await page.getByRole('link', { name: 'Xem theo ranh giới' }).click();
    await page.getByRole('link', { name: 'Xem theo ô lục giác' }).waitFor();
    assert.deepEqual(await paths(), bounded);

    // Colours are given to the shapes that stand there.
    const classes = () => cells.evaluateAll((cells) => cells.map((cell) => cell.getAttribute('class')).join());
    const before = await classes();
    await page.getByLabel('Tô màu theo').selectOption({ label: 'Độ tin cậy của số liệu' });
    await page.waitForURL(/mau=bang-chung/);
    assert.notEqual(await classes(), before);

    await world.server.stop();
    await page.goto(MAP);
    await page.getByText('Lập từ máy này').waitFor();
    assert.deepEqual(await paths(), bounded);
    await world.server.start();
  }));

test('the page of 130 communes with boundaries is under 60 kB beyond the program', () =>
  world.visit({}, async (page) => {
    await signInToProvince(page, world);
    const n_bytes = await compressedSize(page, MAP);
    assert.ok(n_bytes < 60_000, `${n_bytes} bytes`);
    assert.ok(n_bytes > 10_000, 'something is there');
  }));
