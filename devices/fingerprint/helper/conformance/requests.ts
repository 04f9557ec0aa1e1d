/** Requests that are answered at once. */
import type { HelperDevice } from '../contract.js';
import type { HelperAnswer, HelperRequest, HelperSession } from '../session.js';
import type { CheckBench, NamedCheck } from './check.js';

export const requestChecks: readonly NamedCheck[] = [
  { id: '4.1', name: 'it lists its devices, each with a name of its own', run: async (bench) => {
    const devices = await devicesOf(bench);
    if (typeof devices === 'string') return devices;
    if (devices.length === 0) return 'no device: plug the scanner in';
    const names = devices.map((one) => one.device);
    if (new Set(names).size < names.length) return `two devices have one name: ${names.join(', ')}`;
    return devices.every((one) => one.make !== '' && one.model !== '' && one.serial !== '') ? null : 'a device without make, model or serial number';
  }, isVital: true },
  { id: '4.2', name: 'it answers a ping', run: async ({ session, waits, signal }) => expectation(await session.ask({ type: 'ping' }, waits.answer, signal).result, 'pong') },
  { id: '3', name: 'it passes over fields that it does not know', run: async ({ session, waits, signal }) =>
    expectation(await session.ask(unheardOf({ type: 'ping', colour: 'blue' }), waits.answer, signal).result, 'pong') },
  { id: '3', name: 'it refuses a request of an unknown type by not-understood, and goes on', run: async ({ session, waits, signal }) => {
    const refused = await session.ask(unheardOf({ type: 'no-such-request' }), waits.answer, signal).result;
    return refusalOf(refused, 'not-understood') ?? expectation(await session.ask({ type: 'ping' }, waits.answer, signal).result, 'pong');
  } },
  { id: '4.4', name: 'it refuses a device that is not there by absent', run: async ({ session, waits, signal }) =>
    refusalOf(await session.ask({ type: 'capture', device: 'there-is-none', step: 13, asked: [2, 3, 4, 5], missing: [], deadline: 1000 }, waits.answer, signal).result, 'absent') },
];

type Ended = Awaited<ReturnType<HelperSession['ask']>['result']>;

export async function devicesOf({ session, waits, signal }: CheckBench): Promise<readonly HelperDevice[] | string> {
  const answer = await session.ask({ type: 'list' }, waits.answer, signal).result;
  return answer.ok && answer.value.type === 'devices' ? answer.value.devices : said(answer);
}

export function expectation(ended: Ended, type: HelperAnswer['type']): string | null {
  return ended.ok && ended.value.type === type ? null : said(ended);
}

export function refusalOf(ended: Ended, code: string): string | null {
  return ended.ok && ended.value.type === 'error' && ended.value.code === code ? null : said(ended);
}

/** What came instead. */
export function said(ended: Ended): string {
  if (!ended.ok) return ended.fault.detail ?? ended.fault.code;
  return ended.value.type === 'error' ? `error ${ended.value.code} ${ended.value.words}`.trim() : ended.value.type;
}

/** A later version of the contract may ask so. */
function unheardOf(request: object): HelperRequest {
  return request as HelperRequest;
}
