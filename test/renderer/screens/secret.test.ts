import { expect, test } from 'vitest';

import { cleanSecret } from '../../../renderer/screens/start/secret.js';
import { shiftAt } from '../../../renderer/screens/start/SignIn.js';

test('UI9: spaces and composed letters do not make another secret', () => {
  expect(cleanSecret('  trăng   nhà\tsông ')).toBe('trăng nhà sông');
  expect(cleanSecret('trăng nhà'.normalize('NFD'))).toBe('trăng nhà');
});

test('the shift that is offered follows the clock; the evening goes on after midnight', () => {
  expect([7, 11, 12, 17, 18, 23, 0, 4].map(shiftAt)).toEqual(['morning', 'morning', 'afternoon', 'afternoon', 'evening', 'evening', 'evening', 'evening']);
});
