import { createTransport } from "playground";

// en: With { sendCompression: "gzip" }, messages of 1 KiB and more leave compressed.
// zh: 加上 { sendCompression: "gzip" }，1 KiB 以上的消息就会压缩后再发。
export const forReadings = createTransport();
export const forAttachments = createTransport();
