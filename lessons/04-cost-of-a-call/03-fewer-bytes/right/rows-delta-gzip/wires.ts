import { createTransport, transport } from "playground";

export const forReadings = createTransport({ sendCompression: "gzip" });
export const forAttachments = transport;
