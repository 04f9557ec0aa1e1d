/** The station's side of the wire (../core/wire.ts) over HTTPS with a pinned certificate. Expected failures are values. */
import type { KeyObject } from 'node:crypto';

import type { TransferFault } from '../core/faults.js';
import { fault, ok, type Result } from '../core/result.js';
import { completeShape, faultOfRefusal, incompleteShape, offsetsShape, parseAnswer, parseRefusal, partOffsetShape, registrationShape, signedTrustIndexShape } from './answers.js';
import { defaultLimits, exchange, type Answer, type Limits } from './exchange.js';
import type { HeadquartersClient } from './model.js';
import { pinnedAgent } from './pin.js';
import { signRequest } from './sign-request.js';

export interface ConnectOptions {
  /** `https://host:port`. */
  readonly url: string;
  /** PEM: the one certificate that is believed. */
  readonly certificate: string;
  /** The station's id. */
  readonly station: string;
  /** Ed25519, private. */
  readonly signingKey: KeyObject;
  /** Milliseconds since 1970-01-01 UTC, by the station's clock. */
  readonly clock: () => number;
  /** Milliseconds to add to the station's clock to have headquarters', as learned earlier. Default 0. */
  readonly offset?: number;
  readonly limits?: Partial<Limits>;
}

/**
 * A fault may carry in its values `retryAfter` (ms), `status`, `refusal` (the wire's code) and `offset`. A receipt is parsed,
 * not verified: the vault does that. A part whose hash does not fit is dropped at headquarters: 'dossier-refused' with
 * refusal 'hash-mismatch' and offset 0. A query of offsets takes at most 1,000 ids.
 */
export interface Connection extends HeadquartersClient {
  /** Milliseconds from the station's clock to headquarters', as far as learned. */
  readonly offset: () => number;
}

/** Opens nothing yet. Throws for a certificate that is none and a URL that is not https. */
export function connect(options: ConnectOptions): Connection {
  const { signingKey, clock } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const base = new URL(options.url);
  if (base.protocol !== 'https:') throw Error('headquarters is reached by https only');
  const agent = pinnedAgent(options.certificate, limits.connect);
  let offset = options.offset ?? 0;

  interface Call {
    readonly method: string;
    readonly path: string;
    readonly body: Uint8Array;
    readonly signal: AbortSignal;
    readonly station?: string;
    readonly type?: string;
    readonly onBytes?: ((count: number) => void) | undefined;
  }

  const once = ({ method, path, body, signal, station = options.station, type = 'application/json', onBytes }: Call): Promise<Result<Answer, TransferFault>> =>
    exchange({
      agent, url: new URL(path, base), method, body, signal, limits, onBytes,
      headers: { 'content-type': type, ...signRequest({ station, signingKey }, method, path, body, clock() + offset) },
    });

  /** Once more with headquarters' own time where it refused ours. `accept`: statuses that the caller reads. */
  const call = async (request: Call, accept: readonly number[]): Promise<Result<Answer, TransferFault>> => {
    for (let again = false; ; again = true) {
      const answer = await once(request);
      if (!answer.ok || accept.includes(answer.value.status)) return answer;
      const { status, body, retryAfter } = answer.value;
      const refusal = parseRefusal(body);
      if (refusal?.code === 'clock-refused' && refusal.now !== undefined && !again) {
        offset = Date.parse(refusal.now) - clock();
        continue;
      }
      return fault(faultOfRefusal(status, refusal), refusal?.reason, {
        status,
        ...(refusal === undefined ? {} : { refusal: refusal.code }),
        ...(refusal?.offset === undefined ? {} : { offset: refusal.offset }),
        ...(retryAfter === null ? {} : { retryAfter }),
      });
    }
  };

  const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
  const nothing = new Uint8Array(0);
  const unreadable = (): ReturnType<typeof fault<'answer-unreadable'>> => fault('answer-unreadable');

  return {
    register: async (request, signal) => {
      const answer = await call({ method: 'POST', path: '/v1/stations', body: json(request), station: 'new', signal }, [200, 201]);
      if (!answer.ok) return answer;
      const registration = parseAnswer(registrationShape, answer.value.body);
      return registration === undefined ? unreadable() : ok(registration);
    },
    putManifest: async (signed, signal) => {
      const path = `/v1/dossiers/${signed.value.dossier}/revisions/${signed.value.revision}`;
      const answer = await call({ method: 'PUT', path, body: json(signed), signal }, [200, 202]);
      if (!answer.ok) return answer;
      if (answer.value.status === 200) {
        const complete = parseAnswer(completeShape, answer.value.body);
        return complete === undefined ? unreadable() : ok({ kind: 'complete', receipt: complete.receipt });
      }
      const incomplete = parseAnswer(incompleteShape, answer.value.body);
      return incomplete === undefined ? unreadable() : ok({ kind: 'incomplete', missing: incomplete.missing });
    },
    patchPart: async (id, from, size, bytes, signal, onBytes) => {
      const path = `/v1/parts/${id}?offset=${from}&size=${size}`;
      const answer = await call({ method: 'PATCH', path, body: bytes, type: 'application/octet-stream', signal, onBytes }, [200]);
      if (!answer.ok) {
        const { refusal, offset: held } = answer.fault.values ?? {};
        return refusal === 'wrong-offset' && typeof held === 'number' ? ok({ offset: held }) : answer;
      }
      const held = parseAnswer(partOffsetShape, answer.value.body);
      return held === undefined || held.id !== id ? unreadable() : ok({ offset: held.offset });
    },
    offsets: async (ids, signal) => {
      const answer = await call({ method: 'POST', path: '/v1/offsets', body: json({ parts: ids }), signal }, [200]);
      if (!answer.ok) return answer;
      const parsed = parseAnswer(offsetsShape, answer.value.body);
      return parsed === undefined ? unreadable() : ok(parsed.offsets);
    },
    trustIndex: async (known, signal) => {
      const path = known === null ? '/v1/trust-lists' : `/v1/trust-lists?known=${known}`;
      const answer = await call({ method: 'GET', path, body: nothing, signal }, [200, 304]);
      if (!answer.ok) return answer;
      if (answer.value.status === 304) return ok(null);
      const index = parseAnswer(signedTrustIndexShape, answer.value.body);
      return index === undefined ? unreadable() : ok(index);
    },
    trustList: async (id, from, size, signal) => {
      const answer = await call({ method: 'GET', path: `/v1/trust-lists/${id}?offset=${from}&size=${size}`, body: nothing, signal }, [200]);
      if (!answer.ok) return answer;
      const { body } = answer.value;
      return body.length > size ? unreadable() : ok(body);
    },
    offset: () => offset,
    close: () => agent.destroy(),
  };
}
