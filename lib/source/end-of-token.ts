const token = /[\p{L}\p{N}_.]+|\S/uy;

/**
 * Where the token that begins at a column ends, exclusive; at least one column further. A problem of no width cannot be
 * seen in an editor, so it is drawn under the token it stands before. Columns are 1-based and count UTF-16 units.
 */
export function endOfToken(line: string, startColumn: number): number {
  token.lastIndex = startColumn - 1;
  return startColumn + (token.exec(line)?.[0].length ?? 1);
}
