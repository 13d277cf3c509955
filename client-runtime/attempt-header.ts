/** Names the attempt to the server: `<run>/<call>/<attempt>`. */
export const attemptHeader = "x-playground-attempt";
/** Names the transport whose emulated connections carry the call: `<number of the transport>/<HTTP version>`. */
export const channelHeader = "x-playground-channel";
