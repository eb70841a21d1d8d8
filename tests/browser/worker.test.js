// The service worker: a start without a server, and what it leaves alone.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';

import { SITE, World, lasting, listen, openReady, signIn } from './harness.js';
import { inPlaceOfServer, openKept, restart } from './kept.js';

const OFFICER = 'canbo.xom';
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
/** More than the worker's own limit of three seconds, and far less than a browser's. */
const LIMIT_MS = 10_000;
const AWAY = /ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|50\d/;

let world;
before(async () => (world = await World.create()));
beforeEach(() => restart(world, SITE));
after(() => world?.close());

test('after one visit the program starts at any address, browser and server started anew or gone', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'hocvuso-profile-'));
  const first = await lasting(profile, world.server.origin);
  await signIn(first, world.server.origin, OFFICER);
  await openKept(await first.newPage(), '/');
  await first.close();
  await world.server.stop();

  const later = await lasting(profile, world.server.origin);
  try {
    const page = await later.newPage();
    const complaints = listen(page);
    const answer = await openReady(page, TASK);
    assert.ok(answer.fromServiceWorker());
    await page.locator('main').waitFor();
    assert.equal(new URL(page.url()).pathname, TASK);
    // Its scripts are allowed by the policy that was kept with them.
    assert.deepEqual(complaints.filter((text) => !AWAY.test(text)), []);
  } finally {
    await later.close();
    await rm(profile, { recursive: true, force: true });
  }
});

test('who has never signed in here is told that there is no network', () =>
  world.visit({ expected: /ERR_CONNECTION_REFUSED|401/ }, async (page) => {
    await openKept(page, '/dang-nhap');
    await world.server.stop();
    await openReady(page, '/');
    await page.getByRole('heading', { name: 'Không có mạng' }).waitFor();
    await world.server.start();
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByLabel('Tên đăng nhập').waitFor();
  }));

test('one signs in as before', () =>
  world.visit({}, async (page) => {
    await openKept(page, '/dang-nhap');
    await page.goto('/toi');
    await page.waitForURL('**/dang-nhap?next=%2Ftoi');
    await page.getByLabel('Tên đăng nhập').fill(OFFICER);
    await page.getByLabel('Mật khẩu').fill('demo-hoc-vu-so');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL('**/toi');
    await page.getByRole('heading', { name: 'Tôi', exact: true }).waitFor();
  }));

test('a server that accepts and never answers does not keep anybody waiting', async () => {
  await world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openKept(page, '/');
    const mute = await inPlaceOfServer(world, createServer(() => {}));
    try {
      const began = Date.now();
      const answer = await openReady(page, TASK);
      assert.ok(answer.fromServiceWorker());
      assert.ok(Date.now() - began < LIMIT_MS);
    } finally {
      await mute.stop();
    }
  });
});

test('a broken server is as good as none', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openKept(page, '/');
    const broken = createHttpServer((_, answer) => answer.writeHead(502).end('bad gateway'));
    const gateway = await inPlaceOfServer(world, broken);
    try {
      const answer = await openReady(page, TASK);
      assert.equal(answer.status(), 200);
    } finally {
      await gateway.stop();
    }
  }));

test('with a network pages come from the server, and so do answers for the program', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await openKept(page, '/');
    await openReady(page, TASK);
    const [me] = await Promise.all([
      page.waitForResponse('**/api/v1/me'),
      page.evaluate(() => fetch('/api/v1/me').then(() => {})),
    ]);
    assert.equal(me.fromServiceWorker(), false);
    assert.equal(await page.locator('body[data-boot]').count(), 0);
    await world.server.stop();
    const refused = page.evaluate(() => fetch('/api/v1/me').then(() => false, () => true));
    assert.ok(await refused);
    // Nor is a download from there answered with a page.
    await assert.rejects(page.goto('/api/v1/me'), /ERR_CONNECTION_REFUSED/);
  }));

test('what is kept is one build, loaded once, and nothing of anybody', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await openKept(page, TASK);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const [name, ...others] = names.filter((name) => name.startsWith('build '));
      const cache = await caches.open(name);
      const paths = (await cache.keys()).map((request) => new URL(request.url).pathname);
      const shell = await cache.match('/shell');
      return { others, paths, shell: await shell.text() };
    });
    assert.deepEqual(kept.others, []);
    assert.deepEqual(kept.paths.filter((path) => path.startsWith('/api/')), []);
    assert.doesNotMatch(kept.shell, /canbo/);
    const wasm = kept.paths.find((path) => path.endsWith('.wasm'));
    const log = await readFile(world.server.log, 'utf8');
    const sinceStart = log.slice(log.lastIndexOf('/healthz'));
    assert.equal(sinceStart.split(wasm).length - 1, 1);
  }));
