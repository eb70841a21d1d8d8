// A report: compiled on the commune's phone without a signal, returned, handed in again, accepted; and the
// hamlet that sees its own work in it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import { withinReach } from './reach.js';

/** Requests that fail while there is no network. */
const AWAY = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|fetching the script/;
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
const WORDS = 'Phong trào được các xóm hưởng ứng.';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('what a hamlet did goes into a report that is made without a signal, and the hamlet sees that', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (hamlet) => {
    await openReady(hamlet, TASK);
    await hamlet.getByRole('radio', { name: 'Đang làm' }).check();
    await hamlet.getByLabel('Đã làm gì').fill('Hai buổi ở nhà văn hóa.');
    await hamlet.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await sent(hamlet);
    await hasCome(hamlet, 'đã gửi');
    let report;
    await world.visit({ as: 'chuyenvien.xa', viewport: PHONE, expected: AWAY }, async (officer) => {
      report = await handIn(officer);
    });
    await hasCome(hamlet, 'đã vào báo cáo');
    await world.visit({ as: 'tinh', viewport: WIDE }, (province) => giveBack(province, report));
    await hasCome(hamlet, 'xã đã nhận');
    await world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, (officer) => handInAgain(officer, report));
    await world.visit({ as: 'tinh', viewport: WIDE }, accept);
    await world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (officer) => {
      await openReady(officer, `${report}?lai=co`);
      await officer.getByText('Đã được nhận').waitFor();
      assert.equal(await officer.getByRole('button', { name: 'Nộp báo cáo' }).count(), 0);
    });
    await hasCome(hamlet, 'đã vào báo cáo');
  }));

async function giveBack(page, report) {
  await openReady(page, report);
  await page.getByText(WORDS).waitFor();
  await page.getByRole('button', { name: 'Trả lại…' }).click();
  await page.getByRole('button', { name: 'Trả lại báo cáo' }).click();
  await page.getByRole('alert').getByText('Hãy ghi lý do.').waitFor();
  await page.getByLabel('Lý do trả lại').fill('Thiếu số liệu học sinh.');
  await withinReach(page);
  await page.getByRole('button', { name: 'Trả lại báo cáo' }).click();
  await page.getByText('Bị trả lại').waitFor();
}

async function handInAgain(page, report) {
  await openReady(page, report);
  await page.getByText('Thiếu số liệu học sinh.').waitFor();
  await page.getByRole('link', { name: 'Tổng hợp lại' }).click();
  // What was written is not written again.
  await page.waitForFunction((words) => document.querySelector('#danh-gia')?.value === words, WORDS);
  await page.getByRole('button', { name: 'Nộp báo cáo' }).click();
  await page.getByText('Đã nộp', { exact: true }).waitFor();
  await sent(page);
}

async function accept(page) {
  await openReady(page, '/bao-cao');
  await page.getByRole('link', { name: /^Quý.*Xã Thanh Lam/ }).click();
  await page.getByRole('button', { name: 'Nhận báo cáo' }).click();
  await page.getByText('Đã được nhận').waitFor();
  const address = await page.getByRole('link', { name: 'Tải Word' }).getAttribute('href');
  const paper = await page.request.get(address);
  assert.equal(paper.status(), 200);
}

/** Compiles this quarter's report with the server stopped; what was typed is there after a restart. */
async function handIn(page) {
  await openKept(page, '/toi');
  await page.getByText('khớp với hệ thống').waitFor();
  await world.server.stop();
  await openReady(page, '/bao-cao');
  await page.getByRole('link', { name: /^Quý/ }).first().click();
  await page.getByLabel('Đánh giá chung').fill(WORDS);
  await openReady(page, new URL(page.url()).pathname);
  assert.equal(await page.getByLabel('Đánh giá chung').inputValue(), WORDS);
  await page.getByText('Tính đến ngày').waitFor();
  await page.getByRole('button', { name: 'Nộp báo cáo' }).click();
  await page.getByText('Đã nộp', { exact: true }).waitFor();
  await page.getByText(WORDS).waitFor();
  await page.locator('.sync-badge', { hasText: 'Còn 1 chưa gửi' }).first().waitFor();
  await world.server.start();
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await sent(page);
  return new URL(page.url()).pathname;
}

function sent(page) {
  return page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
}

/** Waits until what this phone has sent has come that far. */
async function hasCome(page, words) {
  await openReady(page, '/toi');
  await page.locator('.sent-list__step', { hasText: new RegExp(`^${words}$`) }).waitFor({ state: 'attached' });
}
