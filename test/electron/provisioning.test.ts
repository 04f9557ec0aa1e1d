import { expect, test } from 'vitest';

import { provisioningThatWraps, readProvisioning } from '../../electron/provisioning.js';
import { provisioning } from './provisioning.js';

test('EL6: a good file is taken', async () => {
  const file = await provisioning();
  expect(readProvisioning(JSON.stringify(file))).toMatchObject({ ok: true, value: { stationName: 'Đội lưu động 3' } });
});

test.each([
  ['nonsense', 'xin chào'],
  ['an empty object', '{}'],
  ['an array', '[]'],
])('EL6: %s is refused', (_what, text) => {
  expect(readProvisioning(text)).toMatchObject({ ok: false, fault: { code: 'not-a-provisioning-file' } });
});

test.each([
  ['plain http', { url: 'http://127.0.0.1:1' }],
  ['an extra member', { password: 'x' }],
  ['a certificate that is none', { certificate: 'x'.repeat(200) }],
  ['no recipient', { recipients: [] }],
])('EL6: %s is refused', async (_what, change) => {
  expect(readProvisioning(JSON.stringify({ ...(await provisioning()), ...change }))).toMatchObject({ ok: false, fault: { code: 'not-a-provisioning-file' } });
});

test('EL6: a hybrid recipient beside a classic one is refused', async () => {
  const file = await provisioning();
  const classic = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
  expect(readProvisioning(JSON.stringify({ ...file, recipients: [...file.recipients, classic] }))).toMatchObject({ ok: false, fault: { code: 'mixed-recipients' } });
});

test('EL6: a recipient that nothing can be wrapped to is refused as the file is taken, not when the first dossier is sealed', async () => {
  const file = await provisioning();
  const classic = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';
  expect(await provisioningThatWraps(JSON.stringify({ ...file, recipients: [classic] }))).toMatchObject({ ok: true });
  const flipped = (text: string) => text.slice(0, -1) + (text.endsWith('q') ? 'p' : 'q');
  for (const change of [
    { recipients: [flipped(classic)] }, { recipients: [flipped(file.recipients[0] ?? '')] }, { recipients: [`age1${'b'.repeat(58)}`] }, { recovery: flipped(file.recovery) }, { recovery: 'age1short0000000000000000000' },
  ]) expect(await provisioningThatWraps(JSON.stringify({ ...file, ...change }))).toMatchObject({ ok: false, fault: { code: 'not-a-provisioning-file' } });
});
