const escapes: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
  "\\": "\\\\",
  "'": "\\'",
};
const loneSurrogate = "[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]";
const special = new RegExp(`[\\x00-\\x1f\\x5c\\x7f-\\x9f]|${loneSurrogate}`, "g");
const specialOrQuote = new RegExp(`[\\x00-\\x1f\\x27\\x5c\\x7f-\\x9f]|${loneSurrogate}`, "g");

/** A string as a literal, in the quotes that need the least escaping. */
export function quoteText(text: string): string {
  const mark = chooseMark(text);
  return mark + escapeText(text, mark === "'") + mark;
}

/** Control characters, backslashes and lone surrogates as escapes, single quotes when asked. */
export function escapeText(text: string, withQuotes: boolean): string {
  return text.replace(withQuotes ? specialOrQuote : special, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0xd800) return `\\u${code.toString(16)}`;
    return escapes[character] ?? `\\x${code.toString(16).toUpperCase().padStart(2, "0")}`;
  });
}

function chooseMark(text: string): string {
  if (!text.includes("'")) return "'";
  if (!text.includes('"')) return '"';
  return text.includes("`") || text.includes("${") ? "'" : "`";
}
