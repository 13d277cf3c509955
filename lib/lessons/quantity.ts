/**
 * What a check expected or saw, as data: the page writes it in the reader's language, a terminal in English. Times are µs.
 */
export type Quantity =
  /** `of`: what was counted, where the number alone would not say it. */
  | { readonly kind: "count"; readonly value: number; readonly of?: Counted }
  | { readonly kind: "duration"; readonly us: number }
  | { readonly kind: "bytes"; readonly value: number }
  /** A share of one: 0.979. */
  | { readonly kind: "share"; readonly value: number }
  /** A plain number: an exponent, a factor. */
  | { readonly kind: "number"; readonly value: number }
  /** A gRPC code or a transport's status, by number. */
  | { readonly kind: "status"; readonly status: number }
  /** A value as JSON, shown in code type and cut by whoever shows it. */
  | { readonly kind: "value"; readonly json: string }
  /** One of several, counted from 1: the first in which two lists differ. */
  | { readonly kind: "item"; readonly number: number; readonly of: Quantity }
  /** Nothing was there to be seen. */
  | { readonly kind: "nothing" }
  | { readonly kind: "atLeast"; readonly of: Quantity }
  | { readonly kind: "atMost"; readonly of: Quantity }
  | { readonly kind: "about"; readonly of: Quantity };

/** What a check counts: a key of the dictionaries, which have its singular and plural. */
export type Counted =
  | "calls"
  | "connections"
  | "looks"
  | "names"
  | "percents"
  | "readings"
  | "rounds"
  | "rows"
  | "ticks";

export const count = (value: number, of?: Counted): Quantity =>
  of === undefined ? { kind: "count", value } : { kind: "count", value, of };
export const duration = (us: number): Quantity => ({ kind: "duration", us: Math.round(us) });
export const bytes = (value: number): Quantity => ({ kind: "bytes", value });
export const share = (value: number): Quantity => ({ kind: "share", value });
export const plain = (value: number): Quantity => ({ kind: "number", value });
export const status = (code: number): Quantity => ({ kind: "status", status: code });
export const atLeast = (of: Quantity): Quantity => ({ kind: "atLeast", of });
export const atMost = (of: Quantity): Quantity => ({ kind: "atMost", of });
export const about = (of: Quantity): Quantity => ({ kind: "about", of });
export const item = (number: number, of: Quantity): Quantity => ({ kind: "item", number, of });
export const nothing: Quantity = { kind: "nothing" };

/** Any value, as JSON. */
export function value(of: unknown): Quantity {
  return of === undefined ? nothing : { kind: "value", json: JSON.stringify(of) };
}
