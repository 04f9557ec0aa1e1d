/** Small pictures of the draft's fingers and photo, by part: those a capture brought along, and those of an opened draft. */
import { useCallback, useEffect, useRef, useState } from 'react';

import type { Draft, PartRole } from '../../../sync/core/dossier.js';
import { printOf } from '../../../sync/core/finger-steps.js';
import type { Placed } from '../../../sync/core/prints.js';
import { ask } from '../../store/station.js';

export interface Thumbnails {
  readonly of: (role: PartRole) => Uint8Array | null;
  /** One of the tries of a finger; null until it was asked for and came. */
  readonly ofTry: (part: string) => Uint8Array | null;
  readonly want: (tries: readonly Placed[]) => void;
  /** Hands over the picture of a part that was just captured, so that it is not asked for. */
  readonly keep: (part: string, bytes: Uint8Array) => void;
}

export function useThumbnails(draft: Draft): Thumbnails {
  const [pictures, setPictures] = useState<Readonly<Record<string, Uint8Array>>>({});
  const asked = useRef(new Set<string>());

  const keep = useCallback((part: string, bytes: Uint8Array) => {
    asked.current.add(part);
    setPictures((before) => ({ ...before, [part]: bytes }));
  }, []);

  const load = useCallback((role: PartRole, id: string, isTry: boolean) => {
    if (asked.current.has(id)) return;
    asked.current.add(id);
    void (isTry ? ask('part.thumbnail', draft.id, role, id) : ask('part.thumbnail', draft.id, role)).then((answer) => {
      // A picture that does not come leaves its tile without one; the part itself is judged elsewhere.
      if (answer.ok) setPictures((before) => ({ ...before, [id]: answer.value }));
    });
  }, [draft.id]);

  useEffect(() => {
    for (const { part: { id, role } } of Object.values(draft.parts)) {
      if (role === 'photo' || role === 'ink-card' || printOf(role) !== null) load(role, id, false);
    }
  }, [draft.parts, load]);

  const want = useCallback((tries: readonly Placed[]) => {
    for (const { part } of tries) load(part.role, part.id, true);
  }, [load]);
  const ofTry = useCallback((part: string) => pictures[part] ?? null, [pictures]);

  const of = useCallback(
    (role: PartRole) => {
      const part = draft.parts[role]?.part.id;
      return part === undefined ? null : (pictures[part] ?? null);
    },
    [draft.parts, pictures],
  );
  return { of, ofTry, want, keep };
}
