/** dialog: through zenity, where it is installed. */
import { execFile } from 'node:child_process';

import { refuseUnknown } from './refuse.js';

interface OpenOptions {
  readonly title?: string;
  readonly defaultPath?: string;
  readonly properties?: readonly string[];
  readonly filters?: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}
interface MessageOptions { readonly type?: string; readonly title?: string; readonly message: string; readonly detail?: string; readonly buttons?: readonly string[]; readonly cancelId?: number }

interface Answer { readonly code: number; readonly text: string }

/** 0 chosen, 1 cancelled or another button; anything else is no answer. */
function zenity(args: readonly string[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    execFile('zenity', args, { maxBuffer: 16 * 1024 * 1024 }, (failure, output, errors) => {
      const code = failure === null ? 0 : failure.code;
      if (code === 'ENOENT') reject(Error('a dialog needs the package zenity on the Chromium host'));
      else if (code === 0 || code === 1) resolve({ code, text: output.replace(/\n$/, '') });
      else reject(Error(`the dialog did not open: ${errors.trim().split('\n').at(-1) ?? ''}`));
    });
  });
}

async function showOpenDialog(...given: readonly unknown[]): Promise<{ canceled: boolean; filePaths: string[] }> {
  const options = (given.at(-1) ?? {}) as OpenOptions;
  const { properties = [], filters = [] } = options;
  const answer = await zenity([
    '--file-selection', '--separator=\n',
    ...(properties.includes('openDirectory') ? ['--directory'] : []),
    ...(properties.includes('multiSelections') ? ['--multiple'] : []),
    ...(options.title === undefined ? [] : [`--title=${options.title}`]),
    ...(options.defaultPath === undefined ? [] : [`--filename=${options.defaultPath}`]),
    ...filters.map(({ name, extensions }) => `--file-filter=${name} | ${extensions.map((one) => `*.${one}`).join(' ')}`),
  ]);
  return answer.code === 0 ? { canceled: false, filePaths: answer.text.split('\n') } : { canceled: true, filePaths: [] };
}

/** The last button is zenity's own "ok"; the others are its extra ones, and closing the box is `cancelId`. */
async function showMessageBox(...given: readonly unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
  const options = given.at(-1) as MessageOptions;
  const buttons = options.buttons?.length ? options.buttons : ['OK'];
  const kind = ['error', 'warning', 'question'].includes(options.type ?? '') && buttons.length === 1 ? `--${options.type === 'question' ? 'info' : options.type}` : '--info';
  const answer = await zenity([
    kind, '--no-markup', `--title=${options.title ?? ''}`, `--text=${[options.message, options.detail].filter(Boolean).join('\n\n')}`,
    `--ok-label=${buttons.at(-1)}`, ...buttons.slice(0, -1).map((button) => `--extra-button=${button}`),
  ]);
  const extra = buttons.indexOf(answer.text);
  return { response: answer.code === 0 ? buttons.length - 1 : extra >= 0 ? extra : (options.cancelId ?? 0), checkboxChecked: false };
}

export const dialog = refuseUnknown('dialog', {
  showOpenDialog,
  showMessageBox,
  /** Before there is a window, and where there is no zenity, it is a line on the error output. */
  showErrorBox(title: string, content: string): void {
    zenity(['--error', '--no-markup', `--title=${title}`, `--text=${content}`]).catch(() => console.error(`${title}: ${content}`));
  },
});
