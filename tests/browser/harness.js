// Starts a server of its own for each test file and drives Chromium against it.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

export const PHONE = { width: 360, height: 740 };
export const WIDE = { width: 1280, height: 800 };

const DEMO_PASSWORD = 'demo-hoc-vu-so';
const START_LIMIT_MS = 30_000;

const top = fileURLToPath(new URL('../../', import.meta.url));
export const program = process.env.HOCVUSO_PROGRAM ?? join(top, 'target/debug/hocvuso');
export const SITE = process.env.HOCVUSO_SITE ?? join(top, 'target/dist/site');

/** A server with a fresh demo database. It keeps address and data when stopped and started. */
export class Server {
  static async create() {
    const folder = await mkdtemp(join(tmpdir(), 'hocvuso-browser-'));
    const server = new Server(folder, await freePort());
    try {
      await server.start();
      return server;
    } catch (error) {
      await server.remove();
      throw error;
    }
  }

  constructor(folder, port) {
    this.folder = folder;
    this.address = `127.0.0.1:${port}`;
    this.origin = `http://${this.address}`;
    this.log = join(folder, 'server.log');
    /** The built files; another folder is another build, from the next start on. */
    this.site = SITE;
    /** With the demo world, or whatever the database has. */
    this.options = ['--demo'];
  }

  async start() {
    const log = await open(this.log, 'a');
    const database = `sqlite:${join(this.folder, 'test.db')}`;
    const words = ['serve', ...this.options, '--addr', this.address, '--database-url', database, '--site', this.site];
    this.child = spawn(program, words, { stdio: ['ignore', log.fd, log.fd] });
    this.ended = new Promise((resolve) => {
      this.child.once('exit', resolve);
      this.child.once('error', resolve);
    });
    await log.close();
    await this.#answers();
  }

  async stop() {
    this.child.kill('SIGTERM');
    const kill = setTimeout(() => this.child.kill('SIGKILL'), 5_000);
    await this.ended;
    clearTimeout(kill);
  }

  /** As a power cut does it. */
  async kill() {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  async remove() {
    await this.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #answers() {
    const limit = Date.now() + START_LIMIT_MS;
    let ended = false;
    this.ended.then(() => (ended = true));
    while (!ended && Date.now() < limit) {
      const answer = await fetch(`${this.origin}/healthz`).catch(() => null);
      if (answer?.ok) return;
      await pause(50);
    }
    throw new Error(`${program} did not start:\n${await readFile(this.log, 'utf8')}`);
  }
}

/** A server and a browser; made once per test file and closed after its last test. */
export class World {
  static async create() {
    const browser = await launch();
    try {
      return new World(await Server.create(), browser);
    } catch (error) {
      // Else it would keep the file of tests from ever ending.
      await browser.close();
      throw error;
    }
  }

  constructor(server, browser) {
    this.server = server;
    this.browser = browser;
  }

  async close() {
    await this.browser.close();
    await this.server.remove();
  }

  /**
   * Gives `story` a page of a fresh visitor, and fails if the browser complained meanwhile.
   *
   * `as` signs a demo person in first; `expected` is a pattern of complaints that belong to the
   * story, such as the 401 of a wrong password.
   */
  async visit({ as, viewport = PHONE, javaScript = true, touch = false, userAgent, expected } = {}, story) {
    const context = await this.browser.newContext({
      baseURL: this.server.origin,
      hasTouch: touch,
      javaScriptEnabled: javaScript,
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      userAgent,
      viewport,
    });
    try {
      if (as) await signIn(context, this.server.origin, as);
      const page = await context.newPage();
      const complaints = listen(page);
      await story(page);
      const unexpected = complaints.filter((text) => !expected?.test(text));
      assert.deepEqual(unexpected, [], 'the browser complained');
    } finally {
      await context.close();
    }
  }
}

/** A browser that keeps what it learns: one of a fresh visitor never offers to install anything. */
export async function lasting(folder, origin) {
  return chromium.launchPersistentContext(folder, { ...howToStart(), baseURL: origin, viewport: PHONE });
}

/** Now and then Chromium itself falls over while it starts; that is no failure of ours. */
async function launch() {
  for (let nLeft = 2; ; nLeft -= 1) {
    try {
      return await chromium.launch(howToStart());
    } catch (error) {
      if (nLeft === 0) throw error;
    }
  }
}

/** Opens an address and waits until the page answers to taps. */
export async function openReady(page, address) {
  const answer = await page.goto(address);
  await ready(page);
  return answer;
}

export async function ready(page) {
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
}

/** Through the interface for programs: fast, and independent of the sign-in page. */
export async function signIn(context, origin, login, password = DEMO_PASSWORD) {
  const answer = await context.request.post('/api/v1/session', {
    data: { login, password },
    headers: { origin },
  });
  assert.ok(answer.ok(), `${login} could not sign in: ${answer.status()} ${await answer.text()}`);
}

const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-gpu',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  // Chromium's own sandbox refuses to run as root, which is what build machines often are.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Errors in the console (a refused script is one), uncaught ones, and requests that failed. */
export function listen(page) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    complaints.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()}: ${answer.url()}`);
  });
  return complaints;
}

function howToStart() {
  return { executablePath: chromiumPath(), args: FLAGS };
}

function chromiumPath() {
  const candidates = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
  const found = candidates.find((path) => path && existsSync(path));
  assert.ok(found, 'no Chromium found: install it, or name it in CHROMIUM');
  return found;
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
