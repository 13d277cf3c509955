/** Names no run: a watch of it has callers from outside and the runner, and nobody's run. */
export const noRun = "outside-only";
