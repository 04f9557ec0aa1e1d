import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

import type { Keys } from '../../../devices/fingerprint/sbi/simulator/certificate.js';

export const makeKeys = (): Promise<Keys> => promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
