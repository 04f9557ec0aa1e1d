/** Looks for serial modules: behind USB adapters that such modules are sold with, and at ports that were named by hand. */
import type { ScannerFault } from '../../../sync/core/faults.js';
import type { Result } from '../../../sync/core/result.js';
import { fault, ok } from '../../../sync/core/result.js';
import type { SerialPortFound } from '../../ports/serial.js';
import { serialPortLister } from '../../ports/serial.js';
import type { FingerScanner, ScannerFinder } from '../model.js';
import { pause } from '../pause.js';
import type { SerialScanner } from './driver.js';
import { openSerialScanner, serialOffer } from './driver.js';
import type { SerialWaits } from './waits.js';

export interface SerialFinderOptions {
  /** Asked whatever hangs there, and also where the system's ports cannot be listed. */
  readonly paths?: readonly string[];
  readonly password?: number;
  readonly waits?: Partial<SerialWaits>;
}

/** USB adapters (vendor:product) behind which a module may be: CH340, CH341, CP210x, FT232, PL2303. To others nothing is written: it may be anything. */
const adapters: ReadonlySet<string> = new Set(['1a86:7523', '1a86:5523', '10c4:ea60', '0403:6001', '067b:2303']);
/** Milliseconds. */
const LOOK = 1500;
const AGAIN_AT = 15_000;

/** What was found at a port, and when it may be asked again: null while it is a scanner in use. */
interface Known {
  readonly scanner: SerialScanner | FingerScanner | null;
  readonly again: number | null;
}

export function serialFinder({ paths = [], password = 0, waits = {} }: SerialFinderOptions): ScannerFinder {
  let wake = new AbortController();
  let isAskedAgain = false;

  const watch = async (onChange: (found: readonly FingerScanner[]) => void, signal: AbortSignal): Promise<void> => {
    const known = new Map<string, Known>();
    const list = serialPortLister();
    const asking = new Map<string, Promise<unknown>>();
    let told: readonly FingerScanner[] | null = null;
    const tell = (): void => {
      const found = [...known.values()].flatMap(({ scanner }) => scanner ?? []);
      if (signal.aborted || (told?.length === found.length && told.every((one, at) => one === found[at]))) return;
      told = found;
      onChange(found);
    };

    const forget = async (path: string): Promise<void> => {
      const { scanner } = known.get(path) ?? {};
      known.delete(path);
      tell();
      await (scanner && 'lose' in scanner ? scanner.lose() : scanner?.close());
    };

    const ask = async (port: SerialPortFound): Promise<Result<null, ScannerFault>> => {
      const { path, serial } = port;
      const reset = (): Promise<Result<null, ScannerFault>> => askAnew(port);
      const before = known.get(path);
      const onGone = (): void => {
        void forget(path);
        wake.abort();
      };
      const opened = await openSerialScanner({ path, serial, password, waits, onGone }, signal);
      asking.delete(path);
      const hindered = opened.ok || !isNamed(opened.fault.code) ? null : hinderedScanner({ path, serial }, opened.fault.code, reset);
      const isSame = before?.scanner?.fault?.() !== undefined && before.scanner.fault() === hindered?.fault?.();
      known.set(path, opened.ok ? { scanner: { ...opened.value, reset }, again: null } : { scanner: isSame ? before.scanner : hindered, again: performance.now() + AGAIN_AT });
      tell();
      return opened.ok ? ok(null) : opened;
    };

    /** The port is closed and opened, and who hangs there greeted as on the first day. */
    const askAnew = async (port: SerialPortFound): Promise<Result<null, ScannerFault>> => {
      await asking.get(port.path);
      const anew = forget(port.path).then(() => ask(port));
      asking.set(port.path, anew);
      return anew;
    };

    let turns = 0;
    while (!signal.aborted) {
      const listed = await list();
      const ports = listed.ok ? listed.value.filter(({ vendor, product }) => adapters.has(`${vendor}:${product}`)) : [];
      const named = paths.filter((path) => !ports.some((one) => one.path === path)).map((path) => ({ path, vendor: '', product: '', serial: '' }));
      for (const path of known.keys()) if (![...ports, ...named].some((one) => one.path === path)) await forget(path);
      const now = performance.now();
      for (const port of [...ports, ...named]) {
        const { again } = known.get(port.path) ?? { again: 0 };
        if (!asking.has(port.path) && again !== null && (isAskedAgain || now >= again)) asking.set(port.path, ask(port));
      }
      isAskedAgain = false;
      // A port where nothing answers is asked for seconds; until then there is nothing to wait for.
      if (asking.size === 0 || turns++ > 0) tell();
      wake = new AbortController();
      await pause(LOOK, AbortSignal.any([wake.signal, signal]));
    }
    await Promise.all(asking.values());
    for (const { scanner } of known.values()) await scanner?.close();
  };

  return {
    watch,
    again: () => {
      isAskedAgain = true;
      wake.abort();
    },
  };
}

/** Faults of a module that is there, for the officer to see; what is silent is no scanner. */
function isNamed(code: ScannerFault): boolean {
  return code === 'scanner-wrong-password' || code === 'scanner-refused';
}

function hinderedScanner(port: { readonly path: string; readonly serial: string }, code: ScannerFault, reset: () => Promise<Result<null, ScannerFault>>): FingerScanner {
  return {
    offer: serialOffer(port, null),
    fault: () => code,
    reset,
    preview: async (_step, _onFrame, signal) => (signal.aborted ? ok(null) : fault(code)),
    capture: async (_request, signal) => fault(signal.aborted ? 'scanner-cancelled' : code),
    close: async () => undefined,
  };
}
