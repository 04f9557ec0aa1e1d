/** The doctor in English. */
import type { Words } from './words.js';

export const english: Words = {
  usage: [
    'npm run doctor                      the devices: scanner, chip reader, their state',
    'npm run doctor -- chip [options]    reads the document on the chip reader',
    '  --can N                           opens it by the card access number (six digits on the front)',
    '  --mrz L                           by its machine readable zone, all lines in one argument',
    '  --number N --birth D --expiry D   by document (or personal) number, birth and expiry: yyyy-mm-dd, dd/mm/yyyy or YYMMDD',
    '  --trust FILE…                     judges who issued it by these trust lists (DER, PEM, master list, LDIF)',
    '  --wait SECONDS                    waits so long for a card (30)',
    '  --adapter pcsclite|smartcard      takes this binding of the smart card service',
    '  --json                            one JSON object instead of lines',
  ].join('\n'),
  say: {
    adapter: 'Adapter', readers: 'Readers', none: 'none', waiting: 'Lay the card on the reader.', noCard: 'No card was laid on in time.',
    noKey: 'Give --can, --mrz, or --number, --birth and --expiry to read it.', facts: 'What the chip proved', fields: 'Text', files: 'Files', times: 'Times',
    reader: 'Reader', firstText: 'first text', whole: 'whole reading', photo: 'photo', noPhoto: 'no photo that can be shown', bytes: 'bytes', scanner: 'Scanner', chip: 'Chip reader',
    cardThere: 'a card lies in it', cardNotThere: 'no card in it',
    virtual: 'The virtual reader (vsmartcard-vpcd) is installed: while the smart card service runs, it listens on ports 35963 and 35964 of every network interface. Remove the package on a station.',
    withoutEnd: 'without end', list: 'Trust list', listRefused: 'refused', anchors: 'issuers', binding: 'Binding', loads: 'loads', loadsNot: 'does not load', tries: 'tries left', male: 'male', female: 'female',
  },
  states: { ok: 'proved', failed: 'failed', 'not-possible': 'not possible', 'not-done': 'not done' },
  facts: {
    access: 'access', 'sod-signature': 'signature of the data', chain: 'issuer', hash: 'data group', 'chip-authentication': 'chip authentication',
    'active-authentication': 'active authentication', 'cross-check': 'zone and text agree in',
  },
  fields: {
    number: 'personal number', fullName: 'name', birth: 'birth', sex: 'sex', nationality: 'nationality', ethnicity: 'ethnicity', religion: 'religion', origin: 'origin',
    residence: 'residence', oldNumber: 'old number', cardIssued: 'issued', cardExpiry: 'expiry', father: 'father', mother: 'mother', spouse: 'spouse', features: 'features',
  },
  reasons: {
    'no-anchors': 'no trust list was given', 'issuer-unknown': 'its issuer is in no trust list: unknown is not forged', 'chain-signature-wrong': 'a known issuer is named and did not sign it',
    'signer-not-valid-then': 'its signer was not valid when it signed', 'issuer-not-valid-then': 'the issuer was not valid then', 'signing-time-unknown': 'when it was signed is not known',
    'signature-wrong': 'the signature is wrong', 'digest-differs': 'the signed content was changed', 'content-type-differs': 'something else was signed', 'sod-missing': 'the card has no signed object',
    'sod-malformed': 'the signed object is malformed', 'sod-signature': 'the signature of the data did not hold', 'algorithm-unsupported': 'an algorithm that is not known here',
    'certificate-missing': 'the signer’s certificate is missing', 'hash-differs': 'its bytes are not those that were signed', 'not-in-sod': 'nobody signed it', 'not-read': 'it is signed and was not read',
    'pace-failed': 'PACE failed, the older protocol opened it', 'not-in-dg14': 'the signed file does not name this protocol', 'not-on-card': 'the card has no key for it',
    'by-mapping': 'proved while opening', refused: 'the chip refused', 'no-answer': 'no right answer came', 'parameters-unknown': 'a key of unknown parameters', 'key-malformed': 'its key is malformed',
    'hash-unknown': 'an unknown hash', 'reader-short-only': 'this reader takes short commands alone', 'answer-truncated': 'the answer was cut off', 'dg1-missing': 'no zone was read',
    'dg13-missing': 'the card has no DG13', differs: 'they differ', 'value-missing': 'one of them is missing', 'no-expiry': 'the card has no end',
    'card-removed': 'the card went away', 'chip-timeout': 'time ran out',
  },
  faults: {
    'pcsc-absent': 'The smart card service is not there: start pcscd.', 'reader-absent': 'No chip reader that can be used: plug it in, or end the program that holds it.',
    'card-absent': 'No card lies on the reader.', 'card-removed': 'The card went away while it was read: lay it on again, flat, and leave it.',
    'chip-key-wrong': 'The chip did not open: check the values. After several wrong card access numbers it may block the number.', 'chip-key-malformed': 'The values cannot be those of a card.',
    'chip-unsupported': 'This chip wants another way than was given, or is no travel document.', 'chip-garbage': 'The chip’s answers cannot be understood.',
    'chip-timeout': 'The chip did not answer in time: lay the card on again.', 'chip-cancelled': 'Given up.', 'device-process-down': 'The device process ended.',
  },
  devices: { looking: 'being looked for', ready: 'ready', busy: 'busy', missing: 'not there', broken: 'broken' },
};
