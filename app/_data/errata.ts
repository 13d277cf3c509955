import type { dictionaries } from "#lib/i18n/dictionaries.ts";

export type ErratumId = keyof (typeof dictionaries)["en"]["about"]["article"]["errata"];

/** What is corrected in the article, in its order, and the numbers of the lessons that show it. */
export const errata = {
  e1: ["P0"],
  e2: ["P0"],
  e3: ["P0", "1.3"],
  e4: ["P0"],
  e5: ["3.1", "5.1", "7.1"],
  e6: ["3.3"],
  e7: ["2.3", "2.4"],
  e8: ["2.2"],
  e9: ["2.2", "2.5"],
  e10: ["4.1", "4.2", "4.5"],
  e11: ["1.1"],
  e12: ["4.3"],
  e13: ["1.1", "1.4"],
  e14: ["1.4", "2.5"],
  e15: ["7.1", "7.2"],
  e16: ["1.2", "2.5", "6.1"],
  e17: ["5.5", "5.6"],
  e18: ["7.3"],
  e19: ["3.2", "4.5"],
  e20: ["6.2", "6.3"],
} as const satisfies Record<ErratumId, readonly string[]>;
