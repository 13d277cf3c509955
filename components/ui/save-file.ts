/** Offers `content` as a file. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  // Some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The same for a table of comma-separated values. */
export function saveCsv(csv: string, name: string): void {
  saveFile(new Blob([csv], { type: "text/csv;charset=utf-8" }), name);
}
