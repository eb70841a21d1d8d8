// Every page comes alive, and says something without JavaScript too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { PHONE, WIDE, World, openReady, ready } from './harness.js';

const OFFICER = 'chuyenvien.xa';
const PAGES = ['/', '/nhiem-vu', '/ke-hoach', '/ke-hoach/nhap', '/ban-do', '/toi'];

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

for (const address of PAGES) {
  test(`${address} becomes live on a phone and on a wide screen`, async () => {
    for (const viewport of [PHONE, WIDE]) {
      await world.visit({ as: OFFICER, viewport }, async (page) => {
        const answer = await openReady(page, address);
        assert.equal(answer.status(), 200);
        assert.match(answer.headers()['content-security-policy'], /script-src 'self' 'nonce-/);
        assert.equal(await page.locator('h1').count(), 1);
      });
    }
  });

  test(`${address} has its content without JavaScript`, () =>
    world.visit({ as: OFFICER, javaScript: false }, async (page) => {
      await page.goto(address);
      assert.equal(await page.locator('h1').count(), 1);
    }));
}

test('one signs in without JavaScript', () =>
  world.visit({ javaScript: false }, async (page) => {
    await page.goto('/');
    await page.waitForURL(/\/dang-nhap/);
    await page.getByLabel('Tên đăng nhập').fill(OFFICER);
    await page.getByLabel('Mật khẩu').fill('demo-hoc-vu-so');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/');
  }));

test('the empty start page mounts the application', () =>
  world.visit({ as: OFFICER }, async (page) => {
    await page.goto('/shell');
    await ready(page);
    assert.equal(await page.locator('main').count(), 1);
  }));

test('an unknown address is a 404 with a page of its own', () =>
  world.visit({ as: OFFICER, expected: /404/ }, async (page) => {
    const answer = await openReady(page, '/khong-co');
    assert.equal(answer.status(), 404);
    assert.equal(await page.locator('h1').count(), 1);
  }));
