/** One reading after another of a simulated card through the system's service, each with what the chip itself saw of it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

import { chipReaderApart } from '../../devices/chip/reader-apart.js';
import { programAsChild } from '../../devices/chip/reader-start.js';
import type { VerifyFiles } from '../../devices/chip/reading.js';
import { makeCard, type CardOptions } from '../../devices/chip/simulator/card.js';
import type { Link } from '../../devices/chip/simulator/link.js';
import type { SimulatedPerson } from '../../devices/kit.js';
import type { FromCard, ToCard } from './card.js';

export interface Run {
  readonly apdus: number;
  /** Milliseconds: the whole, until the first text, the simulator's own computing, the time it held answers back. */
  readonly wall: number;
  readonly text: number;
  readonly computing: number;
  readonly link: number;
  /** Share of the read's bytes at the first text. */
  readonly textShare: number;
  readonly bytes: number;
  readonly photoBytes: number;
  /** Bytes of commands and answers. */
  readonly crossed: number;
  /** States of its facts. */
  readonly facts: readonly string[];
}

export interface RunsOptions {
  readonly person: SimulatedPerson;
  readonly photo: Uint8Array;
  readonly verify: VerifyFiles;
  readonly rounds: number;
  readonly access: 'pace' | 'bac';
  readonly certificates?: readonly Uint8Array[];
  /** Bytes of a block at most. */
  readonly block?: number;
  readonly link?: Link;
}

const deadline = 20_000;

/** The first reading warms up and does not count. */
export async function runs({ person, photo, verify, rounds, access, certificates = [], block, link }: RunsOptions): Promise<readonly Run[]> {
  const told = { isPresent: false, text: 0, textBytes: 0 };
  let changed = (): void => undefined;
  // As the station has it: in a program of its own, which judges nothing itself.
  const reader = chipReaderApart({
    start: programAsChild(resolve('out/devices/chip-reader.js')), simulated: true, verify, ...(block === undefined ? {} : { mostData: block }),
    onState: (state) => {
      told.isPresent = state.cardPresent;
      changed();
    },
    onProgress: (progress) => {
      if (progress.fields === undefined) return;
      told.text = performance.now();
      told.textBytes = progress.read;
    },
  });
  const card: CardOptions = { certificates, ...(access === 'bac' ? { pace: [] } : {}) };
  // The same keys in every process.
  const { key: zone, can } = await makeCard(person, photo, card);
  const key = access === 'bac' ? zone : { can };
  const child = fork(new URL('./card.js', import.meta.url), { serialization: 'advanced' });
  const ask = async (message: ToCard): Promise<FromCard['tallies']> => {
    child.send(message);
    const [answer] = (await once(child, 'message')) as [FromCard];
    return answer.tallies;
  };
  const present = (is: boolean): Promise<void> => new Promise((settle, reject) => {
    const timer = setTimeout(() => reject(Error('the virtual reader does not see the card come or go')), deadline);
    changed = () => {
      if (told.isPresent !== is) return;
      clearTimeout(timer);
      settle();
    };
    changed();
  });
  try {
    await ask({ insert: { person, photo, card, ...(link === undefined ? {} : { link }) } });
    await present(true);
    const done: Run[] = [];
    for (let round = 0; round <= rounds; round++) {
      await ask('tallies');
      const since = performance.now();
      const result = await reader.read(key, AbortSignal.timeout(deadline));
      const wall = performance.now() - since;
      const tallies = await ask('tallies');
      if (!result.ok) throw Error(`${result.fault.code} ${result.fault.detail ?? ''}`);
      const bytes = result.value.files.reduce((sum, file) => sum + file.bytes.length, 0);
      if (round > 0) done.push({
        apdus: tallies.length, wall, text: told.text - since, bytes, textShare: told.textBytes / bytes,
        crossed: sum(tallies.map((one) => one.sent + one.received)),
        computing: sum(tallies.map((one) => one.computing)), link: sum(tallies.map((one) => one.held)),
        photoBytes: result.value.files.find((file) => file.role === 'chip-dg2')?.bytes.length ?? 0,
        facts: (result.value.facts ?? []).map((fact) => `${fact.name} ${fact.state}`),
      });
    }
    return done;
  } finally {
    await ask('remove');
    // The service looks every 400 ms: a card laid on before it has seen this one go would be taken for this one.
    await present(false);
    await reader.close();
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, one) => total + one, 0);
}
