/** English texts of the page of words; the words themselves stand in lib/lessons/glossary.ts. */
export const glossary = {
  title: "Glossary",
  description:
    "The words of inter-service communication, in English and Chinese: what each means, what it is called in the other language, and which lesson teaches it.",
  lead: "Every word the lessons use, what it means, and what it is called in Chinese. Other names that Chinese texts use stand in brackets.",
  search: "Find a word, in either language",
  found: { one: "{count} word", other: "{count} words" },
  none: "No word matches “{query}”.",
  clear: "Show all words",
  lessons: "Lessons",
  link: "Link to “{word}”",
};
