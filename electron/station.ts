/** The station: what it is made of, in the order in which it starts. */
import { join } from 'node:path';

import { app, powerMonitor, type BrowserWindow } from 'electron';

import { nodeDisk } from '../sync/outbox/disk.js';
import { makeRootDurably } from '../sync/outbox/files.js';
import { openVault } from '../sync/outbox/vault.js';
import { argumentsOfCalls } from './arguments-of-calls.js';
import { readArguments } from './arguments.js';
import type { Context, SignedIn } from './context.js';
import type { Events } from './contract/calls.js';
import { databaseId } from './database-id.js';
import { openDays } from './days.js';
import { destroyOldKeys } from './destroy-old-keys.js';
import { captureHandlers } from './handlers/capture.js';
import { dayHandlers } from './handlers/day.js';
import { dossierHandlers } from './handlers/dossier.js';
import { stationHandlers } from './handlers/station.js';
import { transferHandlers } from './handlers/transfer.js';
import { worklistHandlers } from './handlers/worklist.js';
import { keyFiles } from './keys.js';
import { mirrorRows } from './mirror.js';
import type { Answering } from './router.js';
import { openScannerChoice } from './scanner-choice.js';
import { openSending } from './sending.js';
import { superviseDevices } from './supervisor.js';
import { watchSpace } from './space.js';
import { openTrustLists } from './trust-lists.js';
import { openWindow } from './window.js';
import { longWorks } from './works.js';

const args = readArguments(process.argv);
/** Milliseconds: a day's dossiers over a slow link. */
const sendingAfterClose = 30 * 60_000;
/** Milliseconds from here until the device process takes its second of both cores: the form is there, and its secret is being typed. */
const devicesAfter = 6000;

/** Call once, when the app is ready and this start is the only one. `first`: the window that is open already; `output`: the folder of all that was built. */
export async function startStation(output: string, first: BrowserWindow): Promise<Answering> {
  const folder = join(app.getPath('userData'), 'station');
  await makeRootDurably(nodeDisk, folder);
  let window = first;
  let signedIn: SignedIn | null = null;
  let signingIn: Promise<unknown> = Promise.resolve();

  function tell<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    if (!window.isDestroyed()) window.webContents.send('event', name, payload);
  }

  const vault = await openVault({ folder: join(folder, 'vault'), clock: Date.now });
  vault.onRow(mirrorRows((row) => tell('dossier', row)));
  const works = longWorks((progress) => tell('work', progress));
  const scannerChoice = await openScannerChoice(join(folder, 'scanner.json'));
  const trustLists = openTrustLists(join(folder, 'trust-index.json'), () => context.devices);
  const context: Context = {
    folder,
    output,
    simulated: args.simulated,
    version: app.getVersion(),
    keys: keyFiles(join(folder, 'keys'), join(output, 'seal/argon2-worker.js')),
    days: await openDays(join(folder, 'days.json')),
    vault,
    scannerChoice,
    devices: superviseDevices(
      join(output, 'devices/process.js'),
      {
        sbiPorts: args.sbiPorts, simulated: args.simulated, trustFolder: join(folder, 'trust'), trustWorker: join(output, 'devices/trust-worker.js'),
        // Packed, Electron's node mode is off.
        readerThroughMain: process.versions['electron'] !== undefined, fingerWorker: join(output, 'devices/finger-worker.js'), scannerAnchors: join(folder, 'scanner-anchors'), ...args.scanners,
        // Asked each time that the device process is started.
        get chosenScanner() {
          return scannerChoice.key();
        },
      },
      (name, payload) => tell(name, payload as never),
    ),
    sending: openSending(vault, join(folder, 'registered.json'), trustLists, (state) => tell('transfer', state)),
    trustLists,
    works,
    database: await databaseId(join(folder, 'database-id')),
    tell,
    signedIn: () => signedIn,
    setSignedIn(who) {
      signedIn = who;
    },
    signingIn: () => signingIn,
    setSigningIn(attempt) {
      // A secret that fails is told to who typed it.
      signingIn = Promise.allSettled([signingIn, attempt]).then(() => null);
    },
  };

  const ends = [watchSpace(folder, (state) => tell('space', state)), destroyOldKeys(vault)];
  // A cable may have been pulled, or a service ended, while the machine slept.
  powerMonitor.on('resume', () => void context.devices.call('devices.wake', []));
  app.on('before-quit', () => {
    works.stop();
    context.sending.stop();
    context.devices.stop();
    for (const end of ends) end();
  });
  app.on('second-instance', () => {
    if (window.isDestroyed()) window = openWindow(output);
    else window.focus();
  });
  // Closing the window does not stop what is being sent or written to a stick; who starts the station again meanwhile gets a window of this one.
  app.on('window-all-closed', () => {
    void Promise.all([context.sending.untilQuiet(AbortSignal.timeout(sendingAfterClose)), works.ended()]).then(() => {
      if (window.isDestroyed()) app.quit();
    });
  });
  context.devices.startIn(devicesAfter);
  return {
    handlers: {
      ...stationHandlers(context), ...worklistHandlers(context), ...dossierHandlers(context),
      ...captureHandlers(context), ...transferHandlers(context), ...dayHandlers(context),
    },
    schemas: argumentsOfCalls,
  };
}
