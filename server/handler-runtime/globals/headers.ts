import { mapForEach, mapGet, mapSet } from "../primordials.ts";

const namePattern = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const { exec } = RegExp.prototype;
const execute = Function.prototype.call.bind(exec) as (
  pattern: RegExp,
  text: string,
) => RegExpExecArray | null;
const matches = (pattern: RegExp, text: string) => execute(pattern, text) !== null;
const trimPattern = /^[\t\n\r ]+|[\t\n\r ]+$/g;
const plainValue = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const forbiddenValue = /[\0\r\n]/;

/** Lower-cased names that passed the check, so that the usual ones cost one look-up. */
const knownNames = new Map<string, string>();

function toName(name: unknown): string {
  const text = `${name}`;
  const known = mapGet(knownNames, text);
  if (known !== undefined) return known;
  if (!matches(namePattern, text)) throw new TypeError(`"${text}" is not a legal HTTP header name`);
  const lower = text.toLowerCase();
  if (knownNames.size < 500) mapSet(knownNames, text, lower);
  return lower;
}

function toValue(value: unknown): string {
  let text = `${value}`;
  if (matches(plainValue, text)) return text;
  text = text.replace(trimPattern, "");
  if (matches(forbiddenValue, text)) throw new TypeError("a header value cannot hold a line break or NUL");
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0xff) {
      throw new TypeError(
        `Cannot convert argument to a ByteString because the character at index ${at} has a value of ${code} which is greater than 255.`,
      );
    }
  }
  return text;
}

export type HeadersSource = Headers | Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

/** Reads the pairs from the object itself, whatever its class's iterator was replaced with. */
export let headersText: (headers: Headers) => string;

/** The Headers class of the Fetch standard. */
export class Headers {
  #map = new Map<string, string>();
  #cookies: string[] = [];

  static {
    headersText = (headers) => {
      let text = "";
      mapForEach(headers.#map, (value, name) => {
        text += text === "" ? `${name}\n${value}` : `\n${name}\n${value}`;
      });
      return text;
    };
  }

  constructor(init?: HeadersSource) {
    if (init === undefined || init === null) return;
    if (#map in init) {
      mapForEach(init.#map, (value, name) => mapSet(this.#map, name, value));
      this.#cookies = [...init.#cookies];
    } else if (Symbol.iterator in init) {
      for (const [name, value] of init) this.append(name, value);
    } else {
      for (const name of Object.keys(init)) this.append(name, init[name] ?? "");
    }
  }

  append(name: string, value: string): void {
    const key = toName(name);
    const text = toValue(value);
    if (key === "set-cookie") this.#cookies.push(text);
    const before = mapGet(this.#map, key);
    mapSet(this.#map, key, before === undefined ? text : `${before}, ${text}`);
  }

  delete(name: string): void {
    const key = toName(name);
    if (key === "set-cookie") this.#cookies = [];
    this.#map.delete(key);
  }

  get(name: string): string | null {
    return mapGet(this.#map, toName(name)) ?? null;
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  has(name: string): boolean {
    return this.#map.has(toName(name));
  }

  set(name: string, value: string): void {
    const key = toName(name);
    const text = toValue(value);
    if (key === "set-cookie") this.#cookies = [text];
    mapSet(this.#map, key, text);
  }

  forEach(visit: (value: string, name: string, parent: Headers) => void, self?: unknown): void {
    for (const [name, value] of this.#sorted()) visit.call(self, value, name, this);
  }

  *entries(): IterableIterator<[string, string]> {
    yield* this.#sorted();
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#sorted()) yield name;
  }

  *values(): IterableIterator<string> {
    for (const [, value] of this.#sorted()) yield value;
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return "Headers";
  }

  #sorted(): [string, string][] {
    return [...this.#map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  }
}
