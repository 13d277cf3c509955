/** What stands for a message in a call: JSON in any case. */
export function messageOf(json: string): string {
  return json.trim() === "" ? "{}" : json;
}

/** Why a text is no JSON, in the parser's words; null: it is. Empty is a message without fields. */
export function messageProblem(json: string): string | null {
  return problemOf(json, () => null);
}

/** The same for what must have fields: `[]` and `"text"` are no messages then. */
export function objectProblem(json: string): string | null {
  return problemOf(json, (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) ? null : "{ }",
  );
}

function problemOf(json: string, check: (value: unknown) => string | null): string | null {
  try {
    return check(JSON.parse(messageOf(json)));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
