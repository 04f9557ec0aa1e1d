/** npm run doctor: exit code 0 when what was asked for is there and was read, 1 when not, 2 for a command that is not understood. */
import { dirname, resolve } from 'node:path';

import { openScannerAnalysis } from '../image/analysis/for-scanners.js';
import { readCommand, type DoctorCommand } from './arguments.js';
import { examineChip } from './chip.js';
import { examineDevices, type DevicesFinding } from './devices.js';
import { examineFingers } from './finger.js';
import { runHelperCheck } from './helper-check.js';
import { withInput } from './from-input.js';
import { examineImages } from './image.js';
import { chipJson, chipLines } from './tell-chip.js';
import { fingerJson, fingerLines } from './tell-finger.js';
import { imageJson, imageLines } from './tell-image.js';
import { english } from './words-en.js';
import { vietnamese } from './words-vi.js';
import { isVietnamese, type Words } from './words.js';

const words: Words = isVietnamese(process.env) ? vietnamese : english;
const command = readCommand(await withInput(process.argv.slice(2), process.stdin, (option) => {
  if (process.stdin.isTTY) console.error(`${words.say.type} ${option}`);
}));
if (!command.ok) {
  // The code and the option's name alone: what was given with it may open a card.
  console.error([command.fault.code, command.fault.values?.['option']].filter((one) => one !== undefined).join(' '));
  console.error(words.usage);
  process.exit(2);
}
process.exit((await run(command.value)) ? 0 : 1);

async function run(asked: DoctorCommand): Promise<boolean> {
  if (asked.kind === 'devices') {
    const found = await examineDevices(asked);
    console.log(asked.json ? JSON.stringify(found) : deviceLines(found).join('\n'));
    return found.scanner.state === 'ready' && found.chip.state === 'ready';
  }
  if (asked.kind === 'image') {
    const found = await examineImages(asked);
    console.log(asked.json ? imageJson(found) : imageLines(found, words).join('\n'));
    return found.every((one) => one.fault === null);
  }
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  if (asked.kind === 'helper-check') return runHelperCheck(asked, (line) => console.log(line), controller.signal);
  if (asked.kind === 'finger') {
    // Built beside this program.
    const analysis = openScannerAnalysis(resolve(dirname(process.argv[1] ?? ''), 'finger-worker.js'));
    const found = await examineFingers(asked, analysis, () => console.error(words.fingers.say.layOn), controller.signal);
    console.log(asked.json ? fingerJson(found) : fingerLines(found, words).join('\n'));
    return found.fault === null;
  }
  const found = await examineChip(asked, () => console.error(words.say.waiting), controller.signal);
  console.log(asked.json ? chipJson(found) : chipLines(found, words, asked.key !== null).join('\n'));
  return found.fault === null;
}

function deviceLines({ scanner, chip, readers, bindings, virtualReader }: DevicesFinding): readonly string[] {
  const { say, devices } = words;
  const name = (identity: DevicesFinding['scanner']['identity']): string => (identity === null ? '' : ` · ${[identity.make, identity.model, identity.serial].filter(Boolean).join(' ')}`);
  return [
    `${say.scanner}: ${devices[scanner.state]}${name(scanner.identity)}${scanner.fault === null ? '' : ` (${scanner.fault})`}`,
    `${say.chip}: ${devices[chip.state]}${chip.state === 'ready' ? ` · ${chip.cardPresent ? say.cardThere : say.cardNotThere}` : ''}${chip.fault === null ? '' : ` (${chip.fault})`}`,
    `  ${say.readers}: ${readers.join(', ') || say.none}`,
    `  ${say.adapter}: ${chip.adapter ?? say.none}`,
    ...Object.entries(bindings).map(([binding, isThere]) => `  ${say.binding} ${binding}: ${isThere ? say.loads : say.loadsNot}`),
    ...(virtualReader ? ['', say.virtual] : []),
  ];
}
