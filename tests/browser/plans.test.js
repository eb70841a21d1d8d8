// What stands around a plan: its versions, the superior plan, and the plan of the next year.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';

const PLAN = '/ke-hoach/kh-thanh-lam';
/** Requests that fail while the server is away. */
const AWAY = /ERR_CONNECTION_REFUSED|fetching the script/;

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('what the amendment changed is told in words, also without a network', () =>
  world.visit({ as: 'canbo.xom', viewport: PHONE, expected: AWAY }, async (page) => {
    await openReady(page, '/toi');
    await page.getByText('khớp với hệ thống').waitFor();
    await world.server.stop();
    await openReady(page, `${PLAN}/phien-ban`);
    await page.getByText('Bản sửa đổi lần 1').waitFor();
    await page.getByText('Lý do: Nêu rõ sản phẩm').waitFor();
    assert.ok((await page.locator('.changes__item').count()) > 0, 'the last amendment is told');
    assert.ok((await page.locator('.changes ins').count()) > 0);
    // Two of the same have nothing between them.
    await page.getByLabel('Đến bản').selectOption('1');
    await page.waitForURL(/tu=1&den=1/);
    await page.getByText('Hai bản giống nhau').waitFor();
    await world.server.start();
  }));

test('a province, which holds no records, is told by the server', () =>
  world.visit({ as: 'tinh', viewport: WIDE }, async (page) => {
    await openReady(page, PLAN);
    await page.getByRole('link', { name: 'Phiên bản' }).click();
    await page.getByRole('heading', { name: 'Phiên bản' }).waitFor();
    await page.locator('.changes__item').first().waitFor();
  }));

test('a superior task that nothing carries out is linked, and then counts as covered', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await held(page);
    await openReady(page, `${PLAN}/cap-tren?loc=chua-co`);
    const open = page.getByRole('link', { name: /^Chưa có/ });
    const before = await number(open);
    const item = page.locator('.superior__item').first();
    const text = await item.locator('.superior__text').innerText();
    await item.getByRole('button', { name: 'Nối với mục đã có…' }).press('Enter');
    await item.getByRole('button', { name: 'Nối', exact: true }).click();
    await page.getByText('Đã nối.').waitFor();
    await page.waitForFunction(
      (n) => Number(document.querySelector('.chip[aria-current] .chip__count')?.textContent) === n,
      before - 1,
    );
    await page.getByRole('link', { name: /^Tất cả/ }).click();
    const linked = page.locator('.superior__item', { hasText: text });
    await linked.getByRole('button', { name: /^Bỏ nối với/ }).click();
    await page.getByText('Đã bỏ nối.').waitFor();
    await linked.getByText('Chưa có trong kế hoạch').waitFor();
    assert.equal(await number(open), before);
  }));

test('superior tasks are taken over in one step once the plan may change, and keep their links', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await held(page);
    await openReady(page, `${PLAN}/cap-tren?loc=chua-co`);
    await page.getByText(/muốn đưa thêm mục của cấp trên vào, hãy mở sửa đổi/).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Đưa vào kế hoạch' }).count(), 0);
    await amend(page);
    await openReady(page, `${PLAN}/cap-tren?loc=chua-co`);
    const open = page.getByRole('link', { name: /^Chưa có/ });
    await page.getByRole('button', { name: 'Đưa vào kế hoạch' }).waitFor();
    const before = await number(open);
    const items = page.locator('.superior__item');
    const texts = [];
    for (const nth of [0, 1]) {
      await items.nth(nth).getByRole('checkbox').check();
      texts.push(await items.nth(nth).locator('.superior__text').innerText());
    }
    await page.getByRole('button', { name: 'Đưa vào kế hoạch' }).click();
    await page.getByText('Đã đưa 2 mục vào kế hoạch.').first().waitFor();
    await sent(page);
    await page.waitForFunction(
      (n) => Number(document.querySelector('.chip[aria-current] .chip__count')?.textContent) === n,
      before - 2,
    );
    await openReady(page, PLAN);
    for (const text of texts) {
      const words = text.replace(/^\S+\s/, '').trim();
      await page.locator('.plan-page__document').getByText(words).first().waitFor();
    }
    // And it is an addition to the signed version.
    await openReady(page, `${PLAN}/phien-ban`);
    await page.getByText(/Có \d+ mục thay đổi: .*2 thêm mới/).waitFor();
  }));

test('the plan of the next year starts from this one', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await held(page);
    await openReady(page, PLAN);
    const tasks = await page.locator('.plan-task').count();
    await page.getByText(/^Lập kế hoạch năm \d{4} từ kế hoạch này$/).click();
    const make = page.getByRole('button', { name: /^Lập dự thảo năm/ });
    const year = (await make.innerText()).match(/\d{4}/)[0];
    await make.click();
    await page.waitForURL((url) => /\/ke-hoach\/[0-9a-f-]{36}$/.test(url.pathname));
    await page.waitForFunction(
      (n) => document.querySelectorAll('.plan-task__unassigned').length === n,
      tasks,
    );
    assert.match(await page.getByRole('heading', { level: 1 }).innerText(), new RegExp(`năm ${year} và năm`));
    assert.equal(await page.locator('.plan-task').count(), tasks, 'all tasks, and none of them given');
    await page.getByRole('link', { name: 'Phiên bản' }).click();
    await page.getByText('Kế hoạch chưa được ký lần nào').waitFor();
  }));

/** Until the phone holds its records, the server answers in its place. */
async function held(page) {
  await openReady(page, '/toi');
  await page.getByText('khớp với hệ thống').waitFor();
}

async function sent(page) {
  await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
}

async function number(chip) {
  return Number(await chip.locator('.chip__count').innerText());
}

/** Opens an amendment, as another device of the same officer. */
async function amend(page) {
  const me = await (await page.request.get('/api/v1/me')).json();
  const hex = (n) => Math.floor(Math.random() * 16 ** n).toString(16).padStart(n, '0');
  const now = Date.now();
  const time = now.toString(16).padStart(12, '0');
  const record = {
    id: `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
    unit: me.unit.id,
    by: me.person.id,
    device: 'may-ban',
    made_at: `${now}-00000`,
    fact: { kind: 'plan_stepped', plan: PLAN.split('/').pop(), step: 'amendment_begun', reason: 'Thêm việc của tỉnh.' },
  };
  const headers = { origin: new URL(page.url()).origin };
  const data = { device: 'may-ban', cursor: 0, records: [record] };
  const answer = await (await page.request.post('/api/v1/sync', { data, headers })).json();
  assert.deepEqual(answer.refused, []);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
}
