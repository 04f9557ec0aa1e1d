/** The text function and the language that the formats need; one for the whole page, as a long list asks for it in every cell. */
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { Language } from './format.js';

/** A key, or keys of which the first that exists counts. */
export type TextOf = (key: string | string[], values?: Readonly<Record<string, string | number>>) => string;

interface Text {
  readonly t: TextOf;
  readonly language: Language;
}

const TextContext = createContext<Text>({ t: String, language: 'vi' });

export function TextProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'vi';
  const text = useMemo<Text>(() => ({ t: remembering((key, values) => String(t(key, values ?? {}))), language }), [t, language]);
  return <TextContext value={text}>{children}</TextContext>;
}

/** A list asks for the same few words in every row: those without values are looked up once. */
function remembering(look: TextOf): TextOf {
  const known = new Map<string, string>();
  return (key, values) => {
    if (typeof key !== 'string' || values !== undefined) return look(key, values);
    const word = known.get(key) ?? look(key);
    known.set(key, word);
    return word;
  };
}

export function useText(): Text {
  return useContext(TextContext);
}
