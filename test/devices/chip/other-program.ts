/** Another program of the machine that holds the card, as a browser or a signing tool does: a process of its own with its own connection to the service. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';

const program = `
const { Context, SCARD_SHARE_EXCLUSIVE, SCARD_SHARE_SHARED, SCARD_RESET_CARD, SCARD_LEAVE_CARD } = require(process.argv[1]);
const context = new Context();
const reader = context.listReaders().find((one) => one.name === process.argv[2]);
reader.connect(process.argv[3] === 'exclusive' ? SCARD_SHARE_EXCLUSIVE : SCARD_SHARE_SHARED).then((card) => {
  console.log('held');
  process.stdin.once('data', () => {
    card.disconnect(process.argv[3] === 'reset' ? SCARD_RESET_CARD : SCARD_LEAVE_CARD);
    context.close();
    console.log('free');
    process.exit(0);
  });
}, (error) => { console.log(error.message); process.exit(1); });
`;

export interface OtherProgram {
  /** Lets the card go, after a reset where it was told to. */
  end(): Promise<void>;
}

/** Answers once the card is held. */
export async function otherProgram(reader: string, how: 'exclusive' | 'shared' | 'reset'): Promise<OtherProgram> {
  const binding = createRequire(import.meta.url).resolve('smartcard');
  const child = spawn(process.execPath, ['--eval', program, binding, reader, how], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  if (said.toString().trim() !== 'held') throw Error(said.toString());
  return {
    async end() {
      const ended = once(child, 'exit');
      child.stdin.write('end\n');
      await ended;
    },
  };
}
