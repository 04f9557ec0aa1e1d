/** A finding as lines for people, or as one JSON object for programs. */
import type { ChipReading } from '../../sync/core/capture.js';
import type { ChipFact, ChipFactReason, ChipFactState } from '../../sync/core/chip-facts.js';
import { showDate } from '../../sync/core/dates.js';
import type { FieldName } from '../../sync/core/dossier.js';
import { readDg1 } from '../chip/lds/dg1.js';
import type { ChipFinding } from './chip.js';
import type { Words } from './words.js';

export const marks: Readonly<Record<ChipFactState, string>> = { ok: '●', failed: '✕', 'not-possible': '◇', 'not-done': '○' };
const dates: readonly FieldName[] = ['birth', 'cardIssued', 'cardExpiry'];

export function chipLines(finding: ChipFinding, words: Words, isKeyGiven: boolean): readonly string[] {
  const { say } = words;
  const lines = [`${say.adapter}: ${finding.adapter ?? say.none}`, `${say.readers}: ${finding.readers.join(', ') || say.none}${finding.cardPresent ? ` (${say.cardThere})` : ''}`];
  for (const { name, report, fault } of finding.lists) {
    lines.push(`${say.list}: ${name}, ${report === null ? `${say.listRefused} (${fault})` : `${report.selfSigned + report.links + report.unproven} ${say.anchors}`}`);
  }
  if (finding.fault !== null) {
    const tries = finding.fault.values?.['tries'];
    lines.push('', finding.fault.code === 'card-absent' ? say.noCard : words.faults[finding.fault.code]);
    if (tries !== undefined) lines.push(`${say.tries}: ${tries}`);
    if (finding.fault.detail !== undefined) lines.push(`(${finding.fault.code}: ${finding.fault.detail})`);
  }
  if (!isKeyGiven) lines.push('', say.noKey);
  const { reading, times } = finding;
  if (reading === null) return lines;
  const width = Math.max(...Object.values(words.fields).map((one) => one.length));
  lines.push(`${say.reader}: ${reading.reader}`, '', say.facts);
  for (const fact of reading.facts ?? []) lines.push(`  ${factLine(fact, words)}`);
  lines.push(...documentLines(reading, words), '', say.fields);
  for (const [field, value] of Object.entries(reading.fields) as readonly [FieldName, string][]) {
    lines.push(`  ${(words.fields[field] ?? field).padEnd(width)}  ${shown(field, value, words)}`);
  }
  lines.push('', say.files);
  for (const { role, bytes } of reading.files) lines.push(`  ${role.replace('chip-', '').padEnd(11)} ${String(bytes.length).padStart(6)} ${say.bytes}`);
  lines.push(`  ${say.photo}: ${reading.photo === null ? say.noPhoto : `${reading.photo.length} ${say.bytes} (JPEG)`}`, '', say.times);
  for (const [title, time] of [[say.firstText, times.firstText], [say.whole, times.whole]] as const) if (time !== null) lines.push(`  ${title}: ${Math.round(time)} ms`);
  return lines;
}

/** What the zone says of the document itself, whatever its check digits are; null where it cannot be made out. Its name is without diacritics. */
function documentOf(reading: ChipReading) {
  const read = readDg1(reading.files.find((one) => one.role === 'chip-dg1')?.bytes ?? new Uint8Array());
  if (read === null) return null;
  const { format, document, number, surname, given, issuer, nationality } = read.zone;
  const plain = (text: string): string => text.replaceAll('<', ' ').trim();
  return {
    kind: `${format} ${plain(document)}`, number: plain(number), name: [surname, given].filter((one) => one !== '').join(' '), issuer: plain(issuer), nationality: plain(nationality),
    wrongDigit: read.wrong,
  };
}

function documentLines(reading: ChipReading, words: Words): readonly string[] {
  const found = documentOf(reading);
  if (found === null) return [];
  const width = Math.max(...Object.values(words.fields).map((one) => one.length));
  return ['', words.document.title, ...(['kind', 'number', 'name', 'issuer', 'nationality', 'wrongDigit'] as const)
    .filter((part) => (found[part] ?? '') !== '').map((part) => `  ${words.document[part].padEnd(width)}  ${found[part]}`)];
}

/** Cross-checks name the zone's fields. */
function crossField(field: unknown, words: Words): string {
  if (typeof field !== 'string') return '';
  return words.fields[(field === 'expiry' ? 'cardExpiry' : field) as FieldName] ?? field;
}

function shown(field: FieldName, value: string, words: Words): string {
  if (field === 'sex' && (value === 'male' || value === 'female')) return words.say[value];
  if (!dates.includes(field)) return value;
  return value === '' ? words.say.withoutEnd : showDate(value);
}

export function factLine({ name, state, reason, values = {} }: ChipFact, words: Words): string {
  const subject = [words.facts[name], values['group'] === undefined ? '' : `DG${values['group']}`, crossField(values['field'], words)].filter(Boolean).join(' ');
  const named = ['protocol', 'password', 'algorithm', 'signer', 'issuer', 'country', 'issuingState', 'list', 'date', 'status']
    .flatMap((key) => (values[key] === undefined || values[key] === '' ? [] : [String(values[key])]));
  const why = reason === undefined ? [] : [words.reasons[reason as ChipFactReason] ?? reason];
  return [`${marks[state]} ${subject}: ${words.states[state]}`, ...why, ...(named.length === 0 ? [] : [`(${named.join(', ')})`])].join(' · ');
}

export function chipJson(finding: ChipFinding): string {
  const { adapter, readers, cardPresent, reading, fault, times } = finding;
  return JSON.stringify({
    ok: fault === null, adapter, readers, cardPresent, fault,
    lists: finding.lists.map(({ name, report, fault: refused }) => ({ name, fault: refused, anchors: report === null ? 0 : report.selfSigned + report.links + report.unproven })),
    reader: reading?.reader ?? null, document: reading === null ? null : documentOf(reading), facts: reading?.facts ?? [], fields: reading?.fields ?? {},
    files: reading?.files.map(({ role, bytes }) => ({ role, bytes: bytes.length })) ?? [], photoBytes: reading?.photo?.length ?? 0, milliseconds: times,
  });
}
