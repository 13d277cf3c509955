/** English texts of choosing what is called and running it: the same wherever calls are measured. */
export const target = {
  source: "Code",
  draft: "Your draft",
  draftMeaning: "The code that the playground shows in this tab.",
  change: "Change the code in the playground",
  reading: "Reading its methods …",
  noMethods: "This code has no unary method, and only those are called here.",
  method: "Method",
  message: "Message (JSON)",
  messageInvalid: "This is not JSON: {problem}",
  messageReset: "Example message",
  stop: "Stop",
  stopping: "Stopping …",
  emptyTitle: "What you will see",
  examplesTitle: "Begin with one of these",
};
