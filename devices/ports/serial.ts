/** Serial lines: the one place that knows `serialport`. Nothing is thrown for what a line does. */
import { readdir } from 'node:fs/promises';

import { SerialPort } from 'serialport';

import type { ScannerFault } from '../../sync/core/faults.js';
import type { Fault, Result } from '../../sync/core/result.js';
import { fault, ok } from '../../sync/core/result.js';

export interface SerialLine {
  readonly path: string;
  /** Answers when the system has taken the bytes. */
  write(bytes: Uint8Array): Promise<Result<null, ScannerFault>>;
  /** Bits per second from now on; what came at the old rate and was not read is dropped. */
  setBaud(baud: number): Promise<Result<null, ScannerFault>>;
  /** Any number of times; never fails. */
  close(): Promise<void>;
}

export interface SerialLineOptions {
  readonly path: string;
  readonly baud: number;
  /** Bytes as they came, cut anywhere; the receiver may keep them. */
  readonly onData: (bytes: Uint8Array) => void;
  /** The line ended by itself: once, never after close(). */
  readonly onEnd: (fault: Fault<ScannerFault>) => void;
}

export interface SerialPortFound {
  readonly path: string;
  /** Four lower-case hex digits each; '' where the port is on no USB. */
  readonly vendor: string;
  readonly product: string;
  /** Of the USB adapter, '' where it has none. */
  readonly serial: string;
}

/** Milliseconds. */
const LIST_AGAIN = 20_000;

/** 8 data bits, no parity, one stop bit, held against other programs. */
export async function openSerialLine(options: SerialLineOptions): Promise<Result<SerialLine, ScannerFault>> {
  const { path, baud, onData, onEnd } = options;
  const port = new SerialPort({ path, baudRate: baud, dataBits: 8, parity: 'none', stopBits: 1, lock: true, autoOpen: false });
  let isOver = false;
  // A line whose other end went is told by an error and by one or two closes: the first of them counts, the others need a listener.
  const end = (error: Error | null): void => {
    if (isOver) return;
    isOver = true;
    onEnd(fault('scanner-lost', error?.message ?? 'the line was closed').fault);
  };
  port.on('error', end);
  port.on('close', end);
  port.on('data', (bytes: Buffer) => {
    if (!isOver) onData(new Uint8Array(bytes));
  });
  const opened = await answered((done) => port.open(done));
  if (opened !== null) {
    isOver = true;
    return openFault(opened);
  }
  const act = async (work: (done: Done) => void): Promise<Result<null, ScannerFault>> => {
    if (isOver) return fault('scanner-lost', 'the line is closed');
    const error = await answered(work);
    return error === null ? ok(null) : fault('scanner-lost', error.message);
  };
  return ok({
    path,
    write: (bytes) => act((done) => port.write(Buffer.from(bytes), done)),
    setBaud: async (rate) => {
      const changed = await act((done) => port.update({ baudRate: rate }, done));
      return changed.ok ? act((done) => port.flush(done)) : changed;
    },
    close: async () => {
      isOver = true;
      if (port.isOpen) await answered((done) => port.close(done));
    },
  });
}

/**
 * Lists the system's ports. On Linux that asks the program udevadm, which a small system may not have (then no port is known, and one is named by hand)
 * and which reads all that the system knows: it is asked anew only when another terminal stands in /dev, or after a while.
 */
export function serialPortLister(): () => Promise<Result<readonly SerialPortFound[], ScannerFault>> {
  let last: { readonly terminals: string; readonly at: number; readonly ports: Result<readonly SerialPortFound[], ScannerFault> } | null = null;
  return async () => {
    const terminals = process.platform === 'linux' ? (await readdir('/dev').catch(() => [])).filter((name) => /^tty(USB|ACM|AMA|XRUSB)/.test(name)).sort().join(' ') : null;
    const now = performance.now();
    if (last !== null && last.terminals === terminals && now - last.at < LIST_AGAIN) return last.ports;
    const ports = await listPorts();
    if (terminals !== null) last = { terminals, at: now, ports };
    return ports;
  };
}

async function listPorts(): Promise<Result<readonly SerialPortFound[], ScannerFault>> {
  try {
    const found = await SerialPort.list();
    return ok(found.map(({ path, vendorId, productId, serialNumber }) => ({
      path, vendor: (vendorId ?? '').toLowerCase(), product: (productId ?? '').toLowerCase(), serial: serialNumber ?? '',
    })));
  } catch (error) {
    return fault('scanner-absent', `the system's serial ports cannot be listed: ${(error as Error).message}`);
  }
}

type Done = (error?: Error | null) => void;

function answered(work: (done: Done) => void): Promise<Error | null> {
  return new Promise((resolve) => work((error) => resolve(error ?? null)));
}

function openFault(error: Error): Result<never, ScannerFault> {
  const said = error.message;
  if (/No such (file|device)|ENOENT|File not found/i.test(said)) return fault('scanner-absent', said);
  if (/lock|busy|Access denied/i.test(said)) return fault('scanner-busy', said);
  return fault('scanner-refused', said);
}
