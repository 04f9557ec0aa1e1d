/** The simulated kit beside a station in training: one scanner's service and one card, ended with the station. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { root } from './build.mjs';

/** An invented person. */
const person = {
  number: '001190000017', fullName: 'Nguyễn Thị Minh Hạnh', birth: '1990-05-12', sex: 'female', nationality: 'Việt Nam', ethnicity: 'Kinh', religion: 'Không',
  origin: 'Xã Tân Mới, Huyện Sông Đông', residence: 'Số 12, Tổ 3, Xã Tân Mới, Huyện Sông Đông', issued: '2021-06-01', expiry: '2030-05-12',
  father: 'Nguyễn Văn Thành', mother: 'Trần Thị Lan', spouse: '', oldNumber: '', features: 'Nốt ruồi cách 1 cm dưới mắt trái',
};
const sbiPorts = [4501, 4600];
/** Debian's virtual reader listens here. */
const vpcdPort = 0x8c7b;

/**
 * `--kit-scanner=` sbi, sbi-0.9.5, sbi-1.0, uareu, serial or helper; `--kit-hands=` a profile (devices/fingerprint/synthetic/profile.ts).
 * @returns what the station must be told, and how to end the kit
 */
export async function startKit(args = []) {
  const chosen = (name) => args.find((one) => one.startsWith(`--kit-${name}=`))?.split('=')[1];
  const options = {
    sbiPorts, vpcdPort, seed: 1, person, cache: join(root, 'out/masters'), ledger: false,
    ...(chosen('scanner') ? { scanner: chosen('scanner') } : {}), ...(chosen('hands') ? { profile: chosen('hands') } : {}),
  };
  const child = spawn(process.execPath, [join(root, 'out/devices/simulators.js'), JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit').then(([code]) => console.error(`The simulated kit ended with ${code}; the station goes on without it.`));
  let told = '';
  const isReady = new Promise((resolve) => {
    child.stdout.on('data', (text) => {
      told += text;
      if (/^scanner: .*\n/m.test(told)) resolve();
    });
  });
  await Promise.race([isReady, ended]);
  const scanners = /^scanner: (.*)$/m.exec(told)?.[1];
  return { args: [`--sbi-ports=${sbiPorts.join('-')}`, ...(scanners === undefined ? [] : [`--scanners=${scanners}`])], stop: () => child.kill() };
}
