/** Argon2id, in a worker thread where its entry is known, so that main goes on while a secret is tried. */
import { Worker } from 'node:worker_threads';

export interface Argon2Parameters {
  readonly name: 'argon2id';
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

export interface Argon2Place {
  /** The built argon2-worker; without it the derivation runs in this thread. */
  readonly worker?: string | URL;
}

export interface Argon2Request {
  readonly secret: string;
  readonly salt: Uint8Array;
  readonly parameters: Argon2Parameters;
}

/** A worker that has not answered by then never will; milliseconds. */
const deadline = 120_000;

/** Not weaker than 64 MiB and three passes, and no more than a small laptop can give. */
export function argon2Bounds({ name, memoryKiB, passes, lanes }: Partial<Argon2Parameters>): boolean {
  return name === 'argon2id' && between(memoryKiB, 64 * 1024, 1024 * 1024) && between(passes, 3, 10) && between(lanes, 1, 4);
}

/** 32 bytes. Throws for parameters outside argon2Bounds, and when the worker cannot be started. */
export function deriveFromSecret(secret: string, salt: Uint8Array, parameters: Argon2Parameters, { worker }: Argon2Place): Promise<Uint8Array> {
  if (!argon2Bounds(parameters)) throw Error('parameters of Argon2 out of bounds');
  const request: Argon2Request = { secret, salt, parameters };
  return worker === undefined ? derive(request) : deriveInWorker(worker, request);
}

export async function derive({ secret, salt, parameters }: Argon2Request): Promise<Uint8Array> {
  const { argon2id } = await import('hash-wasm');
  return argon2id({
    password: secret, salt, iterations: parameters.passes, parallelism: parameters.lanes, memorySize: parameters.memoryKiB,
    hashLength: 32, outputType: 'binary',
  });
}

async function deriveInWorker(entry: string | URL, request: Argon2Request): Promise<Uint8Array> {
  // Without main's arguments: what they load would run in the worker too.
  const worker = new Worker(entry, { workerData: request, execArgv: [] });
  try {
    return await new Promise<Uint8Array>((done, failed) => {
      const timer = setTimeout(() => failed(Error('the derivation took too long')), deadline);
      worker.once('message', (derived: Uint8Array) => {
        clearTimeout(timer);
        done(derived);
      });
      worker.once('error', (error) => {
        clearTimeout(timer);
        failed(error);
      });
      worker.once('exit', (code) => {
        clearTimeout(timer);
        failed(Error(`the worker ended with ${code}`));
      });
    });
  } finally {
    // Its memory held the secret.
    await worker.terminate();
  }
}

function between(value: number | undefined, least: number, most: number): boolean {
  return Number.isInteger(value) && value !== undefined && value >= least && value <= most;
}
