// A phone in the field: opened once with a network, then used without one, and nothing is lost.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';

import { World, lasting, openReady, ready, signIn } from './harness.js';
import { openKept } from './kept.js';

const OFFICER = 'canbo.xom';
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
const AWAY = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_FAILED|fetching the script|50\d/;

let world;
before(async () => (world = await World.create()));
afterEach(async () => {
  await world.server.stop();
  await world.server.start();
});
after(() => world?.close());

test('what was saved without a network outlives the browser and arrives once', async () => {
  const note = 'Đã hướng dẫn 12 hộ ở xóm.';
  const profile = await mkdtemp(join(tmpdir(), 'hocvuso-profile-'));
  const first = await lasting(profile, world.server.origin);
  await signIn(first, world.server.origin, OFFICER);
  await fill(await first.newPage());
  await first.close();
  await world.server.stop();

  const second = await lasting(profile, world.server.origin);
  const page = await second.newPage();
  // A page that was never opened on this phone.
  await openReady(page, TASK);
  await save(page, note);
  await badge(page, 'Còn 1 chưa gửi').waitFor();
  await page.getByRole('link', { name: 'Nhiệm vụ', exact: true }).click();
  await page.getByRole('heading', { name: 'Nhiệm vụ' }).waitFor();
  assert.ok((await page.locator('.task-row').count()) > 0);
  await second.close();

  const third = await lasting(profile, world.server.origin);
  const again = await third.newPage();
  await openReady(again, TASK);
  await again.getByText(note).first().waitFor();
  await badge(again, 'Còn 1 chưa gửi').waitFor();
  await world.server.start();
  await again.evaluate(() => window.dispatchEvent(new Event('online')));
  await badge(again, 'Đã gửi hết').waitFor();
  assert.equal(await nTimes(again, note), 1);
  await again.goto('/toi');
  await ready(again);
  await again.getByText('Đã gửi từ máy này').click();
  await again.getByText('đã gửi', { exact: true }).first().waitFor();
  await third.close();
  await rm(profile, { recursive: true, force: true });
});

test('an answer that is lost on the way makes no second record', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    const note = 'Câu trả lời bị mất.';
    await fill(page);
    await openReady(page, TASK);
    let nLost = 0;
    await page.route('**/api/v1/sync', async (route) => {
      if (nLost > 0 || !(route.request().postData() ?? '').includes(note)) return route.continue();
      nLost += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await save(page, note);
    await badge(page, 'Còn 1 chưa gửi').waitFor();
    assert.equal(nLost, 1);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await badge(page, 'Đã gửi hết').waitFor();
    assert.equal(await nTimes(page, note), 1);
  }));

test('a server that dies in the middle loses nothing', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    const note = 'Máy chủ tắt giữa chừng.';
    await fill(page);
    await openReady(page, TASK);
    let isDead = false;
    await page.route('**/api/v1/sync', async (route) => {
      if (isDead || !(route.request().postData() ?? '').includes(note)) return route.continue();
      isDead = true;
      const answer = route.fetch().catch(() => null);
      world.server.child.kill('SIGKILL');
      await answer;
      await route.abort('connectionreset');
    });
    await save(page, note);
    await badge(page, 'Còn 1 chưa gửi').waitFor();
    await world.server.start();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await badge(page, 'Đã gửi hết').waitFor();
    assert.equal(await nTimes(page, note), 1);
  }));

test('two windows share one store, and each work arrives once', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await fill(page);
    await openReady(page, TASK);
    const other = await page.context().newPage();
    await openReady(other, TASK);
    await world.server.stop();
    await save(page, 'Từ cửa sổ một.');
    await badge(other, 'Còn 1 chưa gửi').waitFor();
    await save(other, 'Từ cửa sổ hai.');
    await badge(page, 'Còn 2 chưa gửi').waitFor();
    await world.server.start();
    for (const window of [page, other]) {
      await window.evaluate(() => window.dispatchEvent(new Event('online')));
    }
    await badge(page, 'Đã gửi hết').waitFor();
    await badge(other, 'Đã gửi hết').waitFor();
    for (const note of ['Từ cửa sổ một.', 'Từ cửa sổ hai.']) {
      assert.equal(await nTimes(page, note), 1);
    }
  }));

test('a full disk is said, and what was typed stays', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await fill(page);
    await openReady(page, TASK);
    await page.evaluate(() => {
      window.put = IDBObjectStore.prototype.put;
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await save(page, 'Máy đầy.');
    await page.getByText('Bộ nhớ máy đã đầy').first().waitFor();
    assert.equal(await page.getByLabel('Đã làm gì').inputValue(), 'Máy đầy.');
    await page.evaluate(() => (IDBObjectStore.prototype.put = window.put));
    const answered = page.waitForResponse('**/api/v1/sync');
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await answered;
    assert.equal(await nTimes(page, 'Máy đầy.'), 1);
  }));

test('a disk that refuses while the page starts is tried again without anybody asking', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await page.addInitScript(() => {
      const { put } = IDBObjectStore.prototype;
      let nAsked = 0;
      IDBObjectStore.prototype.put = function (...words) {
        nAsked += 1;
        if (nAsked <= 2) throw new DOMException('full', 'QuotaExceededError');
        return put.apply(this, words);
      };
    });
    await openReady(page, '/toi');
    await page.getByText('khớp với hệ thống').waitFor();
    assert.equal(await page.getByText('CHƯA lưu').count(), 0);
  }));

test('typing goes on while the phone sends and receives', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await fill(page);
    await openReady(page, TASK);
    await page.getByLabel('Đã làm gì').fill('Đang gõ dở');
    const answered = page.waitForResponse('**/api/v1/sync');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await answered;
    await badge(page, 'Đã gửi hết').waitFor();
    assert.equal(await page.getByLabel('Đã làm gì').inputValue(), 'Đang gõ dở');
  }));

test('two who did not know of each other are both shown, and one says which stands', async () => {
  const expected = AWAY;
  await world.visit({ as: OFFICER, expected }, (one) =>
    world.visit({ as: OFFICER, expected }, async (other) => {
      for (const page of [one, other]) {
        await fill(page);
        await openReady(page, TASK);
      }
      // Both have seen this one, and then neither sees what the other does.
      const seen = one.waitForResponse('**/api/v1/sync');
      await save(one, 'Bản đã thấy.');
      await seen;
      await other.evaluate(() => window.dispatchEvent(new Event('online')));
      await other.getByText('Bản đã thấy.').first().waitFor();
      await world.server.stop();
      await save(one, 'Bản thứ nhất.');
      await badge(one, 'Còn 1 chưa gửi').waitFor();
      await save(other, 'Bản thứ hai.');
      await badge(other, 'Còn 1 chưa gửi').waitFor();
      await world.server.start();
      for (const page of [one, other, one]) {
        const sent = page.waitForResponse((answer) => answer.url().endsWith('/sync') && answer.ok());
        await page.evaluate(() => window.dispatchEvent(new Event('online')));
        await sent;
        await badge(page, 'Đã gửi hết').waitFor();
      }
      await one.getByText('Hai người cập nhật cùng lúc.').waitFor();
      const version = one.locator('.rivals__version', { hasText: 'Bản thứ nhất.' });
      await version.getByRole('button', { name: 'Lấy bản này' }).click();
      await one.getByText('Hai người cập nhật cùng lúc.').waitFor({ state: 'detached' });
    }),
  );
});

test('the commune sees whose phone was here', () =>
  world.visit({ as: OFFICER, expected: AWAY }, async (page) => {
    await fill(page);
    await world.visit({ as: 'chuyenvien.xa', expected: AWAY }, async (commune) => {
      await openReady(commune, '/toi');
      await commune.getByRole('link', { name: 'Điện thoại của các đơn vị' }).click();
      await commune.getByRole('heading', { name: 'Điện thoại' }).waitFor();
      await commune.getByText('Đã gửi hết, lần cuối hôm nay').first().waitFor();
    });
  }));

/** Opens the program once with a network and waits until the phone holds what its person sees. */
async function fill(page) {
  await openKept(page, '/toi');
  await page.getByText('khớp với hệ thống').waitFor();
}

async function save(page, note) {
  await page.getByRole('radio', { name: 'Đang làm' }).check();
  await page.getByLabel('Đã làm gì').fill(note);
  await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
}

function badge(page, words) {
  return page.locator('.sync-badge', { hasText: words }).first();
}

/** What the server says, not the page. */
async function nTimes(page, note) {
  const answer = await page.request.get(TASK.replace('/nhiem-vu/', '/api/v1/tasks/'));
  const { history } = await answer.json();
  return history.filter((event) => event.fact.note === note).length;
}
