/** A name that a proto file declares, with the text of its declaration. */
export type ProtoSymbol = {
  readonly kind: "message" | "enum" | "service";
  readonly name: string;
  readonly declaration: string;
};

/** What may be written next, and how it looks in the list. */
export type ProtoSuggestion = {
  readonly label: string;
  readonly kind: "keyword" | "scalar" | "type" | "file" | "snippet";
  /** In snippet syntax, with `$1` for the places to fill, when `kind` is `snippet`. */
  readonly insert: string;
};

/** The TypeScript type of each scalar in Protobuf-ES (Protocol Buffers language guide, "Scalar value types"). */
export const scalarTypes: Readonly<Record<string, string>> = {
  double: "number",
  float: "number",
  int32: "number",
  int64: "bigint",
  uint32: "number",
  uint64: "bigint",
  sint32: "number",
  sint64: "bigint",
  fixed32: "number",
  fixed64: "bigint",
  sfixed32: "number",
  sfixed64: "bigint",
  bool: "boolean",
  string: "string",
  bytes: "Uint8Array",
};

/** Types that every compiler brings along, by the import they need. */
export const wellKnownTypes: Readonly<Record<string, string>> = {
  "google.protobuf.Any": "google/protobuf/any.proto",
  "google.protobuf.Duration": "google/protobuf/duration.proto",
  "google.protobuf.Empty": "google/protobuf/empty.proto",
  "google.protobuf.FieldMask": "google/protobuf/field_mask.proto",
  "google.protobuf.Struct": "google/protobuf/struct.proto",
  "google.protobuf.Timestamp": "google/protobuf/timestamp.proto",
};

/** Messages, enums and services in a proto, nested ones included, each with its whole declaration. */
export function protoSymbols(text: string): ProtoSymbol[] {
  const code = blankComments(text);
  const symbols: ProtoSymbol[] = [];
  for (const match of code.matchAll(/\b(message|enum|service)\s+([A-Za-z_]\w*)\s*\{/g)) {
    const [head, kind, name = ""] = match;
    const end = closingBrace(code, match.index + head.length);
    symbols.push({ kind: kind as ProtoSymbol["kind"], name, declaration: text.slice(match.index, end) });
  }
  return symbols;
}

/** The same text, as long as before, with blanks instead of comments and strings. */
function blankComments(text: string): string {
  return text.replace(/\/\/.*|\/\*[\s\S]*?\*\/|"(?:[^"\\\n]|\\.)*"/g, (piece) =>
    piece.replace(/[^\n]/g, " "),
  );
}

function closingBrace(code: string, from: number): number {
  let depth = 1;
  let at = from;
  while (at < code.length && depth > 0) {
    if (code[at] === "{") depth += 1;
    if (code[at] === "}") depth -= 1;
    at += 1;
  }
  return at;
}

const snippets: Readonly<Record<"file" | "service", readonly ProtoSuggestion[]>> = {
  file: [
    { label: "message", kind: "snippet", insert: "message ${1:Name} {\n  $0\n}" },
    { label: "enum", kind: "snippet", insert: "enum ${1:Name} {\n  ${2:NAME}_UNSPECIFIED = 0;$0\n}" },
    {
      label: "service",
      kind: "snippet",
      insert: "service ${1:Name} {\n  rpc ${2:Method}(${3:Request}) returns (${4:Response});$0\n}",
    },
    { label: "import", kind: "snippet", insert: 'import "$1";$0' },
  ],
  service: [
    { label: "rpc", kind: "snippet", insert: "rpc ${1:Method}(${2:Request}) returns (${3:Response});$0" },
    {
      label: "rpc (server stream)",
      kind: "snippet",
      insert: "rpc ${1:Method}(${2:Request}) returns (stream ${3:Response});$0",
    },
    {
      label: "rpc (client stream)",
      kind: "snippet",
      insert: "rpc ${1:Method}(stream ${2:Request}) returns (${3:Response});$0",
    },
    {
      label: "rpc (bidi stream)",
      kind: "snippet",
      insert: "rpc ${1:Method}(stream ${2:Request}) returns (stream ${3:Response});$0",
    },
  ],
};

/**
 * What fits at the end of `before`, the file's text up to the caret without the word being written. `symbols` are the
 * names of all files, `paths` the visitor's other protos.
 */
export function suggestProto(
  before: string,
  symbols: readonly ProtoSymbol[],
  paths: readonly string[],
): ProtoSuggestion[] {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  if (/\/\/[^\n]*$/.test(line)) return [];
  if (/^\s*import\s+(?:public\s+|weak\s+)?"[^"]*$/.test(line)) {
    return [...paths, ...Object.values(wellKnownTypes)].map((path) => ({
      label: path,
      kind: "file",
      insert: path,
    }));
  }
  if (/^\s*syntax\s*=\s*"[^"]*$/.test(line)) return [{ label: "proto3", kind: "keyword", insert: "proto3" }];
  const code = blankComments(before);
  const messages = namesOf(symbols, "message");
  if (/\brpc\b[^;{]*\([^)]*$/.test(code)) return [keyword("stream"), ...messages, ...wellKnown()];
  const types = [...scalars(), ...messages, ...namesOf(symbols, "enum"), ...wellKnown()];
  if (/\bmap\s*<[^>]*$/.test(line) || /^\s*(?:repeated|optional)\s+\S*$/.test(line)) return types;
  if (!/(?:^|[;{}])\s*$/.test(code)) return [];
  switch (enclosing(code)) {
    case "service":
      return [...snippets.service, keyword("option")];
    case "message":
      return [
        ...["repeated", "optional", "oneof", "map", "reserved", "message", "enum"].map(keyword),
        ...types,
      ];
    case "enum":
      return ["reserved", "option"].map(keyword);
    case "oneof":
      return types;
    case undefined:
      return [...snippets.file, ...["syntax", "package", "option"].map(keyword)];
  }
}

type Block = "message" | "enum" | "service" | "oneof";

function enclosing(code: string): Block | undefined {
  const open: (Block | undefined)[] = [];
  for (const match of code.matchAll(/(?:\b(message|enum|service|oneof)\s+\w+\s*)?\{|\}/g)) {
    if (match[0] === "}") open.pop();
    else open.push(match[1] as Block | undefined);
  }
  return open.at(-1);
}

function keyword(label: string): ProtoSuggestion {
  return { label, kind: "keyword", insert: label };
}

function scalars(): ProtoSuggestion[] {
  return Object.keys(scalarTypes).map((label) => ({ label, kind: "scalar", insert: label }));
}

function wellKnown(): ProtoSuggestion[] {
  return Object.keys(wellKnownTypes).map((label) => ({ label, kind: "type", insert: label }));
}

function namesOf(symbols: readonly ProtoSymbol[], kind: ProtoSymbol["kind"]): ProtoSuggestion[] {
  return symbols
    .filter((s) => s.kind === kind)
    .map(({ name }) => ({ label: name, kind: "type", insert: name }));
}
