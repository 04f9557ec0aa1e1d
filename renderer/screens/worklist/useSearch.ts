/** The search as it is typed: each further letter looks only at what the last one found. */
import { useState } from 'react';

import { search, type SearchIndex } from '../../../sync/core/search.js';

interface SearchInHand {
  readonly query: string;
  /** Positions in the list that the index was built of. */
  readonly found: readonly number[];
  readonly type: (query: string) => void;
}

export function useSearch(index: SearchIndex): SearchInHand {
  const [state, setState] = useState(() => ({ index, query: '', found: search(index, '') }));
  // Another list: what was found of the old one means nothing here.
  const current = state.index === index ? state : { index, query: state.query, found: search(index, state.query) };
  if (current !== state) setState(current);
  const type = (query: string): void => setState({ index, query, found: search(index, query, current) });
  return { query: current.query, found: current.found, type };
}
