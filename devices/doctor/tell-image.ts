/** What was found in picture files, as lines for people or as one JSON object for programs. */
import type { ImageFinding } from './image.js';
import type { Words } from './words.js';

export function imageLines(found: readonly ImageFinding[], { images: { say, figures, faults } }: Words): readonly string[] {
  return found.flatMap((one) => {
    const { file, picture, fault, out } = one;
    const lines = [file];
    if (picture) {
      const density = picture.pixelsPerInch === null ? say.noDensity : `${picture.pixelsPerInch} ppi`;
      lines.push(`  ${picture.format}, ${picture.width} × ${picture.height} ${say.pixels}, ${density}, ${picture.bytes} ${say.bytes}`);
    }
    for (const [name, value] of Object.entries(one.figures)) {
      for (const each of typeof value === 'object' ? value : [value]) lines.push(`  ${figures[name] ?? name}: ${each}`);
    }
    if (fault) lines.push(`  ${faults[fault.code]} (${[fault.code, fault.values?.['format'], fault.detail].filter((part) => part !== undefined).join(': ')})`);
    if (out !== null) lines.push(`  ${say.written}: ${out}`);
    return lines;
  });
}

export function imageJson(found: readonly ImageFinding[]): string {
  return JSON.stringify({ ok: found.every(({ fault }) => fault === null), files: found });
}
