// The whole chain: a plan's text becomes tasks, a hamlet reports from a phone, the map changes.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PHONE, WIDE, World, openReady } from './harness.js';

// A real plan lies beside the checkout on some machines; the project's own is always there.
const own = new URL('../data/ke-hoach.txt', import.meta.url);
const real = new URL('../../../shared/plans/tan-ky.txt', import.meta.url);
// With the place of a task that neither plan gives to the hamlets.
const plans = [
  ['the project’s own plan', own, 3],
  ['a real plan', real, 2],
];

const COMMUNE = 'Xã Thanh Lam';
const HAMLET = 'Xóm Bến';

for (const [name, address, nth] of plans) {
  test(`${name}: imported, given to a hamlet, reported from a phone, seen on the map`, async (context) => {
    if (!existsSync(fileURLToPath(address))) return context.skip('its text is not on this machine');
    const text = await readFile(address, 'utf8');
    const world = await World.create();
    try {
      await story(world, text, nth);
    } finally {
      await world.close();
    }
  });
}

async function story(world, text, nth) {
  const before = await mapRow(world);
  const plan = await importPlan(world, text);
  const task = await giveTask(world, plan, nth);
  await report(world, task);
  const after = await mapRow(world);
  assert.notEqual(after.row, before.row, 'the row of the commune changes');
  assert.notEqual(after.cell, before.cell, 'what the hexagon says changes');
  await narrow(world, plan);
}

/** What `tinh` sees of the commune: the row of the table, and the hexagon's name. */
function mapRow(world) {
  const seen = {};
  return world
    .visit({ as: 'tinh', viewport: WIDE }, async (page) => {
      await openReady(page, '/ban-do');
      seen.row = await row(page, COMMUNE).innerText();
      seen.cell = await hexagon(page, COMMUNE).getAttribute('aria-label');
    })
    .then(() => seen);
}

/** `chuyenvien.xa` pastes the text, checks and confirms; returns the plan's address. */
async function importPlan(world, text) {
  let plan;
  // The phone's first records come in meanwhile, and what is shown is asked for again: perhaps a draft
  // that has just become a plan.
  const expected = /404 .*\/api\/v1\/drafts\//;
  await world.visit({ as: 'chuyenvien.xa', viewport: WIDE, expected }, async (page) => {
    await openReady(page, '/ke-hoach/nhap');
    await page.getByLabel('Văn bản kế hoạch').fill(text);
    await page.getByRole('button', { name: 'Đọc kế hoạch' }).click();
    await page.getByRole('button', { name: 'Xác nhận kế hoạch' }).click();
    await page.waitForURL(/\/ke-hoach\/[0-9a-f-]{36}$/);
    plan = new URL(page.url()).pathname;
    await page.getByRole('heading', { level: 1 }).waitFor();
  });
  return plan;
}

/** Gives one of the plan's tasks to the hamlet; returns the task's address. */
async function giveTask(world, plan, nth) {
  let task;
  await world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, plan);
    task = await page.locator('a[href^="/nhiem-vu/"]').nth(nth).getAttribute('href');
    await openReady(page, `${plan}/phan-cong?nhiem-vu=${task.split('/').pop()}`);
    await page.getByLabel('Chủ trì').check();
    await page.getByLabel('Tìm đơn vị').fill('xom ben');
    await page.getByRole('checkbox', { name: new RegExp(`^${HAMLET}`) }).check();
    await page.getByRole('button', { name: /^Giao/ }).click();
    await allSent(page);
  });
  return task;
}

/** `canbo.xom` says on a phone that it is done. */
async function report(world, task) {
  await world.visit({ as: 'canbo.xom', viewport: PHONE }, async (page) => {
    await openReady(page, task);
    await page.getByRole('radio', { name: 'Đã xong' }).check();
    await page.getByLabel('Đã làm gì').fill('Mở một lớp tại nhà văn hóa, 25 người học.');
    await page.getByRole('button', { name: 'Lưu cập nhật' }).click();
    await page.getByText(/Mã [0-9A-Z]{3}-[0-9A-Z]{3} · đã gửi/).waitFor();
    await page.getByText('Mở một lớp tại nhà văn hóa, 25 người học.').first().waitFor();
  });
}

/** `tinh` narrows the map to the commune, then to the new plan; both are in the address. */
async function narrow(world, plan) {
  await world.visit({ as: 'tinh', viewport: WIDE }, async (page) => {
    await openReady(page, '/ban-do');
    await row(page, COMMUNE).getByRole('link').click();
    await page.waitForURL(/chon=/);
    await page.getByRole('heading', { level: 2, name: COMMUNE }).waitFor();
    await hexagon(page, HAMLET).waitFor();
    await openReady(page, `/ban-do?ke-hoach=${plan.split('/').pop()}&chon=D101`);
    assert.match(await hexagon(page, COMMUNE).getAttribute('aria-label'), /đúng hạn/);
    assert.equal(await hexagon(page, COMMUNE).locator('.map-none').count(), 0, 'it has a colour');
    assert.match(await hexagon(page, 'Phường Hoa Thành').getAttribute('aria-label'), /chưa được giao việc/);
  });
}

function row(page, unit) {
  return page.getByRole('row', { name: unit }).first();
}

function hexagon(page, unit) {
  return page.locator(`svg a[aria-label^="${unit}:"]`).first();
}

/** The badge says so only after the server has. */
async function allSent(page) {
  await page.locator('.toast').first().waitFor();
  await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
}
