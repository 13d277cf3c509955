/** Replace the characters `start` to `end` by `text`, then select `selectStart` to `selectEnd` of the result. */
export type PlainEdit = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly selectStart: number;
  readonly selectEnd: number;
};

const unit = "  ";

/** What Tab does in a plain field: two spaces at the caret, or every selected line moved to the right. */
export function indent(text: string, from: number, to: number): PlainEdit {
  if (!text.slice(from, to).includes("\n")) {
    return {
      start: from,
      end: to,
      text: unit,
      selectStart: from + unit.length,
      selectEnd: from + unit.length,
    };
  }
  return editLines(text, from, to, (line) => (line === "" ? line : unit + line));
}

/** What Shift+Tab does: every line that the selection touches moves to the left, as far as it can. */
export function outdent(text: string, from: number, to: number): PlainEdit {
  return editLines(text, from, to, (line) => line.replace(/^(?: {1,2}|\t)/, ""));
}

/** What Enter does: a new line that begins where this one begins, one step further after an opening bracket. */
export function newLine(text: string, from: number, to: number): PlainEdit {
  const line = text.slice(text.lastIndexOf("\n", from - 1) + 1, from);
  const margin = /^[ \t]*/.exec(line)?.[0] ?? "";
  const opens = /[{([]\s*$/.test(line);
  const closes = opens && /^\s*[})\]]/.test(text.slice(to));
  const head = `\n${margin}${opens ? unit : ""}`;
  const caret = from + head.length;
  return {
    start: from,
    end: to,
    text: closes ? `${head}\n${margin}` : head,
    selectStart: caret,
    selectEnd: caret,
  };
}

function editLines(text: string, from: number, to: number, edit: (line: string) => string): PlainEdit {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  // A selection that ends at the start of a line does not include that line.
  const last = to > from && text[to - 1] === "\n" ? to - 1 : to;
  const next = text.indexOf("\n", last);
  const end = next < 0 ? text.length : next;
  const before = text.slice(start, end).split("\n");
  const after = before.map(edit);
  const firstShift = (after[0] ?? "").length - (before[0] ?? "").length;
  const joined = after.join("\n");
  return {
    start,
    end,
    text: joined,
    selectStart: Math.max(start, from + firstShift),
    selectEnd: Math.max(start, to + joined.length - (end - start)),
  };
}
