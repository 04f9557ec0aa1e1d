/** Headquarters' list: find a person, begin or continue the enrolment. */
import { useCallback, useMemo, useState, type KeyboardEvent } from 'react';

import { EmptyState } from '../../parts/EmptyState.js';
import { FaultCard } from '../../parts/FaultCard.js';
import { useFilePick } from '../../parts/useFilePick.js';
import { NextAction } from '../../parts/NextAction.js';
import { useKey } from '../../parts/useKey.js';
import { useData } from '../../store/data.js';
import { useStation } from '../../store/session.js';
import { listImport } from '../../store/works.js';
import { useText } from '../../text/language.js';
import { deedOf } from '../fault-deed.js';
import { dossierByPerson } from '../progress.js';
import frame from '../Screen.module.css';

import { ImportButton, OutsiderButton } from './Buttons.js';
import { FoundCount } from './FoundCount.js';
import { Importing } from './Importing.js';
import { ImportResult } from './ImportResult.js';
import { KindChoice, type ChosenKind } from './KindChoice.js';
import { PeopleList } from './PeopleList.js';
import { SearchField } from './SearchField.js';
import { kindOf, openingOf, useOpenPerson } from './useOpenPerson.js';
import { useSearch } from './useSearch.js';

/** Rows that Page Up and Page Down move by. */
const page = 20;
const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page };

export function Worklist() {
  const { t } = useText();
  const people = useData('people');
  const dossiers = useData('dossiers');
  const space = useStation('space');
  /** The officer's choice for one person, where it differs from what the list suggests. */
  const [chosen, setChosen] = useState<ChosenKind | null>(null);
  const { query, found, selected, type, select } = useSearch(people.index);
  const byPerson = useMemo(() => dossierByPerson(dossiers), [dossiers]);
  const lists = listImport.useWork();
  const importing = lists.since !== null;
  const { input, pick } = useFilePick({ accept: '.csv,.tsv,.txt,.xlsx', name: 'list', onPick: listImport.start });
  const { begin, open } = useOpenPerson();
  const { start } = begin;
  const beginOutsider = useCallback(() => start(null, 'first-issue'), [start]);
  useKey('F9', beginOutsider);
  useKey('F2', importing ? null : pick);

  const person = people.all[found[selected] ?? -1];
  const opening = openingOf(person === undefined ? undefined : byPerson.get(person.id));
  const kind = person === undefined ? 'first-issue' : chosen?.person === person.id ? chosen.kind : kindOf(person);
  const full = space?.level === 'full' && opening === 'begin';
  const openAt = (position: number): void => {
    const one = people.all[found[position] ?? -1];
    if (one !== undefined) open(one, byPerson.get(one.id), one.id === person?.id ? kind : kindOf(one));
  };
  const move = (event: KeyboardEvent): void => {
    const by = moves[event.key];
    if (by === undefined) return;
    event.preventDefault();
    select(Math.max(0, Math.min(found.length - 1, selected + by)));
  };
  const outsider = <OutsiderButton busy={begin.busy} onAct={beginOutsider} />;

  return (
    <section className={frame['screen']}>
      {input}
      <div className={frame['head']} onKeyDown={move}>
        <SearchField selected={selected} onQuery={type} />
        <FoundCount query={query} found={found.length} all={people.all.length} />
        {people.all.length > 0 && <ImportButton busy={importing} onAct={pick} />}
      </div>
      <Importing work={lists} onPick={pick} />
      {begin.fault !== null && <div className={frame['fault']}><FaultCard fault={begin.fault} onAct={deedOf(begin.fault, begin.again)} /></div>}
      {lists.value !== null && <ImportResult report={lists.value} onClose={listImport.clear} />}
      {people.all.length === 0 && <EmptyState title={t('worklist.empty.title')} text={t('worklist.empty.text')} />}
      {people.all.length > 0 && found.length === 0 && <EmptyState title={t('worklist.nothing.title')} text={t('worklist.nothing.text')} />}
      {found.length > 0 && <PeopleList people={people.all} found={found} dossiers={byPerson} selected={selected} onSelect={select} onOpen={openAt} />}
      {people.all.length === 0 && <NextAction label={t('worklist.import')} onAct={pick} busy={importing}>{outsider}</NextAction>}
      {people.all.length > 0 && person === undefined && <NextAction label={t('worklist.outsider')} onAct={beginOutsider} busy={begin.busy} />}
      {person !== undefined && (
        <NextAction
          label={t(`worklist.${opening}`, { name: person.name })} onAct={() => openAt(selected)} busy={begin.busy}
          blocked={full ? t('worklist.full') : null}
        >
          {outsider}
          {opening === 'begin' && <KindChoice person={person.id} kind={kind} onChoose={setChosen} />}
        </NextAction>
      )}
    </section>
  );
}
