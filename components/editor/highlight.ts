export type CodeLanguage = "typescript" | "proto";
export type CodeTokenKind = "plain" | "keyword" | "type" | "number" | "string" | "comment";
export type CodeToken = { readonly kind: CodeTokenKind; readonly text: string };

/** The language of a file by its name; everything that is no proto counts as TypeScript. */
export function languageOf(path: string): CodeLanguage {
  return path.endsWith(".proto") ? "proto" : "typescript";
}

const typescriptKeywords =
  words(`abstract any as asserts async await bigint boolean break case catch class const
  constructor continue debugger declare default delete do else enum export extends false finally for from function get
  if implements import in infer instanceof interface is keyof let module namespace never new null number object of out
  override package private protected public readonly require return satisfies set static string super switch symbol this
  throw true try type typeof undefined unique unknown var void while with yield`);
const protoKeywords =
  words(`bool bytes double edition enum extend extensions false fixed32 fixed64 float import int32
  int64 map max message oneof option optional package public repeated required reserved returns rpc service sfixed32
  sfixed64 sint32 sint64 stream string syntax to true uint32 uint64 weak`);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

// Alternatives in the order they are tried. A string that is not closed ends with its line, as in the editor.
const typescriptPattern =
  /(?<comment>\/\/.*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|\/(?=[^*/\s])(?:[^\\/\n]|\\.)+\/[dgimsuy]*(?=\s*[.;,)\]}\n]))|(?<number>\b(?:0[xXoObB][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]+)?(?:[eE][+-]?\d+)?)n?)|(?<word>[\p{L}_$][\p{L}\p{N}_$]*)|(?<mark>[`{}])/u;
const protoPattern =
  /(?<comment>\/\/.*|\/\*[\s\S]*?(?:\*\/|$))|(?<string>"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?)|(?<number>\b(?:0[xX][\da-fA-F]+|\d+(?:\.\d*)?(?:[eE][+-]?\d+)?))|(?<word>[\p{L}_][\p{L}\p{N}_]*)/u;

/**
 * Splits code into coloured pieces, line by line, for text that is shown before (or instead of) the full editor. The
 * pieces joined are the text; the colours are those of Monaco's grammars but for rare corners.
 */
export function highlight(text: string, language: CodeLanguage): CodeToken[][] {
  const tokens = language === "proto" ? scanProto(text) : scanTypescript(text);
  const lines: CodeToken[][] = [[]];
  for (const { kind, text: piece } of tokens) {
    const [first = "", ...rest] = piece.split("\n");
    if (first !== "") lines.at(-1)?.push({ kind, text: first });
    for (const line of rest) lines.push(line === "" ? [] : [{ kind, text: line }]);
  }
  return lines;
}

function scanProto(text: string): CodeToken[] {
  let previous = "";
  return scan(text, protoPattern, (word) => {
    const named = previous === "service" || previous === "rpc";
    previous = word;
    return protoKeywords.has(word) ? "keyword" : /^\p{Lu}/u.test(word) && !named ? "type" : "plain";
  });
}

function scanTypescript(text: string): CodeToken[] {
  return scan(text, typescriptPattern, (word) =>
    typescriptKeywords.has(word) ? "keyword" : /^\p{Lu}/u.test(word) ? "type" : "plain",
  );
}

function scan(text: string, source: RegExp, kindOfWord: (word: string) => CodeTokenKind): CodeToken[] {
  const pattern = new RegExp(source, "gu");
  const tokens: CodeToken[] = [];
  // Open braces inside each `${…}` that is being read; a template string goes on when its own brace closes.
  const holes: number[] = [];
  const push = (kind: CodeTokenKind, piece: string) => {
    const last = tokens.at(-1);
    if (piece === "") return;
    if (last?.kind === kind) tokens[tokens.length - 1] = { kind, text: last.text + piece };
    else tokens.push({ kind, text: piece });
  };
  let at = 0;
  while (at < text.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match === null) break;
    push("plain", text.slice(at, match.index));
    at = pattern.lastIndex;
    const { comment, string, number, word, mark } = match.groups ?? {};
    if (comment !== undefined) push("comment", comment);
    else if (string !== undefined) push("string", string);
    else if (number !== undefined) push("number", number);
    else if (word !== undefined) push(kindOfWord(word), word);
    else if (mark === "`" || (mark === "}" && holes.at(-1) === 0)) {
      if (mark === "}") holes.pop();
      const rest = /^(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|(\$\{)|$)/u.exec(text.slice(at));
      if (rest?.[1] !== undefined) holes.push(0);
      push("string", mark + (rest?.[0] ?? ""));
      at += rest?.[0].length ?? 0;
    } else {
      const depth = holes.pop();
      if (depth !== undefined) holes.push(mark === "{" ? depth + 1 : depth - 1);
      push("plain", mark ?? "");
    }
  }
  push("plain", text.slice(at));
  return tokens;
}
