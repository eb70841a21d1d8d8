// No page is wider than the screen it is on, from the smallest phone to a desk.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { World, openReady } from './harness.js';
import { PAGES } from './pages.js';

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

for (const width of [320, 360, 1280]) {
  test(`nothing sticks out at ${width} px`, () =>
    world.visit({ as: 'chuyenvien.xa', viewport: { width, height: 740 } }, async (page) => {
      for (const address of PAGES) {
        await openReady(page, address);
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(needed <= width, `${address} needs ${needed} px`);
      }
    }));
}
