/** English texts of the site’s frame and of the widgets every page uses. It defines the type that Chinese satisfies. */
export const site = {
  brand: "RPC Playground",
  tagline: "See what every call really did",
  description:
    "Learn how services talk to each other by doing it: write a handler, call it, and see what really happened to every call.",
  skip: "Skip to content",
  home: "RPC Playground, home",
  navigation: "Site",
  lessons: "Lessons",
  playground: "Playground",
  limits: "Limits",
  language: "中文",
  languageLabel: "切换到中文",
  theme: { label: "Theme", system: "Same as the system", light: "Light", dark: "Dark" },
  footer: {
    measuredTitle: "What you see happened",
    measured:
      "Every bar and every figure comes from a real call to a real handler. Delay on the network and the pool of workers are emulated, and wear a badge that says so.",
    openTitle: "Open source",
    open: "Under the MIT licence. Host it yourself with two commands.",
    hostLink: "How to host it",
    boundsTitle: "Bounds",
    bounds:
      "Strangers share this machine, so everything has a limit. The page lists the numbers the server enforces.",
    boundsLink: "All limits",
    aboutLink: "About",
    glossaryLink: "Glossary",
  },
  notFound: {
    title: "There is nothing at this address",
    meaning: "The page was moved or never existed, or the address has a typing mistake.",
    home: "Go to the start page",
    play: "Open the playground",
  },
  error: {
    title: "This page could not be shown",
    meaning: "The mistake is ours. Your code is kept in this browser; nothing of it is lost.",
    again: "Try again",
    home: "Go to the start page",
    reference: "Reference for a report: {digest}",
  },
  ui: {
    close: "Close",
    notice: "Notice",
    copy: "Copy",
    copied: "Copied",
    copyRefused: "Select and copy by hand",
    numberRange: "Enter a number from {min} to {max}.",
    wholeRange: "Enter a whole number from {min} to {max}.",
    zeroOrRange: "Enter 0, or a number from {min} to {max}.",
    numberKept: "“{typed}” was not taken; {kept} stays. {range}",
  },
  origins: {
    measured: { name: "measured", meaning: "Measured: it happened, and these are its clock readings." },
    emulated: {
      name: "emulated",
      meaning: "Emulated: added on purpose around the real call, as set in the settings.",
    },
    recorded: { name: "recorded", meaning: "Recorded: a real run, made earlier." },
    simulated: { name: "simulated", meaning: "Simulated: computed by a model; no call was made." },
  },
};
