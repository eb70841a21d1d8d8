// Whether everybody can use a page, as far as a program can tell.

import assert from 'node:assert/strict';

import axe from 'axe-core';

/** As far as a program can tell, in the state in which the page is now. */
export async function withinReach(page) {
  await page.evaluate(axe.source);
  // Colours on their way to another look are not what the page looks like.
  await page.evaluate(() => {
    const still = new CSSStyleSheet();
    still.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets.push(still);
  });
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
    const found = violations.map(({ id, nodes }) => `${colorScheme}, ${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    assert.deepEqual(found, []);
  }
}
