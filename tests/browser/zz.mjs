import { World, openReady, PHONE, WIDE } from './harness.js';
import { openKept } from './kept.js';
import { MAP, makeProvince, signInToProvince } from './province.js';
const world = await World.create();
await makeProvince(world, { hasBoundaries: process.argv[2]==='b' });
await world.visit({expected:/./, viewport: PHONE}, async (page)=>{ page.on('console',m=>console.log('console',m.text().slice(0,500))); page.on('response',async r=>{ if(r.url().includes('sync')) console.log(r.status(), r.url(), (await r.body()).length, (await r.text()).slice(0,300)); }); await signInToProvince(page, world); await openKept(page,'/toi'); await page.waitForTimeout(5000); console.log((await page.locator('main').innerText()).slice(0,300)); 
});
await world.close();
