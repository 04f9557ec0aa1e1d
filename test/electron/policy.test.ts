import { expect, test } from 'vitest';

import { headers } from '../../electron/policy.js';

test('EL2: no inline script, no popups, no foreign source, styles by nonce alone', () => {
  const policy = headers('text/html', 'abc')['content-security-policy'] ?? '';
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*|allow-popups|data:|blob:/);
  expect(policy.split('; ')).toEqual(expect.arrayContaining(["default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self' 'nonce-abc'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"]));
});
