// Figures: entered in a hamlet without a signal, asked about when odd, in the commune's sum at once.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { openKept } from './kept.js';

const AWAY = /ERR_CONNECTION_REFUSED|fetching the script/;
const HERE = '/so-lieu?unit=D101-ben';

let world;
before(async () => (world = await World.create()));
afterEach(async () => {
  await world.server.stop();
  await world.server.start();
});
after(() => world?.close());

test('a hamlet enters a figure without a signal, is asked once, and the commune has it', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await fill(page);
    await openReady(page, HERE);
    const before = await sum(page);
    const line = page.locator('.entry__line', { hasText: 'xác nhận phổ cập kỹ năng số trên VNeID' });
    await line.getByLabel('Người được xác nhận trên VNeID').fill('120');
    await line.getByLabel('trên tổng số').fill('90');
    await world.server.stop();
    await page.getByRole('button', { name: 'Lưu số liệu' }).click();
    await page.getByText('Số đạt lớn hơn tổng số').waitFor();
    // Put right, it is still less than the last one: that is another question.
    await line.getByLabel('trên tổng số').fill('389');
    await page.getByRole('button', { name: 'Đúng, vẫn lưu' }).click();
    await page.getByText('Số này giảm so với').waitFor();
    await page.getByRole('button', { name: 'Đúng, vẫn lưu' }).click();
    await line.getByText('120/389').first().waitFor();
    await page.locator('.sync-badge', { hasText: 'Còn 1 chưa gửi' }).first().waitFor();

    await world.server.start();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
    const after = await sum(page);
    assert.equal(after.numerator, 120);
    assert.notDeepEqual(after, before);
    await line.getByText('Gần nhất').click();
    await line.getByText('Phan Thị Hiền báo hôm nay').first().waitFor();
  }));

test('a commune officer enters the figures of several hamlets at once', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, '/so-lieu');
    await page.getByRole('heading', { name: 'Chỉ tiêu và thực hiện' }).waitFor();
    await page.getByRole('link', { name: /^Lớp, buổi hướng dẫn/ }).click();
    for (const [hamlet, n] of [['Xóm Đồng', '3'], ['Xóm Núi', '2']]) {
      const line = page.getByRole('group', { name: hamlet, exact: true });
      await line.getByLabel('Lớp, buổi').fill(n);
    }
    await page.getByRole('button', { name: 'Lưu số liệu' }).click();
    await page.getByText('Đã lưu 2 số liệu trên máy').waitFor();
  }));

/** Until the phone holds what its person sees. */
async function fill(page) {
  await openKept(page, '/toi');
  await page.getByText('khớp với hệ thống').waitFor();
}

async function sum(page) {
  const answer = await page.request.get('/api/v1/map/vneid?unit=D101-ben');
  const { value } = await answer.json();
  return value;
}
