// WCAG 2.2 AA as far as a program can tell: every page, light and dark, on a phone and on a wide screen.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import axe from 'axe-core';

import { PHONE, WIDE, World, openReady } from './harness.js';
import { PAGES } from './pages.js';

const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** All by which dark differs from light. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };
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
  ['canbo.xom', ['/', '/nhiem-vu/kh-thanh-lam-nv-1.4', '/toi']],
  ['chuyenvien.xa', PAGES],
]) {
  test(`what ${as ?? 'nobody yet'} sees is within reach of everybody`, () =>
    world.visit({ as }, async (page) => {
      const found = [];
      if (as) {
        await openReady(page, '/toi');
        await page.getByText('khớp với hệ thống').waitFor();
      }
      for (const address of addresses) {
        await openReady(page, address);
        await page.evaluate(axe.source);
        await page.evaluate(stand);
        for (const { viewport, colorScheme } of LOOKS) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const violations = await look(page, colorScheme === 'light' ? ALL : COLOURS);
          found.push(...violations.map((words) => `${address}, ${viewport.width} px, ${colorScheme}: ${words}`));
        }
      }
      assert.deepEqual(found, []);
    }));
}

/**
 * What is being read anew is dimmed for a moment, and colours may be on their way to another look:
 * neither is what the page looks like.
 */
function stand() {
  const still = new CSSStyleSheet();
  still.replaceSync(
    '*, ::before, ::after { transition: none !important; animation: none !important } [aria-busy] { opacity: 1 !important }',
  );
  document.adoptedStyleSheets = [still];
}

/** What is wrong on the page as it looks now, each with the elements. */
function look(page, runOnly) {
  return page.evaluate(async (runOnly) => {
    const { violations } = await window.axe.run(document, {
      runOnly,
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, any, all, none }) => {
        const why = [...any, ...all, ...none].map(({ message }) => message).join(' ');
        return `${id}: ${html.slice(0, 120)} ${why}`;
      }),
    );
  }, runOnly);
}
