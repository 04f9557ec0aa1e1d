/** From the raw files of a card to what the screen and the dossier take. */
import type { ChipReading } from '../../sync/core/capture.js';
import type { ChipFact } from '../../sync/core/chip-facts.js';

import { parseDg1 } from './lds/dg1.js';
import { parseDg11 } from './lds/dg11.js';
import { parseDg13 } from './lds/dg13.js';
import { parseDg2 } from './lds/dg2.js';
import { showFace } from './lds/face-image.js';
import { chipFields, type ChipFields } from './lds/fields.js';
import type { ChipFiles } from './protocol/read.js';
import { trustAnchors } from './trust/anchors.js';
import { verifyReading } from './trust/verify.js';

/** Judges raw files by role: security object, chain, hashes, cross-checks. Never fails: what could not be judged is a fact that says so. */
export type VerifyFiles = (files: ReadonlyMap<string, Uint8Array>) => Promise<readonly ChipFact[]>;

/** Without a list of issuers everything but the chain can be judged. */
export const verifyWithoutAnchors: VerifyFiles = async (files) => verifyReading({ files, anchors: trustAnchors() });

const none = new Uint8Array();

/** Of what is read so far: DG1, DG11 and DG13. */
export function fieldsOf(files: ChipFiles['files']): ChipFields {
  const zone = parseDg1(bytesOf(files, 'chip-dg1'));
  return chipFields(zone.ok ? zone.value : null, parseDg13(bytesOf(files, 'chip-dg13')), parseDg11(bytesOf(files, 'chip-dg11')));
}

/** What needs time and no card: the trust in what was read, and the photo as the screen shows it. */
export interface Judgement {
  readonly trusted: Promise<readonly ChipFact[]>;
  readonly photo: Promise<Uint8Array | null>;
}

export function judge(files: ChipFiles['files'], verify: VerifyFiles = verifyWithoutAnchors): Judgement {
  return { trusted: verify(new Map(files.map(({ role, bytes }) => [role, bytes]))), photo: photoOf(bytesOf(files, 'chip-dg2')) };
}

/**
 * `facts` are those of the reading itself; those of the trust in what was read are added. Whatever document it is, what was read is handed over: one that says
 * nothing for the form has no fields, and its facts tell why.
 */
export async function readingOf(files: ChipFiles['files'], reader: string, facts: readonly ChipFact[] = [], judgement: Judgement = judge(files)): Promise<ChipReading> {
  return { files, fields: fieldsOf(files), photo: await judgement.photo, reader, facts: [...facts, ...(await judgement.trusted)] };
}

function bytesOf(files: ChipFiles['files'], role: string): Uint8Array {
  return files.find((one) => one.role === role)?.bytes ?? none;
}

/** JPEG for the screen; null where the card's photo is missing or broken: the raw file is kept whatever it is. */
async function photoOf(dg2: Uint8Array): Promise<Uint8Array | null> {
  const face = parseDg2(dg2);
  const shown = face.ok ? await showFace(face.value) : face;
  return shown.ok ? shown.value.jpeg : null;
}
