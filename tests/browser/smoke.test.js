// The page comes alive, and says something without JavaScript too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { World, openReady, ready } from './harness.js';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

test('the first page becomes live without a complaint', () =>
  world.visit({}, async (page) => {
    const answer = await openReady(page, '/');
    assert.match(answer.headers()['content-security-policy'], /script-src 'self' 'nonce-/);
    const button = page.getByRole('button');
    await button.click();
    assert.equal(await button.textContent(), 'Đã chạm 1 lần');
  }));

test('the first page has its content without JavaScript', () =>
  world.visit({ javaScript: false }, async (page) => {
    await page.goto('/');
    assert.equal(await page.getByRole('heading').first().textContent(), 'Hôm nay');
  }));

test('the empty start page mounts the application', () =>
  world.visit({}, async (page) => {
    await page.goto('/shell');
    await ready(page);
    assert.equal(await page.locator('main').count(), 1);
  }));

test('an unknown address is a 404 with a page of its own', () =>
  world.visit({ expected: /404/ }, async (page) => {
    const answer = await openReady(page, '/khong-co');
    assert.equal(answer.status(), 404);
    assert.equal(await page.locator('main').count(), 1);
  }));
