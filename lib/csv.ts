export type CsvCell = number | string | null;

/** Rows as CSV (RFC 4180). Null is an empty field; numbers keep all their digits. */
export function toCsv(head: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [head, ...rows]
    .map((cells) => cells.map(toField).join(","))
    .join("\r\n")
    .concat("\r\n");
}

function toField(value: CsvCell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  // A spreadsheet would run what begins like a formula (OWASP: CSV injection).
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
