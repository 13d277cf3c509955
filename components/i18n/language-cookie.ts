/** Remembers the language a visitor chose, for `/`; lives a year. */
export const languageCookie = "language";
