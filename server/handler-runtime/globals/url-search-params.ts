import { TextDecoder, TextEncoder } from "./text-codec.ts";

export type ParamsSource = string | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

/** The URLSearchParams class of the URL standard. */
export class URLSearchParams {
  #pairs: [string, string][] = [];
  #changed: (text: string) => void;

  /** `changed` is told the new text after every change; URL passes it. */
  constructor(init: ParamsSource = "", changed: (text: string) => void = () => {}) {
    this.#changed = changed;
    if (typeof init === "string") this.#pairs = parse(init);
    else if (Symbol.iterator in init)
      for (const [name, value] of init) this.#pairs.push([`${name}`, `${value}`]);
    else for (const name of Object.keys(init)) this.#pairs.push([name, `${init[name]}`]);
  }

  get size(): number {
    return this.#pairs.length;
  }

  append(name: string, value: string): void {
    this.#pairs.push([`${name}`, `${value}`]);
    this.#changed(this.toString());
  }

  delete(name: string, value?: string): void {
    this.#pairs = this.#pairs.filter(
      (pair) => pair[0] !== name || (value !== undefined && pair[1] !== value),
    );
    this.#changed(this.toString());
  }

  get(name: string): string | null {
    return this.#pairs.find((pair) => pair[0] === name)?.[1] ?? null;
  }

  getAll(name: string): string[] {
    return this.#pairs.filter((pair) => pair[0] === name).map((pair) => pair[1]);
  }

  has(name: string, value?: string): boolean {
    return this.#pairs.some((pair) => pair[0] === name && (value === undefined || pair[1] === value));
  }

  set(name: string, value: string): void {
    const at = this.#pairs.findIndex((pair) => pair[0] === name);
    if (at < 0) this.#pairs.push([`${name}`, `${value}`]);
    else this.#pairs = this.#pairs.filter((pair, index) => pair[0] !== name || index === at);
    if (at >= 0) this.#pairs[at] = [`${name}`, `${value}`];
    this.#changed(this.toString());
  }

  sort(): void {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#changed(this.toString());
  }

  forEach(visit: (value: string, name: string, parent: URLSearchParams) => void, self?: unknown): void {
    for (const [name, value] of this.#pairs) visit.call(self, value, name, this);
  }

  *entries(): IterableIterator<[string, string]> {
    yield* this.#pairs;
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#pairs) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.#pairs) yield value;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  toString(): string {
    return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  }
}

function parse(text: string): [string, string][] {
  const query = text.startsWith("?") ? text.slice(1) : text;
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [decode(part), ""] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    });
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  if (!spaced.includes("%")) return spaced;
  const bytes: number[] = [];
  const raw = new TextEncoder().encode(spaced);
  for (let at = 0; at < raw.length; at++) {
    const hex =
      raw[at] === 0x25 ? hexByte(String.fromCharCode(raw[at + 1] ?? 0, raw[at + 2] ?? 0)) : Number.NaN;
    if (Number.isNaN(hex)) bytes.push(raw[at] ?? 0);
    else {
      bytes.push(hex);
      at += 2;
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

function hexByte(hex: string): number {
  return /^[\dA-Fa-f]{2}$/.test(hex) ? Number.parseInt(hex, 16) : Number.NaN;
}

/** The standard's application/x-www-form-urlencoded percent-encode set. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
