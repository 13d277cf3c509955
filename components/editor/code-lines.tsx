import { type CodeLanguage, type CodeToken, highlight } from "./highlight.ts";

type CodeLinesProps = {
  readonly text: string;
  readonly language: CodeLanguage;
  /** 1-based line to mark, if any. */
  readonly markedLines?: readonly number[];
  /** True where a field with the same text lies upon it. */
  readonly decorative?: boolean;
};

/** Longer texts stay in one colour: colouring them anew at every key would be felt on a phone. */
const maxColouredLength = 60_000;

/** Code as coloured, numbered text that needs no script. Lives in an `.editor-sheet`. */
export function CodeLines({ text, language, markedLines, decorative }: CodeLinesProps) {
  const lines =
    text.length > maxColouredLength
      ? text.split("\n").map((line): CodeToken[] => [{ kind: "plain", text: line }])
      : highlight(text, language);
  return (
    <pre className="editor-lines" aria-hidden={decorative || undefined} style={digitsOf(text)}>
      {lines.map((tokens, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          key={index}
          className={`editor-line block ${markedLines?.includes(index + 1) ? "editor-marked-line" : ""}`}
        >
          {tokens.map(({ kind, text: piece }, at) =>
            kind === "plain" ? (
              piece
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: a token is its place in the line
              <span key={at} className={`code-${kind}`}>
                {piece}
              </span>
            ),
          )}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}

/** How many digits the line numbers have, for the width of their column. */
export function digitsOf(text: string): React.CSSProperties {
  return { "--digits": String(text.split("\n").length).length } as React.CSSProperties;
}
