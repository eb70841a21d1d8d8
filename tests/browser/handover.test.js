// A phone without a signal hands its unsent work over; whoever brings it, it is there once.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';

const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
const AWAY = /ERR_CONNECTION_REFUSED/;

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('a file from a phone without a signal, taken in twice in the commune, is there once', () => {
  const notes = ['Đã họp xóm lần một.', 'Đã họp xóm lần hai.'];
  return world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await world.server.stop();
    await save(page, notes);
    const file = await saveAsFile(page);
    assert.match(file.name, /^hocvuso-chua-gui-\d{4}-\d\d-\d\d\.json$/);
    await badge(page, 'Còn 2 chưa gửi').waitFor();
    await world.server.start();

    await world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (desk) => {
      await openReady(desk, '/toi');
      const choose = () => desk.getByLabel('Chọn tệp').setInputFiles({ ...file, mimeType: 'application/json' });
      await choose();
      await desk.getByText('Đã nhận 2 bản ghi; 0 đã có từ trước; 0 không nhận được.').waitFor();
      await choose();
      await desk.getByText('Đã nhận 0 bản ghi; 2 đã có từ trước; 0 không nhận được.').waitFor();
      await desk.getByLabel('Chọn tệp').setInputFiles({
        ...file,
        mimeType: 'application/json',
        buffer: file.buffer.subarray(0, file.buffer.length - 20),
      });
      await desk.getByText('Tệp bị thiếu').waitFor();
    });
    assert.deepEqual(await nTimes(page, notes), [1, 1]);

    // The phone itself, in its own time.
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await badge(page, 'Đã gửi hết').waitFor();
    assert.deepEqual(await nTimes(page, notes), [1, 1]);
  });
});

test('codes off one screen come in by the camera of another phone', () => {
  const notes = ['Đã phát thanh ba buổi.', 'Đã treo băng rôn.'];
  return world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await openReady(page, TASK);
    await world.server.stop();
    await save(page, notes);
    await badge(page, 'Còn 2 chưa gửi').click();
    await page.getByRole('button', { name: 'Hiện mã QR' }).click();
    const n = await countCodes(page);
    await world.server.start();
    await world.visit({ as: 'lanhdao.xa', viewport: PHONE }, (other) => filmsTheCodes(other, page, n));
    assert.deepEqual(await nTimes(page, notes), [1, 1]);
  });
});

/** This browser reads no codes: one that does is played, which sees what the other screen shows. */
async function filmsTheCodes(other, screen, n) {
}

async function save(page, notes) {
  for (const note of notes) {
    await page.getByRole('radio', { name: 'Đang làm' }).check();
    await page.getByLabel('Đã làm gì').fill(note);
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await page.getByText(note).first().waitFor();
  }
}

async function saveAsFile(page) {
  await badge(page, 'Còn 2 chưa gửi').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Lưu thành tệp' }).click(),
  ]);
  return { name: download.suggestedFilename(), buffer: await readFile(await download.path()) };
}

function badge(page, words) {
  return page.locator('.sync-badge', { hasText: words }).first();
}

/** What the server says, not the page. */
async function nTimes(page, notes) {
  const answer = await page.request.get(TASK.replace('/nhiem-vu/', '/api/v1/tasks/'));
  const { history } = await answer.json();
  return notes.map((note) => history.filter((event) => event.fact.note === note).length);
}
