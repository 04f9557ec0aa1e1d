/** From the raw files of a card to what the screen and the dossier take. */
import sharp from 'sharp';

import type { ChipReading } from '../../sync/core/capture.js';
import type { ChipFault } from '../../sync/core/faults.js';
import { fault, ok, type Result } from '../../sync/core/result.js';

import { parseDg1 } from './lds/dg1.js';
import { parseDg13 } from './lds/dg13.js';
import { parseDg2 } from './lds/dg2.js';
import { chipFields } from './lds/fields.js';
import type { ChipFiles } from './protocol/read.js';

const photoHeight = 480;
/** Pixels of the largest photo that is decoded: chips hold far smaller ones. */
const mostPixels = 16_000_000;

export async function readingOf(files: ChipFiles['files'], reader: string): Promise<Result<ChipReading, ChipFault>> {
  const bytesOf = (role: string): Uint8Array => files.find((one) => one.role === role)?.bytes ?? new Uint8Array();
  const zone = parseDg1(bytesOf('chip-dg1'));
  const fields = chipFields(zone.ok ? zone.value : null, parseDg13(bytesOf('chip-dg13')));
  if (Object.keys(fields).length === 0) return fault('chip-garbage', `no field could be read; DG1: ${zone.ok ? 'read' : zone.fault.code}`);
  return ok({ files, fields, photo: await photoOf(bytesOf('chip-dg2')), reader });
}

/** JPEG for the screen; null where the card's photo is missing, JPEG 2000 or broken: the raw file is kept whatever it is. */
async function photoOf(dg2: Uint8Array): Promise<Uint8Array | null> {
  const face = parseDg2(dg2);
  if (!face.ok || face.value.type !== 'jpeg') return null;
  try {
    const image = sharp(face.value.bytes, { limitInputPixels: mostPixels }).rotate();
    return new Uint8Array(await image.resize({ height: photoHeight, withoutEnlargement: true }).jpeg({ quality: 85 }).toBuffer());
  } catch {
    return null;
  }
}
