/** Capture ids by deployment. */
export type KeptCaptures = {
  read(): Readonly<Record<string, string>>;
  write(ids: Readonly<Record<string, string>>): void;
};

const key = "rpc-playground:captures";

/** Of this tab, as its runs are: both are there again when the page is loaded anew. */
export const keptCaptures: KeptCaptures = {
  read() {
    try {
      const ids: unknown = JSON.parse(sessionStorage.getItem(key) ?? "{}");
      if (typeof ids !== "object" || ids === null) return {};
      return Object.fromEntries(Object.entries(ids).filter(([, id]) => typeof id === "string"));
    } catch {
      return {}; // the server's own page, or storage forbidden
    }
  },
  write(ids) {
    try {
      sessionStorage.setItem(key, JSON.stringify(ids));
    } catch {
      // Storage full or forbidden: the bytes are lost with the page.
    }
  },
};
