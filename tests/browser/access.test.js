// WCAG 2.2 AA as far as a program can tell: every page, light and dark, on a phone and on a wide screen.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import axe from 'axe-core';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { PAGES } from './pages.js';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LOOKS = [
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
  { viewport: WIDE, colorScheme: 'light' },
  { viewport: WIDE, colorScheme: 'dark' },
];

let world;
before(async () => (world = await World.create()));
after(() => world?.close());

for (const [as, addresses] of [
  [undefined, ['/dang-nhap']],
  ['canbo.xom', ['/', '/nhiem-vu/kh-thanh-lam-nv-1.4']],
  ['chuyenvien.xa', PAGES],
]) {
  for (const address of addresses) {
    test(`${address} is within reach of everybody (${as ?? 'nobody signed in'})`, () =>
      world.visit({ as }, async (page) => {
        await openReady(page, address);
        await page.evaluate(axe.source);
        const found = [];
        for (const { viewport, colorScheme } of LOOKS) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const violations = await look(page);
          found.push(...violations.map((words) => `${viewport.width} px, ${colorScheme}: ${words}`));
        }
        assert.deepEqual(found, []);
      }));
  }
}

/** What is wrong on the page as it looks now, each with the elements. */
function look(page) {
  return page.evaluate(async (values) => {
    const { violations } = await window.axe.run(document, {
      runOnly: { type: 'tag', values },
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
        return `${id}: ${html.slice(0, 200)} ${why}`;
      }),
    );
  }, TAGS);
}
