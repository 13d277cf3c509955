import type { IDisposable, languages, Position } from "monaco-editor/editor";
import { formatText } from "#lib/i18n/format-text.ts";
import {
  type ProtoSuggestion,
  protoSymbols,
  scalarTypes,
  suggestProto,
  wellKnownTypes,
} from "../proto-language.ts";
import type { Monaco } from "./load-monaco.ts";
import type { Workspace } from "./workspace.ts";

type ProtoTexts = { readonly scalarHover: string; readonly importHover: string };

export type ProtoProviderOptions = {
  readonly workspace: Workspace;
  readonly texts: ProtoTexts;
  /** Formats a proto, or null when it cannot (it does not compile, the server is away). */
  readonly formatProto: (content: string) => Promise<string | null>;
};

/** Completion, hover and formatting for the protos of one workspace. Dispose what it returns. */
export function registerProtoProviders(monaco: Monaco, options: ProtoProviderOptions): IDisposable {
  const { workspace, texts, formatProto } = options;
  const protos = () => workspace.paths().filter((path) => path.endsWith(".proto"));
  const symbols = () => protos().flatMap((path) => protoSymbols(workspace.modelOf(path)?.getValue() ?? ""));

  const registrations = [
    monaco.languages.registerCompletionItemProvider("proto", {
      triggerCharacters: ["(", '"', "<"],
      provideCompletionItems(model, position) {
        const path = workspace.pathOf(model);
        if (path === undefined) return undefined;
        const range = wordRange(model.getLineContent(position.lineNumber), position);
        const before = model
          .getValue()
          .slice(0, model.getOffsetAt({ ...position, column: range.startColumn }));
        const others = protos().filter((other) => other !== path);
        return { suggestions: suggestProto(before, symbols(), others).map((s) => toItem(monaco, s, range)) };
      },
    }),
    monaco.languages.registerHoverProvider("proto", {
      provideHover(model, position) {
        if (workspace.pathOf(model) === undefined) return undefined;
        const range = wordRange(model.getLineContent(position.lineNumber), position);
        const word = model.getValueInRange(range);
        const value = hoverText(word, texts, symbols());
        return value === undefined ? undefined : { range, contents: [{ value }] };
      },
    }),
    monaco.languages.registerDocumentFormattingEditProvider("proto", {
      displayName: "buf",
      async provideDocumentFormattingEdits(model) {
        const version = model.getVersionId();
        const text = workspace.pathOf(model) === undefined ? null : await formatProto(model.getValue());
        if (text === null || model.isDisposed() || model.getVersionId() !== version) return [];
        return [{ range: model.getFullModelRange(), text }];
      },
    }),
  ];
  return { dispose: () => registrations.forEach((registration) => void registration.dispose()) };
}

/** The dotted or slashed word around a position: `google.protobuf.Timestamp`, `lib/users.proto`. */
function wordRange(line: string, { lineNumber, column }: Position) {
  const before = /[\w./]*$/.exec(line.slice(0, column - 1))?.[0].length ?? 0;
  const after = /^[\w./]*/.exec(line.slice(column - 1))?.[0].length ?? 0;
  return {
    startLineNumber: lineNumber,
    endLineNumber: lineNumber,
    startColumn: column - before,
    endColumn: column + after,
  };
}

function toItem(monaco: Monaco, suggestion: ProtoSuggestion, range: languages.CompletionItem["range"]) {
  const { CompletionItemKind, CompletionItemInsertTextRule } = monaco.languages;
  const kinds = {
    keyword: CompletionItemKind.Keyword,
    scalar: CompletionItemKind.TypeParameter,
    type: CompletionItemKind.Struct,
    file: CompletionItemKind.File,
    snippet: CompletionItemKind.Snippet,
  };
  const detail = scalarTypes[suggestion.label] ?? wellKnownTypes[suggestion.label];
  return {
    label: suggestion.label,
    kind: kinds[suggestion.kind],
    insertText: suggestion.insert,
    range,
    ...(suggestion.kind === "snippet" && { insertTextRules: CompletionItemInsertTextRule.InsertAsSnippet }),
    ...(detail !== undefined && { detail }),
  };
}

function hoverText(
  word: string,
  texts: ProtoTexts,
  symbols: ReturnType<typeof protoSymbols>,
): string | undefined {
  const scalar = scalarTypes[word];
  if (scalar !== undefined) return formatText(texts.scalarHover, { scalar: word, type: scalar });
  const path = wellKnownTypes[word];
  if (path !== undefined) return formatText(texts.importHover, { path });
  const symbol = symbols.find((s) => s.name === word.split(".").at(-1));
  return symbol === undefined ? undefined : `\`\`\`proto\n${symbol.declaration}\n\`\`\``;
}
