import { createTransport } from "playground";

export const forReadings = createTransport({ sendCompression: "gzip" });
export const forAttachments = createTransport({ sendCompression: "gzip" });
