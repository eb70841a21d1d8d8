// Figures: entered in a hamlet without a signal, asked about when odd, in the commune's sum at once.

import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { openKept } from './kept.js';
import { plant } from './plans.js';
import { withinReach } from './reach.js';

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
    await line.getByText('Gần nhất').first().click();
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

test('women and men are told apart where the plan asks for it, without a signal too', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await fill(page);
    await openReady(page, HERE);
    const line = page.locator('.entry__line', { hasText: 'xác nhận phổ cập kỹ năng số trên VNeID' });
    await line.getByText('Chi tiết theo giới tính, dân tộc').click();
    await line.getByLabel('Người được xác nhận trên VNeID').fill('200');
    await line.getByLabel('trên tổng số').fill('389');
    await line.getByLabel('Nữ', { exact: true }).fill('90');
    await line.getByLabel('Nam', { exact: true }).fill('210');
    await withinReach(page);
    await world.server.stop();
    const save = page.getByRole('button', { name: /Lưu số liệu|Đúng, vẫn lưu/ });
    await save.click();
    await page.getByText('Nam: số đạt lớn hơn số chung (200)').waitFor();
    await line.getByLabel('Nam', { exact: true }).fill('110');
    await save.click();
    const saved = page.getByText('Đã lưu 3 số liệu trên máy');
    // Whatever else is asked is answered with yes.
    if (!(await saved.isVisible())) await save.click({ timeout: 2000 }).catch(() => {});
    await saved.waitFor();
    await world.server.start();
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
    const answer = await page.request.get('/api/v1/map/vneid?unit=D101-ben');
    const { parts } = await answer.json();
    const told = Object.fromEntries(parts.map(({ part, value }) => [part, value.numerator]));
    assert.deepEqual([told.female, told.male], [90, 110]);
    await page.goto(`${HERE}&chi-so=vneid`);
    await page.getByRole('table', { name: 'Chi tiết theo giới tính' }).getByText('110').waitFor();
  }));

test('an officer defines an indicator for a target, and the hamlets are asked for it', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await fill(page);
    await plant(page, 'do-chi-so', [
      ['muc', null, 'section', 'I', 'CHỈ TIÊU'],
      ['ho', 'muc', 'target', '1', 'Trên 60% hộ gia đình có loa thông minh'],
      ['viec', 'muc', 'task', '2', 'Phát loa hằng tuần'],
    ]);
    await openReady(page, '/ke-hoach/do-chi-so/soan');
    const measures = page.locator('#chi-so');
    await measures.getByText('lời văn ghi trên 60 %').waitFor();
    await measures.getByRole('button', { name: /^Chọn chỉ số/ }).click();
    await measures.getByLabel('Chỉ số', { exact: true }).selectOption({ label: 'Chỉ số mới…' });
    await measures.getByRole('button', { name: 'Lưu' }).click();
    await measures.getByLabel('Đếm gì').fill('Hộ có loa');
    await measures.getByLabel('Trên tổng số gì').fill('Tổng số hộ');
    await measures.getByLabel('Đơn vị tính').fill('hộ');
    await measures.getByRole('button', { name: 'Lưu' }).click();
    await page.getByText('Chỉ số thiếu tên hoặc đơn vị tính').waitFor();
    await measures.getByLabel('Tên chỉ số').fill('Hộ có loa thông minh');
    await measures.getByLabel('Hộ nghèo, cận nghèo').check();
    await withinReach(page);
    await measures.getByRole('button', { name: 'Lưu' }).click();
    const by = measures.getByText('Đo bằng: Hộ có loa thông minh');
    await by.waitFor();
    // Both at once are taken back, and done again.
    await page.getByRole('button', { name: 'Hoàn tác' }).click();
    await measures.getByText('Chưa chọn chỉ số').waitFor();
    await measures.getByText('đã thôi đếm').waitFor();
    await page.getByRole('button', { name: 'Làm lại' }).click();
    await by.waitFor();
    await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
    await openReady(page, '/so-lieu');
    await page.getByRole('link', { name: 'Hộ có loa thông minh' }).click();
    await page.getByText('Chi tiết theo hộ nghèo, cận nghèo').first().waitFor();
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
