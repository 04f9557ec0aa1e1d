/** Entry of the worker thread: derives once, answers, ends. */
import { parentPort, workerData } from 'node:worker_threads';

import { derive, type Argon2Request } from './argon2.js';

void derive(workerData as Argon2Request).then((derived) => parentPort?.postMessage(derived));
