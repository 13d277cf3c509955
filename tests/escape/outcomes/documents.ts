import type { DocumentAttacks } from "../outcome.ts";

/** Answers opened in a window. None is a page of the site: its script would have the site's rights. */
export const documents: DocumentAttacks = {
  "xml-type": "download",
  "two-types": "download",
  "html-in-json": "text",
  download: "text",
};
