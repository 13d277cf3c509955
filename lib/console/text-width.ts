const wide = new RegExp(
  "[\\u1100-\\u115f\\u2e80-\\u303e\\u3041-\\u33ff\\u3400-\\u4dbf\\u4e00-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff" +
    "\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{20000}-\\u{3fffd}]|\\p{Emoji_Presentation}",
  "u",
);
const withoutWidth = /\p{Mn}|\p{Me}|\p{Cf}|\p{Cc}/u;
const plainAscii = /^[\x20-\x7e]*$/;

/** Columns that a text takes in a monospaced font: two for East Asian wide characters, none for combining marks. */
export function textWidth(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let width = 0;
  for (const character of text.normalize("NFC")) {
    if (wide.test(character)) width += 2;
    else if (!withoutWidth.test(character)) width += 1;
  }
  return width;
}
