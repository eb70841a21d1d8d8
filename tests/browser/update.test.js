// Builds that follow each other: a newer one is offered, and put in place as a whole or not at all.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { SITE, World, openReady, ready } from './harness.js';
import { inPlaceOfServer, openKept, restart } from './kept.js';

const OFFICER = 'canbo.xom';
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';

let world;
let folder;
before(async () => {
  world = await World.create();
  folder = await mkdtemp(join(tmpdir(), 'hocvuso-builds-'));
});
beforeEach(() => restart(world, SITE));
after(async () => {
  await world?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('a new build is offered; until somebody says yes the old one goes on', () =>
  world.visit({ as: OFFICER, expected: /ERR_CONNECTION_REFUSED|ERR_FAILED/ }, async (page) => {
    await openKept(page, TASK);
    const other = await page.context().newPage();
    await openReady(other, TASK);
    await other.getByLabel('Đã làm gì').fill('Đang viết dở');
    await page.context().route('**/api/v1/sync', (route) => route.abort());
    await page.getByRole('radio', { name: 'Đang làm' }).check();
    await page.getByLabel('Đã làm gì').fill('Viết trước khi có bản mới.');
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await page.locator('.sync-badge', { hasText: 'Còn 1 chưa gửi' }).waitFor();

    await restart(world, await anotherBuild('second'));
    await lookForUpdate(page);
    const yes = page.getByRole('button', { name: 'Dùng bản mới' });
    await yes.waitFor();
    await page.getByRole('link', { name: 'Nhiệm vụ' }).click();
    await page.waitForURL('**/nhiem-vu');
    assert.doesNotMatch(await styleOf(page), /second/);
    const waits = () => navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting !== null);
    assert.ok(await page.evaluate(waits));

    await yes.click();
    await page.waitForFunction(() => document.querySelector('link[href*="second"]'));
    await ready(page);
    await page.locator('.sync-badge', { hasText: 'Còn 1 chưa gửi' }).waitFor();
    assert.equal(await yes.isVisible(), false);
    // The other window was not asked, so it keeps what is being typed there.
    assert.equal(await other.getByLabel('Đã làm gì').inputValue(), 'Đang viết dở');
    assert.doesNotMatch(await styleOf(other), /second/);
    await world.server.stop();
    await openReady(page, '/toi');
    assert.match(await styleOf(page), /second/);
  }));

test('a page that is of the new build already is not offered it', () =>
  world.visit({ as: OFFICER, expected: /ERR_CONNECTION_REFUSED/ }, async (page) => {
    await openKept(page, '/');
    const [old] = await page.evaluate(() => caches.keys());
    await page.evaluate(() => caches.open('somebody else'));
    await restart(world, await anotherBuild('third'));
    await openReady(page, '/toi');
    assert.match(await styleOf(page), /third/);
    await page.evaluate((old) => {
      const look = async () => {
        window.isOldGone = !(await caches.keys()).includes(old);
        if (!window.isOldGone) requestAnimationFrame(look);
      };
      look();
    }, old);
    await page.waitForFunction(() => window.isOldGone);
    assert.ok(await page.evaluate(() => caches.has('somebody else')));
    assert.equal(await page.locator('.update-bar').isVisible(), false);
  }));

test('a build of which a file is missing is never put in place', () =>
  world.visit({ as: OFFICER, expected: /ERR_CONNECTION_REFUSED|404/ }, async (page) => {
    await openKept(page, '/');
    const half = await anotherBuild('half');
    await rm(join(half, 'pkg', 'hocvuso.half.css'));
    await restart(world, half);
    assert.equal(await stateOfNext(page), 'redundant');
    await world.server.stop();
    await openReady(page, TASK);
    assert.doesNotMatch(await styleOf(page), /half/);
  }));

test('a build is not put in place with the start page of another', () =>
  world.visit({ as: OFFICER, expected: /ERR_/ }, async (page) => {
    await openKept(page, '/');
    const [worker, shell] = await Promise.all(
      ['/service-worker.js', '/shell'].map(async (path) => (await page.request.get(path)).text()),
    );
    const mixed = {
      '/service-worker.js': worker.replace(/"version":"\w+"/, '"version":"another"'),
      '/shell': shell,
    };
    const changing = createServer(({ url }, answer) => {
      answer.writeHead(200, { 'content-type': url.endsWith('.js') ? 'text/javascript' : 'text/html' });
      answer.end(mixed[url] ?? '');
    });
    const halfway = await inPlaceOfServer(world, changing);
    try {
      assert.equal(await stateOfNext(page), 'redundant');
    } finally {
      await halfway.stop();
    }
  }));

function lookForUpdate(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update();
  });
}

/** What becomes of the worker that the server has now. */
function stateOfNext(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const ended = new Promise((resolve) => {
      registration.addEventListener('updatefound', () => {
        const next = registration.installing;
        next.addEventListener('statechange', () => resolve(next.state));
      });
    });
    // Rejected when it fails at once.
    await registration.update().catch(() => {});
    return ended;
  });
}

function styleOf(page) {
  return page.locator('link[rel="stylesheet"]').getAttribute('href');
}

/** A site that differs from the built one in the name of its style. */
async function anotherBuild(name) {
  const site = join(folder, name);
  await cp(SITE, site, { recursive: true });
  const list = join(site, 'assets.json');
  const assets = JSON.parse(await readFile(list, 'utf8'));
  const css = `/pkg/hocvuso.${name}.css`;
  await rename(join(site, assets.css), join(site, css));
  await writeFile(list, JSON.stringify({ ...assets, css, version: name }));
  return site;
}
