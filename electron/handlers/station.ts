/** Who the station is and who uses it: provisioning, the secret, signing in and locking. */
import { randomBytes } from 'node:crypto';

import type { Session } from '../../sync/core/dossier.js';
import type { SecretFault } from '../../sync/core/faults.js';
import { fault, ok, type Result } from '../../sync/core/result.js';
import { suggestWords } from '../../sync/seal/words.js';
import type { Context } from '../context.js';
import type { Handlers } from '../router.js';
import { spaceOf } from '../space.js';

type Names = 'station.info' | 'station.provision' | 'station.suggestSecret' | 'station.createSecret' | 'officer.signIn' | 'officer.lock' | 'space.state';

/** Milliseconds: the list comes first. Nobody puts a hand on the scanner that soon. */
const devicesAfterSignIn = 3000;

export function stationHandlers(context: Context): Pick<Handlers, Names> {
  return {
    async 'station.info'() {
      const trust = await context.keys.provisioning();
      const signedIn = context.signedIn();
      const stage = signedIn !== null ? 'open' : trust === null ? 'unprovisioned' : (await context.keys.hasSecret()) ? 'locked' : 'no-secret';
      return {
        host: 'stationHost' in process ? 'chromium' : 'electron',
        version: context.version,
        stage,
        stationName: trust?.stationName ?? '',
        secretLayer: 'passphrase-only',
        session: signedIn?.session ?? null,
        remembers: context.days.remembers(),
        unkept: context.days.unkept(),
        simulated: context.simulated,
      };
    },
    async 'station.provision'(file) {
      const provisioned = await context.keys.provision(file);
      return provisioned.ok ? ok({ stationName: provisioned.value.stationName }) : provisioned;
    },
    'station.suggestSecret': () => suggestWords(randomBytes(32)),
    async 'station.createSecret'(secret, repeated) {
      return secret === repeated ? context.keys.createSecret(secret) : fault('secret-not-repeated');
    },
    async 'officer.signIn'({ secret, officer, shift, place }) {
      context.devices.startIn(devicesAfterSignIn);
      const attempt = signIn(context, secret, { officer, shift, place });
      context.setSigningIn(attempt);
      return attempt;
    },
    async 'officer.lock'() {
      context.works.stop();
      // A secret that is being tried would open the station again behind the lock.
      await context.signingIn();
      context.vault.lock();
      context.setSignedIn(null);
      await context.sending.stop();
      context.tell('locked', null);
      return null;
    },
    'space.state': () => spaceOf(context.folder),
  };
}

async function signIn(context: Context, secret: string, opened: Omit<Session, 'businessDay'>): Promise<Result<Session, SecretFault>> {
  const keys = await context.keys.open(secret);
  if (!keys.ok) return keys;
  const session = await context.days.signIn(opened, keys.value.stationKey, Date.now());
  if (!session.ok) return session;
  context.vault.unlock(keys.value);
  context.setSignedIn({ keys: keys.value, session: session.value });
  await context.sending.start(keys.value);
  return session;
}
