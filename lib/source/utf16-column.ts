/**
 * From a column that counts UTF-8 bytes (buf, esbuild) to one that counts UTF-16 code units (editors). Both 1-based;
 * `line` is the text of that line. A column past the end is the end.
 */
export function toUtf16Column(line: string, byteColumn: number): number {
  let bytes = byteColumn - 1;
  let column = 1;
  for (const character of line) {
    if (bytes <= 0) break;
    bytes -= utf8Length(character);
    column += character.length;
  }
  return column;
}

/** A lone surrogate is encoded as U+FFFD, which also takes three bytes. */
function utf8Length(character: string): number {
  const codePoint = character.codePointAt(0) ?? 0;
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x1_0000 ? 3 : 4;
}
