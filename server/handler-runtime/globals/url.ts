import { booted } from "../host.ts";
import { URLSearchParams } from "./url-search-params.ts";

const partNames = [
  "href",
  "protocol",
  "username",
  "password",
  "host",
  "hostname",
  "port",
  "pathname",
  "search",
  "hash",
  "origin",
] as const;
type Part = (typeof partNames)[number];
type Parts = Readonly<Record<Part, string>>;

/** An absolute URL whose path and query need no normalising; everything else is the host's to parse. */
const plainPattern = /^(https?:\/\/[\da-z.:-]+)(\/[\w\-/~]*(?:\.[\w\-~][\w\-/~]*)*)(\?[\w\-.~%=&+*]*)?$/;
const { exec } = RegExp.prototype;
const match = Function.prototype.call.bind(exec) as (pattern: RegExp, text: string) => RegExpExecArray | null;
/** Parsed origins: a deployment sees few, and every unary call of Connect parses its URL. */
const origins = new Map<string, Parts | null>();

function parse(url: string, base: string | undefined): Parts | null {
  const plain = base === undefined ? match(plainPattern, url) : null;
  if (plain === null || url.includes("/.")) return ask(url, base);
  const origin = parseOrigin(plain[1] ?? "");
  if (origin === null) return null;
  const pathname = plain[2] ?? "/";
  const search = plain[3] === "?" ? "" : (plain[3] ?? "");
  return plain[3] === "?"
    ? ask(url, base)
    : { ...origin, href: `${origin.origin}${pathname}${search}`, pathname, search };
}

function parseOrigin(text: string): Parts | null {
  const known = origins.get(text);
  if (known !== undefined) return known;
  const parts = ask(text, undefined);
  if (origins.size < 100) origins.set(text, parts);
  return parts;
}

function ask(url: string, base: string | undefined): Parts | null {
  const answer = booted().host.parseUrl(url, base);
  return answer === undefined ? null : toParts(answer);
}

function toParts(answer: string): Parts {
  const lines = answer.split("\n");
  return Object.fromEntries(partNames.map((name, at) => [name, lines[at] ?? ""])) as Parts;
}

/** The URL class of the URL standard; what is not plain is parsed by the host's own. */
export class URL {
  #parts: Parts;
  #params: URLSearchParams | null = null;

  constructor(url: string | URL, base?: string | URL) {
    const parts = parse(`${url}`, base === undefined ? undefined : `${base}`);
    if (parts === null)
      throw Object.assign(new TypeError("Invalid URL"), { code: "ERR_INVALID_URL", input: `${url}` });
    this.#parts = parts;
  }

  static canParse(url: string | URL, base?: string | URL): boolean {
    return parse(`${url}`, base === undefined ? undefined : `${base}`) !== null;
  }

  static parse(url: string | URL, base?: string | URL): URL | null {
    return URL.canParse(url, base) ? new URL(url, base) : null;
  }

  get searchParams(): URLSearchParams {
    this.#params ??= new URLSearchParams(this.#parts.search, (text) => this.#change("search", text));
    return this.#params;
  }

  get origin(): string {
    return this.#parts.origin;
  }

  toString(): string {
    return this.#parts.href;
  }

  toJSON(): string {
    return this.#parts.href;
  }

  #change(part: Part, value: string): void {
    const answer = booted().host.changeUrl(this.#parts.href, part, value);
    if (answer !== undefined) this.#parts = toParts(answer);
  }

  static {
    for (const part of partNames) {
      if (part === "origin") continue;
      Object.defineProperty(URL.prototype, part, {
        configurable: true,
        enumerable: true,
        get(this: URL) {
          return this.#parts[part];
        },
        set(this: URL, value: string) {
          this.#change(part, `${value}`);
          if (part === "href" || part === "search") this.#params = null;
        },
      });
    }
  }
}
