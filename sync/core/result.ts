/** An expected failure: a code from a closed union, and what the sentence for the officer needs. */
export interface Fault<Code extends string = string> {
  readonly code: Code;
  /** Technical detail for "Chi tiết" and the log: never personal data, never a secret. */
  readonly detail?: string;
  /** Values that the sentence names (a field, a finger, a port); never a secret. */
  readonly values?: Readonly<Record<string, string | number>>;
}

export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: Fault<Code> };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function fault<Code extends string>(
  code: Code,
  detail?: string,
  values?: Fault['values'],
): { readonly ok: false; readonly fault: Fault<Code> } {
  return { ok: false, fault: { code, ...(detail === undefined ? {} : { detail }), ...(values === undefined ? {} : { values }) } };
}
