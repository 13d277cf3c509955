import { createStoredPreference } from "#components/ui/stored-preference.ts";

/** Whether runs ask for their bytes. */
export const capturePreference = createStoredPreference<boolean>("capture-bytes", false, (json) =>
  typeof json === "boolean" ? json : undefined,
);
