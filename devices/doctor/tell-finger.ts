/** What was found at fingerprint scanners, as lines for people or as one JSON object for programs. */
import type { FingerFinding } from './finger.js';
import type { Words } from './words.js';

export function fingerLines({ offers, preview, prints, milliseconds, written, fault }: FingerFinding, { fingers: { say, trust, causes, faults } }: Words): readonly string[] {
  const lines = offers.map(({ key, identity, kind, trust: vouched, takes, rolled, forRegistration, unfit, fault: hindrance }) =>
    [
      `${[identity.make, identity.model, identity.serial].filter(Boolean).join(' ')} · ${kind} · ${trust[vouched]} · ${say[takes]}${rolled ? `, ${say.rolled}` : ''}`,
      ...(forRegistration ? [] : [`  ${unfit === 'small-glass' ? say.smallGlass : say.notForRegistration}`]),
      ...(hindrance === null ? [] : [`  ${faults[hindrance]} (${hindrance})`]),
      `  --scanner ${JSON.stringify(key)}`,
    ].join('\n'),
  );
  if (preview) lines.push(`${say.frames}: ${preview.frames} (${preview.perSecond}/s)${preview.seen === null ? '' : `, ${say.seen}: ${preview.seen}`}`);
  for (const { finger, impression, bytes, quality, deviceQuality } of prints) {
    const rated = [`${say.quality} ${quality.score}`, ...(deviceQuality === null ? [] : [`${say.deviceQuality} ${deviceQuality}`])].join(', ');
    const why = quality.causes.length === 0 ? '' : ` · ${quality.causes.map((cause) => causes[cause]).join(', ')}`;
    lines.push(`${say.finger} ${finger}: ${say[impression]}, ${bytes} ${say.bytes}, ${rated}${why}`);
  }
  if (milliseconds !== null) lines.push(`${say.time}: ${milliseconds} ms`);
  for (const file of written) lines.push(`${say.written}: ${file}`);
  if (fault) lines.push(`${faults[fault.code]} (${[fault.code, fault.detail].filter(Boolean).join(': ')})`);
  return lines;
}

/** No picture and no record is in it. */
export function fingerJson(finding: FingerFinding): string {
  return JSON.stringify({ ok: finding.fault === null, ...finding });
}
