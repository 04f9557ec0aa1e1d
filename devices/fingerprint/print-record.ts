/** The record of a print whose scanner makes none: ISO/IEC 19794-4:2011, JPEG 2000 lossless, 500 ppi. */
import type { FingerPlace, Impression, ScannerOffer } from '../../sync/core/finger-capture.js';
import type { Finger } from '../../sync/core/fingers.js';
import { deviceQuality, ownQuality, ownSegmentation, segmentationBlock } from '../image/finger-record-blocks.js';
import type { CaptureDate } from '../image/finger-record.js';
import { JPEG2000_LOSSLESS, LIVE_PLAIN, PIXELS_PER_INCH } from '../image/finger-record.js';
import { writeFingerRecord } from '../image/finger-record-write.js';
import type { GreyImage } from '../image/grey-image.js';
import { encodeJpeg2000 } from '../image/jpeg2000.js';
import { MARGIN } from '../image/segment/cut.js';

export interface Print {
  readonly finger: Finger;
  readonly impression: Impression;
  readonly image: GreyImage;
  /** This station's own indicator. */
  readonly quality: number;
  readonly deviceQuality: number | null;
  /** The station cut it out of a slap's picture: the record says where the finger lies in what was cut. */
  readonly isCut: boolean;
  readonly kind: ScannerOffer['kind'];
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Impression type of ISO/IEC 19794-4 table 7. */
const LIVE_ROLLED = 1;

/** Of ISO/IEC 19794-4 table 5: the U.are.U is monochromatic visible light with total internal reflection; of the others it is not known. */
const technologies: Readonly<Record<ScannerOffer['kind'], number>> = { uareu: 4, sbi: 0, serial: 0, helper: 0 };

export async function printRecord({ finger, impression, image, quality, deviceQuality: ofDevice, isCut, kind, now }: Print): Promise<Uint8Array> {
  const { width, height } = image;
  const place: FingerPlace = { finger, x: MARGIN, y: MARGIN, width: width - 2 * MARGIN, height: height - 2 * MARGIN, angle: 0 };
  return writeFingerRecord({
    captured: dateOf(new Date(now)),
    technology: technologies[kind],
    deviceVendor: 0,
    deviceType: 0,
    quality: ofDevice === null ? [ownQuality(quality)] : [ownQuality(quality), deviceQuality(ofDevice)],
    certifications: null,
    position: finger,
    representation: 1,
    scaleUnits: PIXELS_PER_INCH,
    captureRate: [500, 500],
    imageRate: [500, 500],
    bitDepth: 8,
    compression: JPEG2000_LOSSLESS,
    impression: impression === 'rolled' ? LIVE_ROLLED : LIVE_PLAIN,
    width,
    height,
    image: await encodeJpeg2000(image),
    extended: isCut ? [segmentationBlock(ownSegmentation([place], () => quality))] : [],
  });
}

export function dateOf(date: Date): CaptureDate {
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    millisecond: date.getUTCMilliseconds(),
  };
}
