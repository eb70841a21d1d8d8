// What people wait for on a phone: signing in over a weak signal until the whole of a commune's
// records is there, seeing what they have saved, starting without a network, and editing a long plan.
//
// The signal is a proxy of this file's own between browser and server, because what a browser throttles
// by itself leaves its service worker out. `node measure.js [RECORDS]` prints a table; HOCVUSO_PROGRAM
// and HOCVUSO_SITE are what is measured.

import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';

import { World, openReady, ready } from './harness.js';
import { openKept } from './kept.js';
import { plant, uuid } from './plans.js';

const N_RECORDS = Number(process.argv[2] ?? 2_000);
/** What a request may carry. */
const BATCH = 200;
const TASK = '/nhiem-vu/kh-thanh-lam-nv-1.4';
/** 3G as it is in the field. */
const BYTES_PER_SECOND = 400_000 / 8;
const ROUND_TRIP_MS = 400;
const SLOWNESS = [1, 4, 6];
const N_TIMES = 5;
/** A plan longer than most: ten parts, each of ten headings with four tasks. */
const LONG_PLAN = 'soan-dai';

/** The way between browser and server: as fast as it goes, or as slow as in the field. */
class Signal {
  static async to(server) {
    const signal = new Signal(server);
    await new Promise((resolve) => signal.proxy.listen(0, '127.0.0.1', resolve));
    signal.origin = `http://127.0.0.1:${signal.proxy.address().port}`;
    return signal;
  }

  constructor(server) {
    this.isWeak = false;
    /** Until when each direction is taken by what is under way. */
    this.takenUntil = { up: 0, down: 0 };
    this.nBytes = 0;
    const [host, port] = server.address.split(':');
    this.sockets = new Set();
    this.proxy = createServer((phone) => {
      const there = connect(Number(port), host);
      // Before its first byte a connection goes there and back once.
      const begins = performance.now() + (this.isWeak ? ROUND_TRIP_MS : 0);
      this.#carry(phone, there, 'up', begins);
      this.#carry(there, phone, 'down', begins);
    });
  }

  close() {
    for (const socket of this.sockets) socket.destroy();
    return new Promise((resolve) => this.proxy.close(resolve));
  }

  #carry(from, to, direction, begins) {
    this.sockets.add(from);
    const ended = () => to.destroy();
    from.on('error', ended);
    from.on('close', () => this.#at(this.#arrival(0, direction, begins), () => to.end()));
    from.on('data', (bytes) => {
      const arrival = this.#arrival(bytes.length, direction, begins);
      // What waits here is not to pile up: the sender is as slow as the way.
      from.pause();
      this.#at(this.isWeak ? this.takenUntil[direction] : 0, () => from.resume());
      this.#at(arrival, () => to.writable && to.write(bytes));
    });
  }

  #arrival(nBytes, direction, begins) {
    this.nBytes += nBytes;
    if (!this.isWeak) return 0;
    const free = Math.max(this.takenUntil[direction], begins, performance.now());
    this.takenUntil[direction] = free + (nBytes / BYTES_PER_SECOND) * 1000;
    return this.takenUntil[direction] + ROUND_TRIP_MS / 2;
  }

  #at(moment, act) {
    const wait = moment - performance.now();
    if (wait > 0) setTimeout(act, wait);
    else act();
  }
}

const world = await World.create();
const signal = await Signal.to(world.server);
const figures = [];
try {
  await fillUp();
  for (const login of ['chuyenvien.xa', 'canbo.xom']) {
    await firstSync(login);
    await coldStart(login);
  }
  await saving('canbo.xom');
  await editing('chuyenvien.xa');
} finally {
  await signal.close();
  await world.close();
}
for (const [what, value] of figures) console.log(`${what.padEnd(80)} ${value}`);

/** Updates by the commune's officer, until so many records are for the commune. */
async function fillUp() {
  const cookie = await session('chuyenvien.xa');
  const known = await pull(cookie);
  const given = known.filter(({ fact }) => fact.kind === 'assigned');
  const taken = known.filter(({ fact }) => fact.kind === 'unassigned');
  const isTaken = ({ unit, fact }) => taken.some((record) => record.unit === unit && record.fact.task === fact.task);
  const mine = given.filter((record) => record.unit.startsWith('D101') && !isTaken(record));
  assert.ok(known.length < N_RECORDS && mine.length > 0);
  const records = Array.from({ length: N_RECORDS - known.length }, (_, n) => update(mine[n % mine.length], n));
  for (let n = 0; n < records.length; n += BATCH) {
    const part = records.slice(n, n + BATCH);
    const answer = await post('/api/v1/sync', { device: 'may-do', limit: 0, records: part }, cookie);
    const { accepted, refused } = await answer.json();
    assert.equal(accepted.length, part.length, JSON.stringify(refused[0]));
  }
  const all = await pull(cookie);
  const tasks = new Set(given.map(({ fact }) => fact.task));
  const units = new Set(given.map(({ unit }) => unit));
  figures.push(['records of the commune, tasks, units', `${all.length}, ${tasks.size}, ${units.size}`]);
}

function update({ unit, fact: { task } }, n) {
  return {
    id: uuid(),
    unit,
    by: 'p-chuyenvien-xa',
    device: 'may-do',
    made_at: `${Date.now()}-${String(n % 100_000).padStart(5, '0')}`,
    fact: {
      kind: 'task_updated',
      task,
      status: 'doing',
      percent: (n * 7) % 100,
      number: 5 + (n % 40),
      number_of: 'người',
      note: n % 2 ? `Đã hướng dẫn ${5 + (n % 40)} người ở tổ ${1 + (n % 9)}, còn ${n % 30} hộ chưa có điện thoại.` : null,
      difficulty: null,
      done_on: null,
    },
  };
}

/** Somebody signs in for the first time; the program came with the sign-in page. */
async function firstSync(login) {
  await world.visit({ expected: /./ }, async (page) => {
    signal.isWeak = true;
    let began = performance.now();
    await page.goto(`${signal.origin}/dang-nhap`, { waitUntil: 'commit' });
    await page.getByLabel('Tên đăng nhập').waitFor();
    note(login, 'sign-in page, the very first time: can be used', began);
    await ready(page);
    note(login, 'the same: the program has come', began);
    await openKept(page, `${signal.origin}/dang-nhap`);

    await page.getByLabel('Tên đăng nhập').fill(login);
    await page.getByLabel('Mật khẩu').fill('demo-hoc-vu-so');
    const nBytes = signal.nBytes;
    began = performance.now();
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click({ noWaitAfter: true });
    await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
    note(login, 'signed in: the page is there', began);
    await ready(page);
    note(login, 'signed in: it answers to taps', began);
    await whole(page);
    note(login, 'signed in: all records are there', began);
    figures.push([`${login}: bytes for that`, signal.nBytes - nBytes]);
    signal.isWeak = false;
  });
}

/** From the tap to what was saved standing in the history, painted. */
async function saving(login) {
  await filled(login, async (page) => {
    await openReady(page, signal.origin + TASK);
    const browser = await page.context().newCDPSession(page);
    for (const isAway of [false, true]) {
      if (isAway) await world.server.stop();
      for (const rate of SLOWNESS) {
        await browser.send('Emulation.setCPUThrottlingRate', { rate });
        const times = [];
        for (let n = 0; n < N_TIMES; n += 1) times.push(await save(page, `Lần ${n}, ${rate}, ${isAway}.`));
        tell(login, `saved ${isAway ? 'without' : 'with'} a network: seen, CPU slowed ${rate}`, times);
      }
      await browser.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    }
    await world.server.start();
  });
}

/** From the key to what it does, painted, in the middle of a plan of 510 nodes. */
async function editing(login) {
  await filled(login, async (page) => {
    await plant(page, LONG_PLAN, longPlan());
    await openReady(page, `${signal.origin}/ke-hoach/${LONG_PLAN}/soan`);
    await page.getByText('Đã lưu trên máy.').waitFor();
    await page.evaluate(() => {
      window.keyTimes = [];
      const painted = ({ key, timeStamp }) => {
        if (['Alt', 'Control', 'Shift'].includes(key)) return;
        requestAnimationFrame(() => setTimeout(() => window.keyTimes.push(performance.now() - timeStamp)));
      };
      window.addEventListener('keydown', painted, { capture: true });
    });
    await page.locator('#muc-n5-5-2').click();
    const browser = await page.context().newCDPSession(page);
    await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
    for (const rate of SLOWNESS) {
      await browser.send('Emulation.setCPUThrottlingRate', { rate });
      for (const [what, keys] of [
        ['a letter', ['x']],
        ['a row moved', ['Alt+ArrowUp']],
        ['a row indented', ['Tab', 'Shift+Tab']],
        ['a row more', ['Enter']],
        ['undone', ['Control+z']],
      ]) {
        await page.evaluate(() => (window.keyTimes = []));
        const before = await busy(browser);
        const nKeys = N_TIMES * keys.length;
        for (let n = 0; n < nKeys; n += 1) {
          await page.keyboard.press(keys[n % keys.length]);
          await page.waitForFunction((n) => window.keyTimes.length > n, n);
        }
        const each = Math.round((await busy(browser) - before) / nKeys);
        tell(login, `editing, ${what}: seen, CPU slowed ${rate}`, await page.evaluate(() => window.keyTimes));
        figures.push([`${login}: the same: the page's thread is busy, a key and what follows`, `${each} ms`]);
      }
    }
    await browser.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  });
}

/** How long the page's own thread has worked, whatever else the machine does. */
async function busy(browser) {
  const { metrics } = await browser.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

function longPlan() {
  const rows = [];
  for (let part = 0; part < 10; part += 1) {
    rows.push([`n${part}`, null, 'section', `${part + 1}`, `PHẦN ${part + 1}`]);
    for (let head = 0; head < 10; head += 1) {
      rows.push([`n${part}-${head}`, `n${part}`, 'section', `${head + 1}`, `Nhóm việc ${head + 1} của phần ${part + 1}`]);
      for (let task = 0; task < 4; task += 1) {
        const text = `Mở lớp số ${task + 1} cho bà con ở tổ ${head + 1}, dạy cài VNeID, nộp hồ sơ trực tuyến và thanh toán không dùng tiền mặt.`;
        rows.push([`n${part}-${head}-${task}`, `n${part}-${head}`, 'task', null, text]);
      }
    }
  }
  return rows;
}

async function save(page, words) {
  await page.getByRole('radio', { name: 'Đang làm' }).first().check();
  await page.getByLabel('Đã làm gì').fill(words);
  return page.evaluate(
    (words) =>
      new Promise((resolve) => {
        const began = performance.now();
        const seen = () => {
          if (![...document.querySelectorAll('.history__event')].some((event) => event.textContent.includes(words))) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
        };
        const observer = new MutationObserver(seen);
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        document.querySelector('.update button[type=submit]').click();
      }),
    words,
  );
}

/**
 * A task's page at the first opening, without a server: until its heading has been painted, by the page's
 * own clock. Whoever waits for it from outside puts a large script into the page, on the very thread that
 * is measured.
 */
async function coldStart(login) {
  await filled(login, async (page) => {
    await world.server.stop();
    const browser = await page.context().newCDPSession(page);
    await browser.send('Performance.enable', { timeDomain: 'threadTicks' });
    await browser.send('Runtime.enable');
    await browser.send('Runtime.addBinding', { name: 'tellPainted' });
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (!document.querySelector('h1')) return;
        watch.disconnect();
        // Ahead of what the page itself has put off until after the painting.
        const painted = () => window.tellPainted(String(performance.now()));
        requestAnimationFrame(() => scheduler.postTask(painted, { priority: 'user-blocking' }));
      });
      watch.observe(document, { childList: true, subtree: true });
    });
    for (const rate of SLOWNESS) {
      await browser.send('Emulation.setCPUThrottlingRate', { rate });
      const [times, work] = [[], []];
      for (let n = 0; n < N_TIMES; n += 1) {
        await page.goto('about:blank');
        const painted = new Promise((resolve) => browser.once('Runtime.bindingCalled', resolve));
        await page.goto(signal.origin + TASK, { waitUntil: 'commit' });
        times.push(Number((await painted).payload));
        work.push(await busy(browser));
      }
      tell(login, `started without a network: the task is painted, CPU slowed ${rate}`, times);
      tell(login, 'the same: how long the thread of the page was busy', work);
    }
    await world.server.start();
  });
}

/** A phone that holds all its person's records and the program. */
async function filled(login, story) {
  await world.visit({ expected: /./ }, async (page) => {
    await openKept(page, `${signal.origin}/dang-nhap`);
    await page.getByLabel('Tên đăng nhập').fill(login);
    await page.getByLabel('Mật khẩu').fill('demo-hoc-vu-so');
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
    await page.getByRole('heading', { name: 'Hôm nay' }).waitFor();
    await whole(page);
    await story(page);
  });
}

/** Until the phone has found that it holds what the server says it must. */
async function whole(page) {
  const isWhole = () =>
    page.evaluate(async () => {
      const done = (request) => new Promise((resolve) => (request.onsuccess = () => resolve(request.result)));
      const database = await done(indexedDB.open('hocvuso'));
      const position = await done(database.transaction('self').objectStore('self').get('position'));
      database.close();
      return Boolean(position && JSON.parse(position).checked_at);
    });
  while (!(await isWhole().catch(() => false)));
}

function note(login, what, began) {
  figures.push([`${login}: ${what}`, `${((performance.now() - began) / 1000).toFixed(1)} s`]);
}

/** The middle one of several. */
function tell(login, what, times) {
  const sorted = times.map(Math.round).sort((one, other) => one - other);
  figures.push([`${login}: ${what}`, `${sorted[sorted.length >> 1]} ms (${sorted.join(' ')})`]);
}

async function session(login) {
  const answer = await post('/api/v1/session', { login, password: 'demo-hoc-vu-so' });
  return answer.headers.get('set-cookie').split(';')[0];
}

async function pull(cookie) {
  const records = [];
  for (let cursor = 0, more = true; more; ) {
    const answer = await (await post('/api/v1/sync', { device: 'may-do', cursor, records: [] }, cookie)).json();
    records.push(...answer.records.map(({ record }) => record));
    ({ cursor, more } = answer);
  }
  return records;
}

function post(path, body, cookie = '') {
  const { origin } = world.server;
  const headers = { 'content-type': 'application/json', origin, cookie };
  return fetch(origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
}
