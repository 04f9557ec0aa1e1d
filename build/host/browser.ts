/** The Chromium process: where it is, how it is started, and its end. At most one runs. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

import { getPath } from './paths.js';
import { protocolOver, type Protocol } from './pipe.js';

export interface Browser {
  readonly protocol: Protocol;
  readonly process: ChildProcess;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
}

/** Debian's program itself: the script of that name before it on the PATH takes a quarter of a second, for extensions that the station has off. */
const debian = '/usr/lib/chromium/chromium';
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** Bytes: Chromium's pages crash where its shared memory is smaller, as in most containers. */
const sharedMemory = 4_080_218_931;

/** What Chromium would otherwise do on its own: ask, phone home, update, offer. */
const featuresOff = ['Translate', 'MediaRouter', 'DialMediaRouteProvider', 'OptimizationHints', 'AutofillServerCommunication', 'CertificateTransparencyComponentUpdater',
  'GlobalMediaControls', 'InterestFeedContentSuggestions', 'LensOverlay', 'HttpsUpgrades'];

const switches = [
  '--remote-debugging-pipe', '--app=data:text/html,', '--window-size=1366,768', '--no-first-run', '--no-default-browser-check', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-default-apps', '--disable-domain-reliability', '--disable-breakpad', '--disable-client-side-phishing-detection',
  '--disable-search-engine-choice-screen', '--disable-session-crashed-bubble', '--hide-crash-restore-bubble', '--disable-extensions', '--no-pings', '--metrics-recording-only',
  '--disable-background-timer-throttling', '--disable-renderer-backgrounding', '--disable-backgrounding-occluded-windows',
  '--password-store=basic', '--no-service-autorun', '--noerrdialogs', `--disable-features=${featuresOff.join(',')}`,
  // Every page is served over the pipe and the channel is on the loopback: no name is ever looked up.
  '--no-proxy-server', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
];

let running: Browser | null = null;

let closing = false;

/** Starts the browser, or answers the one that runs; one that is closing is let go first, for two cannot share a profile. */
export async function openBrowser(): Promise<Browser> {
  if (closing) await running?.ended;
  running ??= launch();
  return running;
}

/** Ends the browser in order: it writes its stores first. */
export function closeBrowser(): void {
  closing = true;
  // It may have gone already.
  running?.protocol.send('Browser.close').catch(() => undefined);
}

export function runningBrowser(): Browser | null {
  return running;
}

/**
 * Chromium writes what is typed into a page's forms to its session files, to restore it after a crash: in clear, or under
 * a key that is the same on every machine. A file in the place of their folders keeps it from that; the app restores its own drafts.
 */
function keepNoSessions(profile: string): void {
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  for (const name of ['Sessions', 'Sessions_Encrypted']) {
    rmSync(join(profile, name), { recursive: true, force: true });
    writeFileSync(join(profile, name), '');
  }
}

/**
 * Its password manager would offer to keep the officer's secret, and notes in clear what stood in the field before it. Its settings are the
 * profile's own: they are set at each start, whatever was chosen meanwhile.
 */
function keepNoPasswords(profile: string): void {
  const file = join(profile, 'Preferences');
  const settings = readSettings(file);
  const own = settings['profile'];
  writeFileSync(file, JSON.stringify({
    ...settings, credentials_enable_service: false, credentials_enable_autosignin: false,
    profile: { ...(typeof own === 'object' ? own : {}), password_manager_enabled: false },
  }), { mode: 0o600 });
}

function readSettings(file: string): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof settings === 'object' && settings !== null ? settings as Record<string, unknown> : {};
  } catch {
    // None yet, or torn: Chromium would begin with its own as well.
    return {};
  }
}

function launch(): Browser {
  const profile = join(getPath('userData'), 'chromium');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  // Left by an earlier run, it would name a port that is no longer open.
  rmSync(join(profile, 'DevToolsActivePort'), { force: true });
  keepNoSessions(join(profile, 'Default'));
  keepNoPasswords(join(profile, 'Default'));
  const root = process.getuid?.() === 0 ? ['--no-sandbox', '--test-type'] : [];
  const child = spawn(findChromium(), [...switches, ...root, ...memorySwitches(), `--user-data-dir=${profile}`, ...extraSwitches()], {
    stdio: ['ignore', 'ignore', process.env['TAN_NHA_CHROMIUM_LOG'] === undefined ? 'ignore' : 'inherit', 'pipe', 'pipe'],
    // Its own group: an interrupt from the terminal reaches the host alone, which closes the window in order.
    detached: true,
  });
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const gone = () => {
    running = null;
    closing = false;
    end();
  };
  child.once('error', gone);
  // Not when its pipe closes: it still writes its stores then.
  child.once('exit', gone);
  return { protocol: protocolOver(input, output), process: child, ended };
}

function memorySwitches(): string[] {
  if (!existsSync('/dev/shm')) return ['--disable-dev-shm-usage'];
  const { bavail, bsize } = statfsSync('/dev/shm');
  return bavail * bsize < sharedMemory ? ['--disable-dev-shm-usage'] : [];
}

function findChromium(): string {
  if (existsSync(debian)) return debian;
  for (const name of names) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      if (existsSync(join(folder, name))) return join(folder, name);
    }
  }
  throw Error(`no Chromium was found: install the package chromium (looked for ${names.join(', ')})`);
}

/** Switches from the tests and the demo: a JSON array in TAN_NHA_CHROMIUM. */
function extraSwitches(): string[] {
  const text = process.env['TAN_NHA_CHROMIUM'];
  if (text === undefined || text === '') return [];
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || !list.every((one) => typeof one === 'string')) throw Error('TAN_NHA_CHROMIUM must be a JSON array of switches');
  return list;
}
