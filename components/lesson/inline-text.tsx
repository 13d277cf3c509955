const mark = /(`[^`]+`|\*[^*\s](?:[^*]*[^*\s])?\*)/;

/** A line of a lesson's front matter: `code` between backticks, *emphasis* between stars, the rest as it is. */
export function InlineText({ children }: { readonly children: string }) {
  return children.split(mark).map((piece, index) => {
    // biome-ignore-start lint/suspicious/noArrayIndexKey: a piece is its place in the line
    if (index % 2 === 0) return <span key={index}>{piece}</span>;
    const inner = piece.slice(1, -1);
    return piece.startsWith("`") ? <code key={index}>{inner}</code> : <em key={index}>{inner}</em>;
    // biome-ignore-end lint/suspicious/noArrayIndexKey: a piece is its place in the line
  });
}

/** The same line where only text fits: in names and announcements. */
export function plainText(line: string): string {
  return line
    .split(mark)
    .map((piece, index) => (index % 2 === 0 ? piece : piece.slice(1, -1)))
    .join("");
}
