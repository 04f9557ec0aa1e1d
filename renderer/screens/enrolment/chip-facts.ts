/** A chip's facts as the panel tells them: one line for each thing that was tried, data groups and fields of one fate together. Pure. */
import { chipFactNames, type ChipFact, type ChipFactName } from '../../../sync/core/chip-facts.js';
import type { State } from '../../parts/StateMark.js';
import { formatDate } from '../../text/format.js';
import type { TextOf } from '../../text/language.js';

/** Facts of one name that share state and reason. */
export interface FactLine {
  readonly name: ChipFactName;
  readonly state: ChipFact['state'];
  readonly mark: State;
  readonly sentence: string;
}

export interface FactGroup {
  readonly name: ChipFactName;
  /** The gravest of its lines; parts that nobody meant to read do not count where others were proved. */
  readonly state: ChipFact['state'];
  readonly lines: readonly FactLine[];
}

/** A fact in a few technical words, for who asks about it: names and codes, never content. */
export function factDetail({ name, state, reason, values = {} }: ChipFact, t: TextOf): string {
  const named = Object.entries(values).filter(([, value]) => value !== '').map(([key, value]) => `${key} ${value}`);
  return [t(`chip.name.${name}`), t(`chip.state.${state}`), ...(reason === undefined ? [] : [reason]), ...named].join(' · ');
}

/** What takes the chip's word away: nothing of it is filled in without the officer. */
export function isAlarming(fact: ChipFact): boolean {
  return fact.state === 'failed';
}

const gravest = ['failed', 'not-possible', 'ok', 'not-done'] as const;

/** In the order in which a chip is read. */
export function factGroups(facts: readonly ChipFact[], t: TextOf): readonly FactGroup[] {
  return chipFactNames.flatMap((name) => {
    const alike = new Map<string, ChipFact[]>();
    for (const one of facts.filter((fact) => fact.name === name)) {
      const fate = `${one.state} ${reasonOf(one) ?? ''}`;
      alike.set(fate, [...(alike.get(fate) ?? []), one]);
    }
    const lines = [...alike.values()]
      .map((some) => lineOf(some, t))
      .sort((one, other) => gravest.indexOf(one.state) - gravest.indexOf(other.state));
    const state = lines[0]?.state;
    return state === undefined ? [] : [{ name, state, lines }];
  });
}

/** Of a link certificate that hangs in the air the reason is in the values. */
function reasonOf({ name, reason, state, values }: ChipFact): string | undefined {
  return name === 'chain' && state === 'ok' && values?.['proof'] === 'unproven' ? 'unproven' : reason;
}

function lineOf(alike: readonly ChipFact[], t: TextOf): FactLine {
  const first = alike[0];
  if (first === undefined) throw Error('a line without facts');
  return { name: first.name, state: first.state, mark: markOf(first), sentence: factSentence(alike, t) };
}

/** `alike`: at least one; all of one name, state and reason. A reason without a sentence of its own has the general one. */
export function factSentence(alike: readonly ChipFact[], t: TextOf): string {
  const first = alike[0];
  if (first === undefined) throw Error('a sentence without facts');
  const { name, state, values = {} } = first;
  const key = `chip.fact.${name}.${state}`;
  const reason = reasonOf(first);
  const unknown = t('chip.unknown');
  return t(reason === undefined ? `${key}.other` : [`${key}.${reason}`, `${key}.other`], {
    count: alike.length,
    // Its first word: mapping, cipher and curve are details.
    protocol: String(values['protocol'] ?? unknown).split(' ', 1)[0] ?? unknown,
    password: nameOf('chip.password', values['password'], t),
    list: listOf(values, t),
    country: countryOf(values['country'], t),
    groups: alike.map((one) => groupOf(one.values?.['group'], t)).join(', '),
    fields: alike.map((one) => nameOf('chip.crossField', one.values?.['field'], t)).join(', '),
  });
}

function nameOf(area: string, value: string | number | undefined, t: TextOf): string {
  return value === undefined ? t('chip.unknown') : t([`${area}.${value}`, 'chip.unknown']);
}

function groupOf(group: string | number | undefined, t: TextOf): string {
  return group === undefined ? t('chip.unknown') : t([`chip.group.${group}`, 'chip.groupOther'], { number: group });
}

function countryOf(code: string | number | undefined, t: TextOf): string {
  if (typeof code !== 'string' || !/^[A-Z]{2}$/.test(code)) return t('chip.unknown');
  return new Intl.DisplayNames([t('chip.countryNames')], { type: 'region' }).of(code) ?? code;
}

function listOf(values: NonNullable<ChipFact['values']>, t: TextOf): string {
  const { list: name = '', date = '' } = values;
  if (name === '') return t('chip.list.unnamed');
  return date === '' ? t('chip.list.undated', { name }) : t('chip.list.dated', { name, date: formatDate(String(date)) });
}

/** Amber for what is true with a reservation or could not be told; violet for what this card, reader or station has not got. */
function markOf(fact: ChipFact): State {
  switch (fact.state) {
    case 'ok':
      return reasonOf(fact) === undefined || reasonOf(fact) === 'by-mapping' ? 'good' : 'weak';
    case 'failed':
      return 'blocked';
    case 'not-possible':
      return fact.name === 'chain' ? 'weak' : 'excepted';
    case 'not-done':
      return 'missing';
  }
}
