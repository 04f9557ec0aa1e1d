import { expect, test } from 'vitest';

import { fromHex, toHex } from '../../../devices/chip/bytes.js';
import { basicAccess } from '../../../devices/chip/protocol/bac.js';
import { keySeed } from '../../../devices/chip/protocol/mrz-key.js';
import { deriveKey } from '../../../devices/chip/protocol/triple-des.js';
import type { ChipTransport } from '../../../devices/chip/transport.js';
import { ok } from '../../../sync/core/result.js';

/** ICAO Doc 9303-11, appendix D: command, then the chip's answer. */
const exchange: readonly (readonly [string, string])[] = [
  ['0084000008', '4608F919887022129000'],
  [
    '008200002872C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F25F1448EEA8AD90A728',
    '46B9342A41396CD7386BF5803104D7CEDC122B9132139BAF2EEDC94EE178534F2F2D235D074D74499000',
  ],
  ['0CA4020C158709016375432908C044F68E08BF8B92D635FF24F800', '990290008E08FA855A5D4C50A8ED9000'],
  ['0CB000000D9701048E08ED6705417E96BA5500', '8709019FF0EC34F9922651990290008E08AD55CC17140B2DED9000'],
  ['0CB000040D9701128E082EA28A70F3C7B53500', '871901FB9235F4E4037F2327DCC8964F1F9B8C30F42C8E2FFF224A990290008E08C8B2787EAEA07D749000'],
];

function script(steps: readonly (readonly [string, string])[]): ChipTransport & { readonly sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    atr: new Uint8Array(),
    async transmit(command) {
      sent.push(toHex(command));
      return ok(fromHex(steps[sent.length - 1]?.[1] ?? '6F00'));
    },
    reset: async () => ok(null),
    close: async () => undefined,
  };
}

const random = fromHex('781723860C06C226 0B795240CB7049B01C19B33E32804F0B');

function seed(): Uint8Array {
  const made = keySeed({ number: 'L898902C<', birth: '690806', expiry: '940623' });
  if (!made.ok) throw Error(made.fault.code);
  return made.value;
}

test('CH1: appendix D: the key seed and both keys come from the MRZ', () => {
  expect(toHex(seed())).toBe('239AB9CB282DAF66231DC5A4DF6BFBAE');
  expect(toHex(deriveKey(seed(), 1))).toBe('AB94FDECF2674FDFB9B391F85D7F76F2');
  expect(toHex(deriveKey(seed(), 2))).toBe('7962D9ECE03D1ACD4C76089DCE131543');
});

test('CH1: appendix D: access, SELECT EF.COM and both READ BINARY go out byte for byte, and their answers open', async () => {
  const transport = script(exchange);
  const opened = await basicAccess(transport, seed(), random);
  if (!opened.ok) throw Error(opened.fault.code);
  const channel = opened.value;
  const selected = await channel.exchange({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: fromHex('011E') });
  const head = await channel.exchange({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 4 });
  const rest = await channel.exchange({ cla: 0, ins: 0xb0, p1: 0, p2: 4, expected: 18 });
  expect(transport.sent).toEqual(exchange.map(([command]) => command));
  expect(selected).toEqual(ok({ data: new Uint8Array(), status: 0x9000 }));
  expect(head.ok && toHex(head.value.data)).toBe('60145F01');
  expect(rest.ok && toHex(rest.value.data)).toBe('04303130365F36063034303030305C026175');
});

test('CH2: every single bit that is turned over in a protected answer is found', async () => {
  const whole = exchange[3]?.[1] ?? '';
  // Of the status word outside, nothing is believed: DO99 tells the true one.
  for (let bit = 0; bit < (whole.length / 2 - 2) * 8; bit += 1) {
    const turned = fromHex(whole);
    turned[bit >> 3] = (turned[bit >> 3] ?? 0) ^ (0x80 >> (bit & 7));
    const transport = script([...exchange.slice(0, 3), [exchange[3]?.[0] ?? '', toHex(turned)]]);
    const opened = await basicAccess(transport, seed(), random);
    if (!opened.ok) throw Error(opened.fault.code);
    await opened.value.exchange({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: fromHex('011E') });
    const answer = await opened.value.exchange({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 4 });
    expect(answer).toMatchObject({ ok: false, fault: { code: 'answer-malformed' } });
  }
});

test('CH2: a bare status word under secure messaging means that the keys are gone', async () => {
  const transport = script([...exchange.slice(0, 2), ['', '6988']]);
  const opened = await basicAccess(transport, seed(), random);
  const answer = opened.ok ? await opened.value.exchange({ cla: 0, ins: 0xb0, p1: 0, p2: 0, expected: 4 }) : opened;
  expect(answer).toMatchObject({ ok: false, fault: { code: 'keys-dropped', values: { status: 0x6988 } } });
});

test.each([
  ['6300', 'chip-key-wrong'], ['63C2', 'chip-key-wrong'], ['6982', 'chip-key-wrong'], ['6985', 'chip-unsupported'], ['6A88', 'chip-unsupported'],
])('CH3: EXTERNAL AUTHENTICATE answered with %s is %s', async (status, code) => {
  const opened = await basicAccess(script([exchange[0] ?? ['', ''], ['', status]]), seed(), random);
  expect(opened).toMatchObject({ ok: false, fault: { code, detail: `EXTERNAL AUTHENTICATE SW ${status}` } });
});

test('CH3: a chip that proves nothing is not believed', async () => {
  const forged = `${(exchange[1]?.[1] ?? '').replace('46B9', '46B8')}`;
  const opened = await basicAccess(script([exchange[0] ?? ['', ''], ['', forged]]), seed(), random);
  expect(opened).toMatchObject({ ok: false, fault: { code: 'answer-malformed' } });
});

test.each([
  [{ number: '', birth: '690806', expiry: '940623' }, 'number'],
  [{ number: 'L898902C<3', birth: '690806', expiry: '940623' }, 'number'],
  [{ number: 'L89 902C<', birth: '690806', expiry: '940623' }, 'number'],
  [{ number: 'L898902C<', birth: '69080', expiry: '940623' }, 'birth'],
  [{ number: 'L898902C<', birth: '690806', expiry: '23/06/94' }, 'expiry'],
])('CH3: a malformed key is refused by the name of its part, without its value', (key, part) => {
  expect(keySeed(key)).toEqual({ ok: false, fault: { code: 'chip-key-malformed', detail: part } });
});
