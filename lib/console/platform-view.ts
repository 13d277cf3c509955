type Entries = Iterable<readonly [string, string]>;

const urlParts = [
  "href",
  "origin",
  "protocol",
  "username",
  "password",
  "host",
  "hostname",
  "port",
  "pathname",
  "search",
  "searchParams",
  "hash",
];

/**
 * What is worth showing of the platform's own objects, whose state no property of their own holds: Headers, URLs and
 * abort signals, as Node shows them. Undefined for all others.
 */
export function platformView(value: object): object | undefined {
  const tag = Object.prototype.toString.call(value).slice(8, -1);
  switch (tag) {
    case "Headers":
      return isEntries(value) ? Object.fromEntries(value) : undefined;
    case "URLSearchParams":
      return isEntries(value) ? new SearchParams([...value]) : undefined;
    case "URL":
      return pick(value, urlParts);
    case "AbortSignal":
      return pick(value, ["aborted"]);
    case "AbortController":
      return pick(value, ["signal"]);
    default:
      return undefined;
  }
}

/** A map that may hold a name more than once; it shows no size. */
export class SearchParams {
  readonly entries: readonly (readonly [string, string])[];

  constructor(entries: SearchParams["entries"]) {
    this.entries = entries;
  }
}

const isEntries = (value: object): value is Entries & object => Symbol.iterator in value;

function pick(value: object, names: readonly string[]): object | undefined {
  const fields = value as Record<string, unknown>;
  return names.every((name) => name in value)
    ? Object.fromEntries(names.map((name) => [name, fields[name]]))
    : undefined;
}
