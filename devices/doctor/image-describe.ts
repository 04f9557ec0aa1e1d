/** What a picture's file says of itself beyond its size. The file was read before without a fault. */
import { isFingerRecord } from '../image/formats/finger-record.js';
import { annotationsOf, segmentationOf } from '../image/finger-record-blocks.js';
import { parseFingerRecord2005 } from '../image/finger-record-2005.js';
import type { CaptureDate, FingerRecord } from '../image/finger-record.js';
import { parseFingerRecords } from '../image/finger-record-parse.js';
import { readComment } from '../image/wsq/comment.js';
import { isWsq, parseWsq } from '../image/wsq/parse.js';
import type { ImageFigures } from './image.js';

const compressions2011 = ['none', 'bit-packed', 'WSQ', 'JPEG', 'JPEG 2000 lossy', 'JPEG 2000 lossless', 'PNG'];
const compressions2005 = ['none', 'bit-packed', 'WSQ', 'JPEG', 'JPEG 2000', 'PNG'];
const impressions: Readonly<Record<number, string>> = { 0: 'live plain', 1: 'live rolled', 2: 'ink plain', 3: 'ink rolled', 8: 'swipe', 24: 'contactless', 28: 'other', 29: 'unknown' };

export function describeFile(bytes: Uint8Array): ImageFigures {
  if (isWsq(bytes)) return describeWsq(bytes);
  return isFingerRecord(bytes) ? { ...describe2011(bytes), ...describe2005(bytes) } : {};
}

function describeWsq(bytes: Uint8Array): ImageFigures {
  const parsed = parseWsq(bytes);
  if (!parsed.ok) return {};
  const { width, height, encoder, software, comments } = parsed.value;
  const rate = readComment(comments, 'WSQ_BITRATE');
  return {
    ratio: Math.round((width * height * 100) / bytes.length) / 100, ...(rate === null ? {} : { rate }), encoder: `${encoder}, ${software}`,
    comments: comments.map((text) => text.replaceAll(/[^\x20-\x7e]+/g, ' ')),
  };
}

function describe2011(bytes: Uint8Array): ImageFigures {
  const parsed = parseFingerRecords(bytes);
  const [record, ...others] = parsed.ok ? parsed.value : [];
  if (!record) return {};
  const [segmentation, annotations] = [segmentationOf(record), annotationsOf(record)];
  return {
    position: record.position, impression: impressions[record.impression] ?? record.impression, compression: compressions2011[record.compression] ?? record.compression,
    captured: dateText(record.captured), technology: record.technology, device: `${record.deviceVendor}, ${record.deviceType}`,
    qualityBlocks: record.quality.map(({ score, vendor, algorithm }) => `${score} (${vendor}, ${algorithm})`),
    ...(segmentation.ok && segmentation.value === null ? {} : { segments: segmentation.ok ? (segmentation.value?.segments ?? []).map(({ finger, quality, corners }) => `${finger}: ${corners.map(({ x, y }) => `${x},${y}`).join(' ')} (${quality})`) : [segmentation.fault.code] }),
    ...(annotations.ok && annotations.value.length === 0 ? {} : { annotations: annotations.ok ? annotations.value.map(({ finger, state }) => `${finger}: ${state}`) : [annotations.fault.code] }),
    ...(others.length === 0 ? {} : { views: others.length + 1, representations: [record, ...others].map(representationText) }),
  };
}

function representationText({ position, representation, width, height, compression, impression, quality }: FingerRecord): string {
  const rated = quality.map(({ score }) => score).join(', ');
  return `${position}, ${representation}: ${width} × ${height}, ${compressions2011[compression] ?? compression}, ${impressions[impression] ?? impression}${rated === '' ? '' : `, ${rated}`}`;
}

function describe2005(bytes: Uint8Array): ImageFigures {
  const parsed = parseFingerRecord2005(bytes);
  const [first, ...others] = parsed.ok ? parsed.value.views : [];
  if (!parsed.ok || !first) return {};
  return {
    position: first.position, impression: impressions[first.impression] ?? first.impression, compression: compressions2005[parsed.value.compression] ?? parsed.value.compression,
    device: String(parsed.value.device), qualityBlocks: [String(first.quality)], views: others.length + 1,
  };
}

function dateText({ year, month, day, hour, minute, second }: CaptureDate): string {
  const two = (value: number | null): string => (value === null ? '--' : String(value).padStart(2, '0'));
  return `${year ?? '----'}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} UTC`;
}
