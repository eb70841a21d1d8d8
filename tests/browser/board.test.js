// The board of tasks × units: by keys, by touch, many cells at once.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady } from './harness.js';

const BOARD = '/ke-hoach/kh-thanh-lam/bang';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('a whole row of units is given a task by keys alone, and taken back', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, BOARD);
    const [row, column] = await empty(page);
    await page.locator('#o-0-0').focus();
    for (let nth = 0; nth < row; nth += 1) await page.keyboard.press('ArrowDown');
    for (let nth = 0; nth < column; nth += 1) await page.keyboard.press('ArrowRight');
    const cell = page.locator(`#o-${row}-${column}`);
    await focused(page, `o-${row}-${column}`);
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText(/^Đã chọn 2 ô: 2 nhiệm vụ × 1 cột\.$/).waitFor();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('p');
    await says(page, cell, 'P');
    assert.equal(await cell.getAttribute('aria-label'), 'phối hợp');
    await focused(page, `o-${row}-${column}`);
    // Enter goes to the choice, and the choice comes back to the cell.
    await page.keyboard.press('Enter');
    await focused(page, 'giao-C');
    await page.keyboard.press('Enter');
    await says(page, cell, 'C');
    await focused(page, `o-${row}-${column}`);
    await page.keyboard.press('Delete');
    await says(page, cell, '');
    await page.keyboard.press('Shift+Space');
    const n = await page.locator('.board thead th').count();
    await page.getByText(`Đã chọn ${n - 1} ô: 1 nhiệm vụ × ${n - 1} cột.`).waitFor();
    assert.equal(await page.locator('.board td[tabindex="0"]').count(), 1, 'one place to come in by Tab');
    assert.equal(await page.locator('.board td[aria-selected="true"]').count(), n - 1);
  }));

test('what is given on the board is given in the plan, and classes follow the tree', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: WIDE }, async (page) => {
    await openReady(page, BOARD);
    const column = await page.locator('.board thead th', { hasText: /^Tất cả thôn, xóm, khối/ }).getAttribute('data-c');
    const row = await rowWithout(page, column);
    const cell = page.locator(`#o-${row}-${column}`);
    const task = await page.locator(`th[data-r="${row}"] .board__text`).innerText();
    await cell.click();
    await page.getByRole('button', { name: 'Thực hiện' }).click();
    await says(page, cell, 'T');
    await page.locator('.sync-badge', { hasText: 'Đã gửi hết' }).first().waitFor();
    await openReady(page, '/ke-hoach/kh-thanh-lam/phan-cong');
    const choice = page.locator('.task-choice', { hasText: task.trim() });
    await choice.locator('.unit-chip', { hasText: /^Tất cả thôn, xóm, khối/ }).waitFor();
  }));

test('on a phone a tap chooses, a second one draws the rectangle, and names stay in sight', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await openReady(page, BOARD);
    const [row, column] = await empty(page);
    await page.locator(`#o-${row}-${column}`).click();
    await page.getByText(/ · .*: chưa giao$/).waitFor();
    await page.getByRole('button', { name: 'Chọn nhiều ô' }).click();
    await page.locator(`#o-${row + 1}-${column}`).click();
    await page.getByText(/^Đã chọn 2 ô/).waitFor();
    const box = (of) => page.locator(of).first().boundingBox();
    await page.locator('.board__scroll').evaluate((it) => it.scrollTo(400, 400));
    const scroll = await box('.board__scroll');
    const corner = await box('.board thead .board__task');
    assert.ok(Math.abs(corner.x - scroll.x) < 3 && Math.abs(corner.y - scroll.y) < 3, 'the corner stays');
    const { width, height } = await box('.board td');
    assert.ok(width >= 44 && height >= 44, 'as large as a thumb');
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(beyond <= 0, 'the page itself does not scroll sideways');
  }));

test('tasks without a lead are one tap away, and leave the list once they have one', () =>
  world.visit({ as: 'chuyenvien.xa', viewport: PHONE }, async (page) => {
    await openReady(page, BOARD);
    const chip = page.getByRole('link', { name: /^Chưa có đơn vị chủ trì/ });
    const n = Number(await chip.locator('.chip__count').innerText());
    assert.ok(n > 0, 'the demo has such tasks');
    await chip.click();
    await page.waitForURL(/thieu=chu-tri/);
    const rows = page.locator('.board tbody tr');
    await page.waitForFunction((n) => document.querySelectorAll('.board tbody tr').length === n, n);
    await rows.first().locator('td').first().click();
    await page.getByRole('button', { name: 'Chủ trì' }).click();
    await page.waitForFunction((n) => document.querySelectorAll('.board tbody tr').length === n, n - 1);
    await page.getByRole('link', { name: /^Chưa có thời hạn/ }).click();
    await page.waitForURL(/thieu=thoi-han/);
  }));

/** The first cell of a unit that has nothing, with an empty one below it. */
function empty(page) {
  return page.evaluate(() => {
    const cells = document.querySelectorAll('.board td');
    for (const cell of cells) {
      const [row, column] = [Number(cell.dataset.r), Number(cell.dataset.c)];
      const below = document.getElementById(`o-${row + 1}-${column}`);
      const isUnit = !document.querySelector(`th[data-c="${column}"]`).classList.contains('board__unit--class');
      if (isUnit && below && !cell.textContent.trim() && !below.textContent.trim()) return [row, column];
    }
    throw new Error('every cell is taken');
  });
}

function rowWithout(page, column) {
  return page.evaluate((column) => {
    const cells = [...document.querySelectorAll(`.board td[data-c="${column}"]`)];
    return Number(cells.find((cell) => !cell.textContent.trim()).dataset.r);
  }, column);
}

async function says(page, cell, text) {
  const id = await cell.getAttribute('id');
  await page.waitForFunction(([id, text]) => document.getElementById(id)?.textContent.trim() === text, [id, text]);
}

function focused(page, id) {
  return page.waitForFunction((id) => document.activeElement?.id === id, id);
}
