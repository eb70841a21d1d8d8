// Without a signal: an update is kept on the phone first, and arrives once when the server is back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, World, openReady, ready, signIn } from './harness.js';

const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
/** The worker's script is looked for again whenever a page is opened. */
const AWAY = /ERR_CONNECTION_REFUSED|fetching the script/;
const NOTE = 'Đã dán thêm ba điểm ở chợ.';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('an update saved while the server is away arrives once when it is back', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await world.server.stop();
    await save(page, NOTE);
    await page.getByText(/Mã [0-9A-Z]{3}-[0-9A-Z]{3} · đã lưu trên máy, chưa gửi/).waitFor();
    await badge(page, 'Còn 1 chưa gửi').waitFor();
    await page.getByText(NOTE).first().waitFor();

    await world.server.start();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await badge(page, 'Đã gửi hết').waitFor();
    assert.equal(await nTimesInHistory(page), 1);
  }));

test('signing out with unsent work asks first, and nothing is lost', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await world.server.stop();
    await save(page, 'Chưa gửi được.');
    await badge(page, 'Còn 1 chưa gửi').click();
    await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
    await page.getByText('Còn 1 bản ghi chưa gửi.').waitFor();
    await world.server.start();
    await page.getByRole('button', { name: 'Ở lại và gửi ngay' }).click();
    await badge(page, 'Đã gửi hết').waitFor();
  }));

test('a window of somebody who has left is loaded again, and keeps nothing for whoever has come', () =>
  // What the first window asks in the name of whoever has left is answered with 409.
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: /409/ }, async (page) => {
    await openReady(page, TASK);
    const mine = page.getByRole('radio', { name: 'Đang làm' });
    await mine.waitFor();
    const loaded = page.waitForEvent('load');
    const other = await page.context().newPage();
    await signIn(page.context(), world.server.origin, 'chuyenvien.xa');
    await openReady(other, '/toi');
    await loaded;
    await ready(page);
    // What the other may do with the task, who does not report for this hamlet.
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await mine.count(), 0);
  }));

test('a window asks in nobody else’s name: it is loaded again when its browser is somebody else’s', () =>
  // What the window asks for whoever has left is answered with 409.
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: /ERR_CONNECTION_REFUSED|409/ }, async (page) => {
    const note = 'Của người trước.';
    await openReady(page, TASK);
    await world.server.stop();
    await save(page, note);
    await badge(page, 'Còn 1 chưa gửi').waitFor();
    await world.server.start();
    // No other window is there to tell it.
    await signIn(page.context(), world.server.origin, 'chuyenvien.xa');
    const loaded = page.waitForEvent('load');
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await loaded;
    await ready(page);
    // It is the other's page, and what waits goes on waiting.
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.getByRole('radio', { name: 'Đang làm' }).count(), 0);
    await badge(page, 'Còn 1 chưa gửi').waitFor();
    await signIn(page.context(), world.server.origin, 'canbo.xom');
    const sent = page.waitForResponse((answer) => answer.ok() && answer.url().endsWith('/api/v1/sync'));
    await openReady(page, TASK);
    await sent;
    assert.equal(await nTimesInHistory(page, note), 1);
  }));

async function save(page, note) {
  await page.getByRole('radio', { name: 'Đang làm' }).check();
  await page.getByLabel('Đã làm gì').fill(note);
  await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
}

function badge(page, words) {
  return page.locator('.sync-badge', { hasText: words }).first();
}

/** What the server says, not the page. */
async function nTimesInHistory(page, note = NOTE) {
  const answer = await page.request.get(TASK.replace('/nhiem-vu/', '/api/v1/tasks/'));
  const { history } = await answer.json();
  return history.filter((event) => event.fact.note === note).length;
}
