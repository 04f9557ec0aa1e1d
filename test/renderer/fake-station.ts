/**
 * An in-memory station for the page: `window.station` without main, for screenshots and tests. It keeps drafts by the core's own rules;
 * nothing is durable, nothing is encrypted. It is long because each call of the contract is answered here once. `options.broken` names device and save faults to show.
 */
import type { Calls, Events, ImportReport, SignIn, StationInfo, WorkName } from '../../electron/contract/calls.js';
import type { Station } from '../../electron/contract/station.js';
import type { DevicesState } from '../../sync/core/capture.js';
import type { TrustReport } from '../../sync/core/chip-facts.js';
import { change, emptyDraft, type Draft, type DraftChange, type PartRole, type Session } from '../../sync/core/dossier.js';
import type { FingerCause } from '../../sync/core/finger-capture.js';
import type { Person } from '../../sync/core/person.js';
import type { DossierRow, ListInfo } from '../../sync/core/queue.js';
import { fault, ok } from '../../sync/core/result.js';
import type { TransferState } from '../../sync/core/transfer-state.js';

import { fakeFingers, offersOf, type ScannerMood } from './fake-fingers.js';
import { anchorOf, chipFieldsOfFake, factsOfFake, trustReport, type ChipMood } from './fake-chip.js';

export interface FakeOptions {
  readonly stage?: StationInfo['stage'];
  readonly people?: readonly Person[];
  /** Everything at its worst: no scanner, no reader, disk full, transfer stopped. */
  readonly broken?: boolean;
  /** Some dossiers in every state. */
  readonly queue?: boolean;
  /** What the chip proves; 'slow' is never done with its photo. */
  readonly chip?: ChipMood;
  readonly scanner?: ScannerMood;
  /** Why the fake hand's prints are not better. */
  readonly cause?: FingerCause | null;
  /** Long works go on for a minute, and can be called off. */
  readonly slow?: boolean;
  /** Some trust lists are there. */
  readonly trust?: boolean;
  /** Makes a PNG or JPEG with a word on it; in a browser by canvas. */
  readonly picture?: (word: string) => Promise<Uint8Array>;
  readonly clock?: () => number;
}

type Handlers = { readonly [Name in keyof Calls]: (...args: Calls[Name]['args']) => Calls[Name]['result'] | Promise<Calls[Name]['result']> };

export interface FakeStation extends Station {
  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void;
  readonly drafts: ReadonlyMap<string, Draft>;
}

const chunkSize = 500;
const words = 'trăng nhà ruộng cau bến sông';
const shift: Session = { officer: 'Nguyễn Thị Minh Anh', shift: 'evening', place: 'P. Hòa Phát, tổ 14', businessDay: '2026-05-14' };

export function makeFakeStation(options: FakeOptions = {}): FakeStation {
  const clock = options.clock ?? Date.now;
  const people = options.people ?? [];
  const picture = options.picture ?? (() => Promise.resolve(new Uint8Array()));
  const broken = options.broken === true;
  let stage = options.stage ?? 'open';
  let session: Session | null = stage === 'unprovisioned' || stage === 'no-secret' ? null : shift;
  const lists: ListInfo[] = people.length === 0 ? [] : [listOf('list-1', people)];
  const drafts = new Map<string, Draft>();
  const rows = new Map<string, DossierRow>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const closed = new Set<string>();
  let callOff = (): void => undefined;
  const trust: TrustReport[] = options.trust === true ? [
    trustReport('DE_ML_2026-11-03.ml'),
    trustReport('csca-vn-02.cer', { date: '', kind: 'certificate', certificates: 1, accepted: 1, links: 0, duplicates: 0, countries: 1, refused: 0, refusedBy: {}, signedBy: '', origin: { from: 'file', by: shift.officer } }),
    trustReport('ldif-cu.ldif', { date: '', accepted: 0, refused: 0, refusedBy: {}, fault: 'list-malformed', countries: 0, links: 0, duplicates: 0 }),
  ] : [];
  const anchors = options.trust === true ? [anchorOf('Mẫu Biometrics Root CA 2', 1), anchorOf('Trung tâm chứng thực thử nghiệm', 2, 'expired')] : [];

  const emit = <Name extends keyof Events>(name: Name, payload: Events[Name]): void => {
    for (const listener of listeners.get(name) ?? []) (listener as (payload: Events[Name]) => void)(payload);
  };
  const put = (row: DossierRow): DossierRow => {
    rows.set(row.id, row);
    emit('dossier', row);
    emit('transfer', transfer());
    return row;
  };
  const saved = () => ({ at: clock() });
  const begin = (person: Person | null, kind: Draft['kind'], state: DossierRow['state'] = 'draft', headquarters: DossierRow['headquarters'] = 'unknown'): Draft => {
    const id = `01970000-0000-7000-8000-${String(rows.size + 1).padStart(12, '0')}`;
    const draft = change(emptyDraft(id, 1), { kind: 'begin', person, dossierKind: kind, session: session ?? shift });
    drafts.set(id, draft);
    const sealed = state !== 'draft';
    put({
      id, revision: 1, person: person?.id ?? null, state, headquarters, businessDay: shift.businessDay, updatedAt: clock() - rows.size * 400_000,
      sealedAt: sealed ? clock() - 3_600_000 : null, receivedAt: state === 'received' ? clock() - 600_000 : null,
      mendableUntil: sealed && state !== 'received' ? clock() + 80_000_000 : null, bytes: sealed ? 2_412_000 : 0,
      note: state === 'quarantined' ? 'dossier-refused the form names photo, which is missing' : null,
    });
    return draft;
  };
  const apply = (id: string, changes: readonly DraftChange[]): Draft | null => {
    const draft = drafts.get(id);
    if (draft === undefined) return null;
    const next = changes.reduce(change, draft);
    drafts.set(id, next);
    return next;
  };
  const addPart = (id: string, role: PartRole, quality: number | null): Draft | null => apply(id, [{
    kind: 'parts',
    parts: [{ part: { role, id: role.padEnd(64, '0'), size: 40_000, revision: 1 }, origin: { role, device: { make: 'Mẫu', model: 'SBI', serial: '0042' }, at: clock(), quality } }],
  }]);
  const savePicture = async (id: string, role: 'photo' | 'ink-card'): Promise<Calls['photo.save']['result']> => {
    const after = addPart(id, role, null);
    const part = after?.parts[role]?.part;
    return after === null || part === undefined ? fault('unknown-dossier') : ok({ part, thumbnail: await picture(role), width: 1920, height: 1080, draft: after, saved: saved() });
  };
  const transfer = (): TransferState => {
    const waiting = [...rows.values()].filter((row) => ['sealed', 'queued', 'sending', 'quarantined'].includes(row.state)).length;
    return {
      link: broken ? 'stopped' : waiting === 0 ? 'idle' : 'waiting', fault: broken ? { code: 'wrong-certificate', detail: 'sha-256 7f3a…' } : waiting > 0 ? { code: 'offline' } : null,
      registered: !broken, waiting, bytesWaiting: waiting * 2_412_000, bytesSent: 1_200_000, bytesPerSecond: 0,
      nextAt: waiting > 0 && !broken ? clock() + 240_000 : null, lastContact: broken ? null : clock() - 5_400_000,
    };
  };
  const devices = (): DevicesState => {
    const identity = { make: 'Mẫu', model: 'Quét bốn ngón 500', serial: 'TN-0042' };
    const used = offersOf(options.scanner ?? 'roll')[0]?.identity ?? identity;
    const absent = (code: string) => ({ state: 'missing' as const, identity: null, fault: code, simulated: true });
    return {
      process: 'running',
      scanners: broken ? [] : offersOf(options.scanner ?? 'roll'),
      chosen: null,
      scanner: broken ? absent('scanner-absent') : { state: 'ready', identity: used, fault: null, simulated: true },
      chip: broken ? { ...absent('pcsc-absent'), cardPresent: false } : { state: 'ready', identity: { ...identity, model: 'Đọc thẻ 01' }, fault: null, simulated: true, cardPresent: true },
    };
  };

  const stopWork = new Map<WorkName, () => void>();
  /** True where it was called off. */
  const slowWork = (work: WorkName, total: number): Promise<boolean> => new Promise((end) => {
    let done = 0;
    const timer = setInterval(() => {
      done += total / 300;
      emit('work', { work, done: Math.floor(done), total });
      if (done >= total) stop(false);
    }, 200);
    const stop = (called: boolean): void => {
      clearInterval(timer);
      end(called);
    };
    stopWork.set(work, () => stop(true));
  });

  const fingers = fakeFingers({
    mood: options.scanner ?? 'roll', cause: options.cause ?? null, picture, clock, apply, draft: (id) => drafts.get(id), emit: (frame) => emit('scanner.frame', frame),
  });

  const handlers: Handlers = {
    'station.info': () => ({
      host: 'chromium', version: '0.1.0', stage, stationName: 'Cẩm Lệ 03', secretLayer: 'passphrase-only', session: stage === 'open' ? session : null, remembers: session !== null, unkept: null,
      simulated: true,
    }),
    'station.provision': (file) => {
      if (!file.includes('stationName')) return fault('not-a-provisioning-file');
      stage = 'no-secret';
      return ok({ stationName: 'Cẩm Lệ 03' });
    },
    'station.suggestSecret': () => words,
    'station.createSecret': (secret, repeated) => {
      if (secret !== repeated) return fault('secret-not-repeated');
      stage = 'locked';
      return ok(null);
    },
    'officer.signIn': (signIn: SignIn) => {
      if (signIn.secret !== words) return fault('wrong-secret');
      stage = 'open';
      const { officer, place } = session ?? shift;
      session = { officer: signIn.officer || officer, shift: signIn.shift, place: signIn.place || place, businessDay: shift.businessDay };
      return ok(session);
    },
    'officer.lock': () => {
      stage = 'locked';
      return null;
    },
    'worklist.import': async (file) => {
      if (options.slow === true && await slowWork('import', 50_000)) return fault('import-cancelled');
      const errors: ImportReport['errors'] = [
        { row: 4, column: 'Ngày sinh', code: 'birth-impossible', value: '31/02/1950' },
        { row: 9, column: 'Họ và tên', code: 'name-illegal', value: '@' },
        { row: 17, column: 'Số định danh', code: 'number-malformed', value: '04813800' },
      ];
      if (!/\.(csv|xlsx)$/i.test(file.name)) return fault('not-a-spreadsheet', file.name);
      if (file.name.includes('wrong')) return ok({ imported: false, rows: 40, people: 0, errors, errorCount: errors.length, list: null });
      lists.push(listOf('list-2', people));
      return ok({ imported: true, rows: people.length, people: people.length, errors: [], errorCount: 0, list: 'list-2' });
    },
    'worklist.chunk': (_list, chunk) => ok(new TextEncoder().encode(JSON.stringify(people.slice(chunk * chunkSize, (chunk + 1) * chunkSize)))),
    'rows.open': (sealed) => ok(sealed),
    'rows.seal': (plain) => ok(plain),
    'vault.index': () => ok({ database: 'fake', lists, dossiers: [...rows.values()], quarantined: broken ? ['parts/3f.part'] : [] }),
    'dossier.summaries': (ids) => ok(Object.fromEntries(ids.map((id) => {
      const draft = drafts.get(id);
      const gone = draft === undefined || closed.has(rows.get(id)?.businessDay ?? '');
      return [id, gone ? null : {
        name: draft.fields.fullName?.value ?? draft.person?.name ?? '', number: draft.fields.number?.value ?? draft.person?.number ?? '',
        birth: draft.fields.birth?.value ?? draft.person?.birth ?? '', kind: draft.kind, officer: draft.session.officer, place: draft.session.place,
      }];
    }))),
    'dossier.begin': ({ person, kind }) => (broken ? fault('disk-full', '498 MB') : ok(begin(person, kind))),
    'dossier.open': (id) => {
      const draft = drafts.get(id);
      return draft === undefined ? fault('unknown-dossier') : ok(draft);
    },
    'dossier.change': (id, changes) => {
      if (broken) return fault('not-durable', 'EIO');
      return apply(id, changes) === null ? fault('unknown-dossier') : ok(saved());
    },
    'dossier.seal': (id) => {
      const row = rows.get(id);
      return row === undefined ? fault('unknown-dossier') : ok(put({ ...row, state: 'queued', sealedAt: clock(), updatedAt: clock(), mendableUntil: clock() + 86_400_000, bytes: 2_412_000 }));
    },
    'dossier.mend': (id) => {
      const row = rows.get(id);
      const draft = drafts.get(id);
      if (row === undefined || draft === undefined) return fault('unknown-dossier');
      put({ ...row, revision: row.revision + 1, state: 'draft', sealedAt: null, mendableUntil: null });
      drafts.set(id, { ...draft, revision: row.revision + 1, confirmation: null });
      return ok(drafts.get(id) ?? draft);
    },
    'dossier.retry': (id) => {
      const row = rows.get(id);
      if (row === undefined) return fault('unknown-dossier');
      put({ ...row, state: 'queued', note: null });
      return ok(null);
    },
    'part.open': () => fault('part-unreadable'),
    'part.thumbnail': async (_id, role) => ok(await picture(role)),
    'devices.state': devices,
    ...fingers,
    ...(broken ? { 'scanner.preview': () => fault('scanner-absent'), 'scanner.step': () => fault('scanner-absent'), 'scanner.reconnect': () => fault('scanner-absent') } : {}),
    'scanner.cancel': () => null,
    'chip.read': async (id, key) => {
      if (broken) return fault('pcsc-absent');
      if ('can' in key && key.can === '000000') return fault('chip-key-wrong', 'GENERAL AUTHENTICATE 63C2', { password: 'can', tries: 2 });
      if ('can' in key && key.can === '999999') return fault('chip-unsupported', 'no PACE that is known', { needs: 'mrz' });
      if ('number' in key && key.number === '000000000') return fault('chip-key-wrong', 'EXTERNAL AUTHENTICATE 6300', { password: 'mrz' });
      const mood = options.chip ?? 'ok';
      emit('chip.progress', { step: 'text', read: 2_100, total: 22_700, fields: chipFieldsOfFake });
      emit('chip.progress', { step: 'photo', read: 9_000, total: 22_700 });
      for (let read = 9_600; read < (mood === 'slow' ? 16_000 : 0); read += 600) {
        await new Promise((later) => setTimeout(later, 200));
        emit('chip.progress', { step: 'photo', read, total: 22_700 });
      }
      if (mood === 'slow') await new Promise<void>((called) => callOff = called);
      if (mood === 'slow') return fault('chip-cancelled');
      const facts = factsOfFake(mood);
      addPart(id, 'chip-dg1', null);
      const after = apply(id, [{ kind: 'chip-facts', facts, fields: chipFieldsOfFake, at: clock() }]);
      return after === null ? fault('unknown-dossier') : ok({ fields: chipFieldsOfFake, photo: await picture('chip'), facts, draft: after, saved: saved() });
    },
    'chip.cancel': () => {
      callOff();
      return null;
    },
    'trust.add': ({ name, bytes }) => {
      if (!/\.(cer|crt|der|pem|ml|ldif)$/i.test(name)) return fault('list-unknown', `${bytes.length} bytes`);
      const report = trustReport(name, { origin: { from: 'file', by: session?.officer ?? '' } });
      trust.push(report);
      return ok(report);
    },
    'trust.lists': () => ok(trust),
    'anchors.add': (bytes) => {
      const refused = { name: 'Mẫu Scanner 0042', reason: 'anchor-not-issuer' } as const;
      if (bytes.length < 400) return fault('anchor-none', `${bytes.length} bytes`);
      const added = anchorOf('Công ty Mẫu Biometrics Root CA', anchors.length);
      anchors.push(added);
      return ok({ added: [added], known: [], refused: [refused] });
    },
    'anchors.list': () => ok({ anchors, unreadable: broken ? ['old-root.pem'] : [] }),
    'trust.headquarters': () => ok(options.trust === true
      ? { checkedAt: clock() - 600_000, fault: null, refused: [{ id: 'a', name: 'Danh sách ICAO tháng 10', code: 'list-signature' }] }
      : { checkedAt: null, fault: broken ? { code: 'index-forged' } : null, refused: [] }),
    'photo.save': (id) => savePicture(id, 'photo'),
    'ink-card.save': (id) => savePicture(id, 'ink-card'),
    'transfer.state': transfer,
    'transfer.now': () => {
      emit('transfer', transfer());
      return null;
    },
    'space.state': () => (broken ? { freeBytes: 498_000_000, level: 'full' } : { freeBytes: 84_000_000_000, level: 'ok' }),
    'day.list': () => {
      const own = [...rows.values()];
      const days = [{
        businessDay: shift.businessDay, drafts: own.filter((row) => row.state === 'draft').length, sealed: own.filter((row) => row.state !== 'draft').length,
        received: own.filter((row) => row.state === 'received').length, closed: closed.has(shift.businessDay), exported: false,
      }];
      return ok(own.length === 0 ? [] : [...days, { businessDay: '2026-05-13', drafts: 0, sealed: 11, received: 11, closed: true, exported: true }]);
    },
    'day.close': (businessDay) => {
      closed.add(businessDay);
      for (const row of [...rows.values()].filter((one) => one.businessDay === businessDay)) put({ ...row, mendableUntil: null });
      return ok({ destroyed: [...rows.values()].filter((row) => row.businessDay === businessDay).length });
    },
    'batch.chooseFolder': () => '/media/usb0/2026-05-14',
    'batch.export': async (_day, folder) => {
      if (options.slow === true && await slowWork('export', 9_648_000)) return fault('export-cancelled');
      const skipped = [...rows.values()].filter((row) => row.state === 'quarantined').map((row) => row.id);
      return broken ? fault('stick-full') : ok({ folder, dossiers: 4, bytes: 9_648_000, skipped, noted: true });
    },
    'batch.receipts': async () => {
      if (options.slow === true && await slowWork('receipts', 60)) return fault('receipts-cancelled', undefined, { received: 12 });
      return broken ? fault('receipts-forged', undefined, { received: 3, forged: 1 }) : ok({ received: 3 });
    },
    'work.cancel': (work) => {
      stopWork.get(work)?.();
      return null;
    },
    'bench.save': () => ok(saved()),
  };

  if (options.queue === true) {
    const states = [['draft', 'unknown'], ['queued', 'unknown'], ['sending', 'receiving'], ['received', 'received'], ['quarantined', 'unknown'], ['received', 'returned'], ['draft', 'unknown'], ['received', 'card-ready']] as const;
    states.forEach(([state, headquarters], index) => begin(people[index * 2] ?? null, 'first-issue', state, headquarters));
  }

  return {
    drafts,
    emit,
    call: async (name, ...args) => structuredClone(await (handlers[name] as (...args: unknown[]) => unknown)(...args)) as Calls[typeof name]['result'],
    on: (name, listener) => {
      const own = listeners.get(name) ?? new Set();
      listeners.set(name, own.add(listener as (payload: never) => void));
      return () => own.delete(listener as (payload: never) => void);
    },
  };
}

function listOf(id: string, people: readonly Person[]): ListInfo {
  return { id, importedAt: 1_778_700_000_000, people: people.length, chunks: Math.ceil(people.length / chunkSize) };
}
